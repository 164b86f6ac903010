using System.Globalization;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Dates as the language reads and writes them, all in UTC.</summary>
internal static class Dates
{
    private const string Written = "M/d/yyyy h:mm:ss tt";

    /// <summary>A date in about any form that .NET knows; without an offset it is taken for UTC.</summary>
    public static bool TryParse(string? text, out DateTime date) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.NoCurrentDateDefault, out date);

    /// <summary>A date in the form that this language's own functions write.</summary>
    public static bool TryWritten(string text, out DateTime date) => DateTime.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The form that this language writes.</summary>
    public static MappingValue Value(DateTime date) => MappingValue.Of(date.ToString(Written, CultureInfo.InvariantCulture));

    /// <summary>The date that an argument has to be.</summary>
    public static DateTime Of(MappingCall call, int index) => TryParse(call.Required(index), out var date)
        ? date
        : throw call.Wrong(index, $"a date such as 2021-08-31 or {Value(new DateTime(2021, 8, 31, 17, 41, 18)).Text} is expected, found '{call[index]}'");
}
