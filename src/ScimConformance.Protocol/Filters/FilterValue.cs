using System.Globalization;
using System.Text;

namespace ScimConformance.Protocol.Filters;

/// <summary>Which JSON literal a filter compares with.</summary>
public enum FilterValueKind
{
    /// <summary>A string; a dateTime is one too.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true.</summary>
    True,

    /// <summary>false.</summary>
    False,

    /// <summary>null.</summary>
    Null,
}

/// <summary>The JSON literal of a comparison.</summary>
public sealed record FilterValue
{
    private FilterValue(FilterValueKind kind, string text) => (Kind, Text) = (kind, text);

    /// <summary>true.</summary>
    public static FilterValue True { get; } = new(FilterValueKind.True, "true");

    /// <summary>false.</summary>
    public static FilterValue False { get; } = new(FilterValueKind.False, "false");

    /// <summary>null.</summary>
    public static FilterValue Null { get; } = new(FilterValueKind.Null, "null");

    /// <summary>The kind of literal.</summary>
    public FilterValueKind Kind { get; }

    /// <summary>A string's characters without quotes and escapes; any other literal as written.</summary>
    public string Text { get; }

    /// <summary>A string literal.</summary>
    public static FilterValue Of(string text) => new(FilterValueKind.String, text);

    /// <summary>A boolean literal.</summary>
    public static FilterValue Of(bool value) => value ? True : False;

    /// <summary>A number literal.</summary>
    public static FilterValue Of(decimal value) => new(FilterValueKind.Number, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number, where the literal is one that fits a decimal.</summary>
    public bool TryGetNumber(out decimal number)
    {
        number = 0;
        return Kind == FilterValueKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The literal as JSON.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>A number as written; the text has been checked against the JSON grammar.</summary>
    internal static FilterValue NumberAsWritten(string text) => new(FilterValueKind.Number, text);

    internal void WriteTo(StringBuilder output)
    {
        if (Kind != FilterValueKind.String)
        {
            output.Append(Text);
            return;
        }

        output.Append('"');
        foreach (var c in Text)
            _ = c switch
            {
                '"' or '\\' => output.Append('\\').Append(c),
                < ' ' or (>= '\ud800' and <= '\udfff') => output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => output.Append(c),
            };
        output.Append('"');
    }
}
