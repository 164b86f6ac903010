using System.Globalization;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Numbers as the language writes them.</summary>
internal static class Numbers
{
    /// <summary>A whole number: decimal, or hexadecimal after <c>&amp;H</c>.</summary>
    public static bool TryWhole(string? text, out long number)
    {
        number = 0;
        return text is not null && (text.StartsWith("&H", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number));
    }

    /// <summary>Any number, for comparisons.</summary>
    public static bool TryAny(string? text, out decimal number)
    {
        var isWhole = TryWhole(text, out var whole);
        number = whole;
        return isWhole || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The value of a number.</summary>
    public static MappingValue Value(long number) => MappingValue.Of(number.ToString(CultureInfo.InvariantCulture));
}
