using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimConformance.Harness;

/// <summary>Shows a body indented, member names set off from values, when it is JSON; as it is otherwise.</summary>
internal static class JsonMarkup
{
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes the body's text into an element that keeps white space.</summary>
    public static void Write(Markup html, string text)
    {
        if (TryParse(text) is not { } document)
        {
            html.Text(text);
            return;
        }

        using (document)
        {
            Write(html, document.RootElement, 0);
        }
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Markup html, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Write(html, '{', '}', depth, value.EnumerateObject().ToList(), member =>
                {
                    html.Element("b", Quoted(member.Name)).Text(": ");
                    Write(html, member.Value, depth + 1);
                });
                break;
            case JsonValueKind.Array:
                Write(html, '[', ']', depth, value.EnumerateArray().ToList(), item => Write(html, item, depth + 1));
                break;
            case JsonValueKind.String:
                html.Element("i", Quoted(Text(value)));
                break;
            default:
                html.Element("em", value.GetRawText());
                break;
        }
    }

    private static void Write<T>(Markup html, char open, char close, int depth, List<T> items, Action<T> write)
    {
        html.Text(open.ToString());
        for (var i = 0; i < items.Count; i++)
        {
            html.Text((i == 0 ? "\n" : ",\n") + new string(' ', (depth + 1) * 2));
            write(items[i]);
        }

        html.Text(items.Count == 0 ? close.ToString() : "\n" + new string(' ', depth * 2) + close);
    }

    /// <summary>A lone surrogate in an escape is legal JSON and no text: it is shown as it was sent.</summary>
    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, Readable)}\"";
}
