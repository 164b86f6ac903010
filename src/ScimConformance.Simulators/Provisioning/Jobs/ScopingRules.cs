using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Evaluates scoping filters: clauses are joined by AND, filters by OR; comparisons respect letter case; without value every clause but IS NULL fails (Microsoft, Define conditional rules for provisioning user accounts).</summary>
public static class ScopingRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<MappingValue, string, bool>> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EQUALS"] = (v, w) => v.Text == w,
        ["NOT EQUALS"] = (v, w) => v.Text != w,
        ["IS TRUE"] = (v, _) => IsTrue(v),
        ["IS FALSE"] = (v, _) => bool.TryParse(v.Text, out var flag) && !flag,
        ["IS NOT NULL"] = (_, _) => true,
        ["REGEX MATCH"] = Matches,
        ["NOT REGEX MATCH"] = (v, w) => !Matches(v, w),
        ["GREATER THAN"] = (v, w) => Compare(v, w) > 0,
        ["GREATER THAN OR EQUALS"] = (v, w) => Compare(v, w) >= 0,
        ["Includes"] = (v, w) => v.Text?.Contains(w, StringComparison.Ordinal) == true,
        ["ENDS WITH"] = (v, w) => v.Text?.EndsWith(w, StringComparison.Ordinal) == true,
        ["&"] = (v, w) => Bits(v, w) is { } bits && bits != 0,
        ["!&"] = (v, w) => Bits(v, w) is 0,
    };

    /// <summary>What the portal does not offer for filters (Microsoft, Known issues for provisioning): several values, references, dates.</summary>
    private static readonly HashSet<string> NotFilterable = new(StringComparer.Ordinal)
    {
        SourceAttributes.AppRoleAssignments, "userType", "manager", "members", "proxyAddresses", "otherMails", "alternativeSecurityIds", "employeeHireDate", "employeeLeaveDateTime",
    };

    /// <summary>The operators, as the portal spells them. Letter case does not matter, and a space is as good as an underscore.</summary>
    public static IReadOnlyCollection<string> Known { get; } =
    [
        "EQUALS", "NOT EQUALS", "IS TRUE", "IS FALSE", "IS NULL", "IS NOT NULL", "REGEX MATCH", "NOT REGEX MATCH", "Greater_Than", "Greater_Than_OR_EQUALS", "Includes", "ENDS_WITH", "&", "!&",
    ];

    /// <summary>Whether an object is in scope.</summary>
    /// <param name="filters">The filters; without any, everybody is.</param>
    /// <param name="source">The object.</param>
    public static bool Includes(IReadOnlyList<ScopingFilter> filters, IMappingSource source) => Includes(filters, source, details: null);

    /// <summary>Whether an object is in scope, and what became of each clause, as the provisioning log shows it.</summary>
    internal static bool Includes(IReadOnlyList<ScopingFilter> filters, IMappingSource source, Dictionary<string, string>? details)
    {
        var any = filters.Count == 0;
        foreach (var filter in filters)
        {
            var all = true;
            foreach (var clause in filter.Clauses)
            {
                var holds = Holds(clause, source.Read(clause.Attribute));
                details?.TryAdd($"{filter.Title} {clause.Attribute} {clause.Operator} {clause.Value}".TrimEnd(), holds ? "True" : "False");
                all &= holds;
            }

            any |= all;
        }

        return any;
    }

    /// <summary>Requires that a job can work with a mapping.</summary>
    /// <exception cref="ArgumentException">It cannot; the message names the line or the clause, and the way out.</exception>
    internal static void RequireUsable(ApplicationMapping mapping, ProvisioningScope scope)
    {
        RequireKnown(mapping.Users);
        if (mapping.Groups is { } groups)
        {
            RequireKnown(groups);
        }

        if (scope == ProvisioningScope.All && mapping.Users.Attributes.FirstOrDefault(NeedsAssignments) is { } line)
        {
            throw new ArgumentException($"'{mapping.Users.Name}' maps {line.Target} by {line.Source}, which does not go with provisioning everybody: choose the scope Assigned, or map SingleAppRoleAssignment.", nameof(mapping));
        }
    }

    /// <summary>Requires that the engine knows every operator, and that every attribute can be filtered by.</summary>
    /// <exception cref="ArgumentException">It does not; the message names what there is.</exception>
    public static void RequireKnown(ObjectMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        foreach (var clause in mapping.ScopingFilters.SelectMany(f => f.Clauses))
        {
            if (!Operators.ContainsKey(Spaced(clause.Operator)) && !IsNull(clause))
            {
                throw new ArgumentException($"'{mapping.Name}' has a scoping filter with the operator '{clause.Operator}' for {clause.Attribute}; known are {string.Join(", ", Known)}.", nameof(mapping));
            }

            if (NotFilterable.Contains(clause.Attribute))
            {
                throw new ArgumentException($"'{mapping.Name}' has a scoping filter for {clause.Attribute}, by which Entra cannot filter: it has several values, refers to other objects, or is a date. Filter by another attribute, or assign a group.", nameof(mapping));
            }

            if (Spaced(clause.Operator).EndsWith("REGEX MATCH", StringComparison.OrdinalIgnoreCase))
            {
                RequirePattern(mapping, clause);
            }
        }
    }

    /// <summary>Whether a line sends all app roles, which only assigned people have.</summary>
    private static bool NeedsAssignments(AttributeMapping line) => line.Source.ToString()!.Contains("AppRoleAssignmentsComplex(", StringComparison.Ordinal);

    private static bool IsNull(ScopingClause clause) => Spaced(clause.Operator).Equals("IS NULL", StringComparison.OrdinalIgnoreCase);

    private static string Spaced(string name) => name.Replace('_', ' ');

    private static void RequirePattern(ObjectMapping mapping, ScopingClause clause)
    {
        try
        {
            _ = new Regex(clause.Value ?? "", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{mapping.Name}' has a scoping filter with the pattern '{clause.Value}' for {clause.Attribute}, which is no regular expression: {e.Message}", nameof(mapping), e);
        }
    }

    private static bool Holds(ScopingClause clause, MappingValue value) =>
        IsNull(clause) ? value.IsNullOrEmpty
        : !value.IsNullOrEmpty && Operators.TryGetValue(Spaced(clause.Operator), out var holds) && holds(value, clause.Value ?? "");

    private static bool IsTrue(MappingValue value) => bool.TryParse(value.Text, out var flag) && flag;

    private static bool Matches(MappingValue value, string pattern)
    {
        var regex = Patterns.GetOrAdd(pattern, p => new Regex(p, RegexOptions.CultureInvariant, Patience));
        try
        {
            return value.Text is { } text && regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern that does not come to an end has not matched.
            return false;
        }
    }

    /// <summary>The order of two whole numbers; null when one is none, for which every comparison fails.</summary>
    private static int? Compare(MappingValue value, string with) =>
        Number(value.Text) is { } left && Number(with) is { } right ? left.CompareTo(right) : null;

    private static long? Bits(MappingValue value, string mask) => Number(value.Text) is { } left && Number(mask) is { } right ? left & right : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
