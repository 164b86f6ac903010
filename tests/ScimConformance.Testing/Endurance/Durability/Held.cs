namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>The state of a resource as far as writers change it. Each write sets several attributes to one version, so that half of a write would show.</summary>
/// <param name="Version">The number that all these attributes hold.</param>
/// <param name="Members">The externalIds of a group's members in order, separated by spaces; "" for a user.</param>
internal sealed record Held(int Version, string Members = "")
{
    internal IReadOnlyList<string> MemberList => Members.Length == 0 ? [] : Members.Split(' ');

    internal Held With(string member) => this with { Members = string.Join(' ', MemberList.Append(member).Order(StringComparer.Ordinal)) };

    internal Held Without(string member) => this with { Members = string.Join(' ', MemberList.Where(name => name != member)) };
}
