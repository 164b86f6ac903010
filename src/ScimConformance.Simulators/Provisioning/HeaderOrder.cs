using System.Text;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Brings request headers into the order of the identity provider. HttpClient always writes a body's headers last, so this is done below it, on the bytes.</summary>
internal static class HeaderOrder
{
    /// <summary>Has a network handler write headers in this order; headers not named follow in their own order.</summary>
    public static void Impose(SocketsHttpHandler handler, IReadOnlyList<string> order)
    {
        if (order.Count > 0)
        {
            var before = handler.PlaintextStreamFilter;
            handler.PlaintextStreamFilter = async (context, cancellation) =>
                new HeaderOrderStream(before is null ? context.PlaintextStream : await before(context, cancellation), order);
        }
    }

    /// <summary>The head of a request with its headers in order.</summary>
    /// <param name="head">Request line and headers, with the blank line at the end.</param>
    /// <param name="order">Names of headers, first to last.</param>
    public static string Arrange(string head, IReadOnlyList<string> order)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var arranged = new StringBuilder().Append(lines[0]).Append("\r\n");
        foreach (var line in lines.Skip(1).OrderBy(l => Place(l, order)))
        {
            arranged.Append(line).Append("\r\n");
        }

        return arranged.Append("\r\n").ToString();
    }

    private static int Place(string line, IReadOnlyList<string> order)
    {
        var name = line.AsSpan(0, line.IndexOf(':'));
        for (var i = 0; i < order.Count; i++)
        {
            if (name.Equals(order[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return order.Count;
    }
}
