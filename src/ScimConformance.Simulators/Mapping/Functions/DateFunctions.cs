using System.Globalization;
using Microsoft.VisualBasic;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions of date and time. Intervals behave as in Visual Basic, after which Microsoft modelled them.</summary>
internal static class DateFunctions
{
    private static readonly Dictionary<string, DateInterval> Intervals = new(StringComparer.Ordinal)
    {
        ["yyyy"] = DateInterval.Year,
        ["m"] = DateInterval.Month,
        ["d"] = DateInterval.Day,
        ["ww"] = DateInterval.WeekOfYear,
        ["h"] = DateInterval.Hour,
        ["n"] = DateInterval.Minute,
        ["s"] = DateInterval.Second,
    };

    private static readonly long LastFileTime = new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc).ToFileTimeUtc();
    private static readonly DateTime FirstFileTime = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static MappingFunction[] All { get; } =
    [
        new("CDate", "expression", c => c[0].IsNullOrEmpty ? MappingValue.Null : Dates.Value(Dates.Of(c, 0))),
        new("DateAdd", "interval, value, dateTime", Add),
        new("DateDiff", "interval, date1, date2", c => c[1].IsNullOrEmpty || c[2].IsNullOrEmpty ? MappingValue.Null : Numbers.Value(DateAndTime.DateDiff(Interval(c), Dates.Of(c, 1), Dates.Of(c, 2)))),
        new("DateFromNum", "value", FromNumber),
        new("FormatDateTime", "source, [dateTimeStyles], inputFormat, outputFormat", Format),
        new("Now", "", c => Dates.Value(c.Options.Clock.GetUtcNow().UtcDateTime)),
        new("NumFromDate", "value", ToNumber),
    ];

    private static DateInterval Interval(MappingCall call) => Intervals.TryGetValue(call.Required(0), out var interval)
        ? interval
        : throw call.Wrong(0, $"one of {string.Join(", ", Intervals.Keys)} is expected, found '{call[0]}'");

    private static MappingValue Add(MappingCall call)
    {
        if (call[2].IsNullOrEmpty)
        {
            return MappingValue.Null;
        }

        var (interval, number, date) = (Interval(call), call.Number(1), Dates.Of(call, 2));
        try
        {
            return Dates.Value(DateAndTime.DateAdd(interval, number, date));
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw call.Wrong(1, $"a number that leads to a date in the years 1 to 9999 is expected, found {number}");
        }
    }

    /// <summary>From ticks of 100 nanoseconds since 1601, as Active Directory writes dates.</summary>
    private static MappingValue FromNumber(MappingCall call)
    {
        if (call[0].IsNullOrEmpty)
        {
            return MappingValue.Null;
        }

        var number = call.Number(0);
        return number >= 0 && number <= LastFileTime
            ? Dates.Value(DateTime.FromFileTimeUtc(number))
            : throw call.Wrong(0, $"a number of 100 nanoseconds since the year 1601, up to 9999, is expected, found {number}");
    }

    private static MappingValue ToNumber(MappingCall call)
    {
        if (call[0].IsNullOrEmpty)
        {
            return MappingValue.Null;
        }

        var date = Dates.Of(call, 0);
        return date >= FirstFileTime ? Numbers.Value(date.ToFileTimeUtc()) : throw call.Wrong(0, $"a date from 1601 on is expected, found '{call[0]}'");
    }

    private static MappingValue Format(MappingCall call)
    {
        if (call.Text(0) is not { Length: > 0 } source)
        {
            return MappingValue.Null;
        }

        var styles = Styles(call);
        var (input, output) = (call.Required(2), call.Required(3));
        try
        {
            // A date in local time is one that carried an offset: the result must not depend on where this runs.
            return DateTime.TryParseExact(source, input, CultureInfo.InvariantCulture, styles, out var date)
                ? MappingValue.Of((date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date).ToString(output, CultureInfo.InvariantCulture))
                : throw call.Wrong(0, $"a date of the form {input} is expected, found '{call[0]}'");
        }
        catch (FormatException e) when (e is not MappingExpressionException)
        {
            throw call.Wrong(3, $"a format of .NET such as yyyy-MM-dd is expected, found '{output}'");
        }
        catch (ArgumentException)
        {
            throw call.Wrong(1, $"styles that .NET allows together are expected, found '{call[1]}'");
        }
    }

    private static DateTimeStyles Styles(MappingCall call)
    {
        if (call.Text(1) is not { Length: > 0 } names)
        {
            return DateTimeStyles.RoundtripKind | DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
        }

        var styles = DateTimeStyles.None;
        foreach (var name in names.Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            styles |= Enum.TryParse<DateTimeStyles>(name, out var style) && Enum.IsDefined(style)
                ? style
                : throw call.Wrong(1, $"names of {string.Join(", ", Enum.GetNames<DateTimeStyles>())} are expected, found '{name}'");
        }

        // The service's local time is UTC.
        return styles.HasFlag(DateTimeStyles.AssumeLocal) ? styles & ~DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal : styles;
    }
}
