using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes HTML that is well-formed XML too. Every value is encoded; what a terminal or a browser would act on instead of showing is made visible.</summary>
internal sealed class Markup(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Its attributes; one whose value is null is left out.</param>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        output.Write('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public Markup Close()
    {
        output.Write($"</{_open.Pop()}>");
        return this;
    }

    /// <summary>An element without content, such as <c>meta</c>.</summary>
    public Markup Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(tag, attributes);
        output.Write("/>");
        return this;
    }

    /// <summary>An element with text alone.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>Text.</summary>
    public Markup Text(string text)
    {
        output.Write(Encode(text));
        return this;
    }

    /// <summary>A line end, which keeps the file readable as text.</summary>
    public Markup Line()
    {
        output.Write('\n');
        return this;
    }

    /// <summary>Content that is HTML, CSS or JavaScript already; never anything that came from an endpoint.</summary>
    public Markup Raw(string trusted)
    {
        output.Write(trusted);
        return this;
    }

    /// <summary>The text encoded for element content and for attribute values in double quotes.</summary>
    public static string Encode(string text)
    {
        var visible = VisibleText.Of(text);
        if (visible.AsSpan().IndexOfAny("<>&\"") < 0)
        {
            return visible;
        }

        var encoded = new StringBuilder(visible.Length + 16);
        foreach (var c in visible)
        {
            _ = c switch
            {
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '&' => encoded.Append("&amp;"),
                '"' => encoded.Append("&quot;"),
                _ => encoded.Append(c),
            };
        }

        return encoded.ToString();
    }

    private void Begin(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write($"<{tag}");
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                output.Write($" {name}=\"{Encode(value)}\"");
            }
        }
    }
}
