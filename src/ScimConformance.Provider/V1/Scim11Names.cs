using ScimConformance.Protocol;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>Attribute notation and filters of SCIM 1.1 (API sections 3.2.2.1 and 3.8), put into the names by which the provider works.</summary>
internal static class Scim11Names
{
    /// <summary>What SCIM 1.1 calls the "value" of the enterprise extension's manager.</summary>
    internal const string ManagerId = "managerId";

    /// <summary>The path of an attribute, from its name in SCIM 1.1.</summary>
    /// <param name="text">The name, such as "urn:scim:schemas:extension:enterprise:1.0:manager.managerId".</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="ScimException">invalidValue: the text is no attribute name.</exception>
    internal static AttributePath Parse(string text, string where)
    {
        // The URN of a whole extension ends in ":1.0", which is no name.
        if (ScimUrn.Same(text, Scim11Urn.Enterprise))
            text = ScimUrn.EnterpriseUser;
        return AttributePath.TryParse(text, out var path, out var error)
            ? ToModel(path)
            : throw ScimError.InvalidValue($"\"{where}\" has \"{Shown.Text(text)}\", which is not an attribute name. {error}").ToException();
    }

    /// <summary>Reads a comma-separated list of names; null where there is none.</summary>
    internal static IReadOnlyList<AttributePath> ParseList(string? list, string where) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => Parse(text, where))];

    /// <summary>Reads a filter.</summary>
    /// <exception cref="ScimException">invalidFilter: it is malformed, or has what SCIM 1.1 does not: ne, ew, not, brackets.</exception>
    internal static Filter ParseFilter(string text, ScimLimits limits, FilterSyntax syntax) => ToModel(FilterParser.Parse(text, limits, syntax));

    private static AttributePath ToModel(AttributePath path) => path switch
    {
        { Urn: null } => path,
        _ when ScimUrn.Same(path.Urn, Scim11Urn.Core) => path with { Urn = null },
        _ when ScimUrn.Same(path.Urn, Scim11Urn.Enterprise) => new AttributePath(
            ScimUrn.EnterpriseUser, path.Attribute,
            AttributeNames.Same(path.Attribute, "manager") && path.SubAttribute is { } sub && AttributeNames.Same(sub, ManagerId) ? "value" : path.SubAttribute),
        _ => path,
    };

    private static Filter ToModel(Filter filter) => filter switch
    {
        LogicalExpression logical => new LogicalExpression(logical.Op, [.. logical.Operands.Select(ToModel)]),
        PresentExpression present => new PresentExpression(ToModel(present.Path)),
        AttributeExpression { Op: CompareOperator.NotEqual or CompareOperator.EndsWith } comparison => throw Declined($"The operator \"{comparison.Op.ToWire()}\" is"),
        AttributeExpression comparison => comparison with { Path = ToModel(comparison.Path), Value = Scim11Values.ToModel(comparison.Path, comparison.Value) },
        NotExpression => throw Declined("The operator \"not\" is"),
        _ => throw Declined("Brackets are"),
    };

    private static ScimException Declined(string what) =>
        ScimError.InvalidFilter($"{what} not part of SCIM 1.1; its operators are eq, co, sw, pr, gt, ge, lt and le, joined by \"and\" and \"or\".").ToException();
}
