namespace ScimConformance.Harness;

/// <summary>A header as it stood on the wire.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public readonly record struct WireHeader(string Name, string Value)
{
    private const string TokenCharacters = "!#$%&'*+-.^_`|~";

    /// <summary>Reads <c>Name: value</c>.</summary>
    /// <param name="text">The header.</param>
    /// <exception cref="FormatException">It is none; the message says what it must look like, and does not repeat the value, which may be a secret.</exception>
    public static WireHeader Parse(string text)
    {
        var colon = text.IndexOf(':');
        var (name, value) = colon < 0 ? ("", "") : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || TokenCharacters.Contains(c)))
        {
            throw new FormatException("it must have the form \"Name: value\", for example \"X-Api-Key: abc\", with a name of letters, digits and hyphens.");
        }

        return value.Length > 0 && value.All(c => c is >= ' ' and <= '~')
            ? new WireHeader(name, value)
            : throw new FormatException($"the value of {name} is empty or has characters that cannot stand in an HTTP header.");
    }
}

/// <summary>A request as the innermost handler saw it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The absolute URL.</param>
/// <param name="Headers">The headers, in order.</param>
/// <param name="Body">The body's bytes; empty when there is none.</param>
public sealed record RequestRecord(string Method, Uri Url, IReadOnlyList<WireHeader> Headers, ReadOnlyMemory<byte> Body);

/// <summary>A response as the innermost handler saw it.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Headers">The headers, in order.</param>
/// <param name="Body">The body's bytes; empty when there is none.</param>
public sealed record ResponseRecord(int Status, IReadOnlyList<WireHeader> Headers, ReadOnlyMemory<byte> Body);

/// <summary>One request and what came back.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The response, or null when none came.</param>
/// <param name="Duration">From sending to the last byte.</param>
public sealed record Exchange(RequestRecord Request, ResponseRecord? Response, TimeSpan Duration)
{
    /// <summary>Whether it was sent once for several checks, and stands in the transcript of each: the creation of a user that they only look at.</summary>
    public bool IsShared { get; init; }
}

/// <summary>The exchanges of one check or one run, in the order in which they were sent. Safe for use from several tasks.</summary>
public sealed class Transcript
{
    private readonly Lock _lock = new();
    private readonly List<Exchange?> _exchanges = [];

    /// <summary>A copy of what is there so far, in sending order.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return _exchanges.OfType<Exchange>().ToList();
            }
        }
    }

    /// <summary>Keeps a place in sending order.</summary>
    internal int Reserve()
    {
        lock (_lock)
        {
            _exchanges.Add(null);
            return _exchanges.Count - 1;
        }
    }

    /// <summary>Fills a place.</summary>
    internal void Set(int place, Exchange exchange)
    {
        lock (_lock)
        {
            _exchanges[place] = exchange;
        }
    }
}
