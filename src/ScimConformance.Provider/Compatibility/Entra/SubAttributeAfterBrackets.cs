using ScimConformance.Protocol.Filters;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The match on a typed e-mail address: <c>filter=emails[type eq "work"].value eq "a@example.com"</c>.
/// The grammar of RFC 7644 has no sub-attribute after brackets in a filter.
/// </summary>
public sealed class SubAttributeAfterBrackets : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-sub-attribute-after-brackets";

    /// <inheritdoc/>
    public FilterSyntax Filters => FilterSyntax.SubAttributeAfterBrackets;
}
