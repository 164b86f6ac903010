using System.Text;
using System.Text.RegularExpressions;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Replace, which is five functions, told apart by the arguments that are given.</summary>
internal static class ReplaceFunction
{
    private const int Source = 0, OldValue = 1, Pattern = 2, Group = 3, Replacement = 4, OtherAttribute = 5, Template = 6;

    public static MappingFunction[] All { get; } =
    [
        new("Replace", "source, oldValue, regexPattern, regexGroupName, replacementValue, [replacementAttributeName], [template]", Replace) { WhyWrong = WhyNoMode },
    ];

    private static MappingValue Replace(MappingCall call)
    {
        var source = call.Text(Source);
        if (call.IsGiven(OtherAttribute))
        {
            return string.IsNullOrEmpty(source) ? Extract(call) : call[Source];
        }

        return source is null ? MappingValue.Null : MappingValue.Of(
            call.IsGiven(Template) ? Put(call, call.Text(Template) ?? "", source)
            : call.IsGiven(OldValue) ? Put(call, source, call.Text(Replacement) ?? "")
            : call.IsGiven(Group) ? ReplaceGroup(call, source)
            : ReplaceMatches(call, source));
    }

    /// <summary>Says which combination of arguments is none of the documented ones.</summary>
    private static string? WhyNoMode(FunctionCall call)
    {
        bool Given(int index) => index < call.Arguments.Count && call.Arguments[index] is not null;
        var given = (Given(OldValue), Given(Pattern), Given(Group), Given(Replacement), Given(OtherAttribute), Given(Template));
        return !Given(Source) ? "Replace needs a source"
            : given is (true, false, false, true, false, false) or (true, false, false, false, false, true)
                or (false, true, false, true, false, false) or (false, true, true, true, false, false) or (false, true, true, false, true, false)
            ? null
            : "Replace takes oldValue with replacementValue or template; or regexPattern with replacementValue; or regexPattern and regexGroupName with replacementValue or replacementAttributeName; the other arguments stay empty between their commas";
    }

    /// <summary>Puts a text wherever the old value stands in another.</summary>
    private static string Put(MappingCall call, string where, string what)
    {
        if (call.Text(OldValue) is not { Length: > 0 } old)
        {
            throw call.Wrong(OldValue, "a text that is not empty is expected");
        }

        var count = 0L;
        for (var at = where.IndexOf(old, StringComparison.Ordinal); at >= 0; at = where.IndexOf(old, at + old.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return where.Length + count * (what.Length - old.Length) > MappingExpression.MaxValueLength ? throw call.TooLong() : where.Replace(old, what, StringComparison.Ordinal);
    }

    private static string ReplaceMatches(MappingCall call, string source)
    {
        var replacement = call.Text(Replacement) ?? "";
        // What one match may grow to: the whole source for each $ in the replacement.
        if ((long)(replacement.Count(c => c == '$') + 1) * source.Length + replacement.Length > 100L * MappingExpression.MaxValueLength)
        {
            throw call.TooLong();
        }

        var result = Rebuild(call, source, m => (m.Index, m.Length, m.Result(replacement)));
        return call.Options.ReplaceDropsLeadingPlus && replacement.Length == 0 ? result.TrimStart('+') : result;
    }

    private static string ReplaceGroup(MappingCall call, string source)
    {
        var (name, replacement) = (call.Text(Group) ?? "", call.Text(Replacement) ?? "");
        return Rebuild(call, source, m => m.Groups[name] is { Success: true } group ? (group.Index, group.Length, replacement) : (m.Index, m.Length, m.Value));
    }

    /// <summary>The group's text in the other attribute; no value when that has none or does not match.</summary>
    private static MappingValue Extract(MappingCall call)
    {
        if (call.Text(OtherAttribute) is not { } other)
        {
            return MappingValue.Null;
        }

        var name = call.Text(Group) ?? "";
        return MappingValue.Of(Match(call, other, m => m.Groups[name] is { Success: true } group ? group.Value : null));
    }

    private static string Rebuild(MappingCall call, string source, Func<Match, (int Index, int Length, string Text)> replace) => Match(call, source, first =>
    {
        var result = new StringBuilder();
        var done = 0;
        for (var match = first; match.Success; match = match.NextMatch())
        {
            var (index, length, text) = replace(match);
            // A lookahead's group may reach into what comes later, a lookbehind's into what is done.
            if (index >= done)
            {
                result.Append(source, done, index - done).Append(text);
                done = index + length;
            }

            if (result.Length > MappingExpression.MaxValueLength)
            {
                throw call.TooLong();
            }
        }

        return result.Append(source, done, source.Length - done).ToString();
    })!;

    /// <summary>Works on the first match and those after it, under the time limit.</summary>
    private static string? Match(MappingCall call, string text, Func<Match, string?> use)
    {
        var pattern = call.Required(Pattern);
        try
        {
            var regex = RegexCache.Of(pattern, call.Options.RegexTimeout);
            if (call.IsGiven(Group) && !regex.GetGroupNames().Contains(call.Text(Group)))
            {
                throw call.Wrong(Group, $"the name of a group in the regular expression is expected ({string.Join(", ", regex.GetGroupNames().Skip(1))}), found '{call.Text(Group)}'");
            }

            return use(regex.Match(text));
        }
        catch (RegexMatchTimeoutException)
        {
            throw call.Wrong(Pattern, $"a regular expression that is done within {call.Options.RegexTimeout.TotalMilliseconds} ms is expected, '{pattern}' is not");
        }
        catch (ArgumentException e)
        {
            throw call.Wrong(Pattern, $"a regular expression of .NET is expected ({e.Message})");
        }
    }
}
