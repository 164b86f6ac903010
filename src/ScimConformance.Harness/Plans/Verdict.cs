namespace ScimConformance.Harness;

/// <summary>A question that a run answers: does the endpoint conform to these specifications.</summary>
/// <param name="Id">Its name on the command line, for example <c>rfc</c>.</param>
/// <param name="Title">What it judges, in plain words.</param>
/// <param name="Specs">The <see cref="Requirement.Spec"/> values that belong to it.</param>
public sealed record Verdict(string Id, string Title, IReadOnlyList<string> Specs)
{
    /// <summary>The RFCs.</summary>
    public static Verdict Rfc { get; } = new("rfc", "the SCIM RFCs", ["RFC7643", "RFC7644", "RFC9865", "SCIM11"]);

    /// <summary>Our own security rules.</summary>
    public static Verdict Security { get; } = new("security", "security", ["SECURITY"]);

    /// <summary>Microsoft Entra ID as a provisioning client.</summary>
    public static Verdict Entra { get; } = new("entra", "Microsoft Entra ID", ["ENTRA"]);

    /// <summary>Okta as a provisioning client.</summary>
    public static Verdict Okta { get; } = new("okta", "Okta", ["OKTA"]);

    /// <summary>OneLogin as a provisioning client.</summary>
    public static Verdict OneLogin { get; } = new("onelogin", "OneLogin", ["ONELOGIN"]);

    /// <summary>Every verdict.</summary>
    public static IReadOnlyList<Verdict> All { get; } = [Rfc, Security, Entra, Okta, OneLogin];

    /// <summary>What is judged when nothing is asked for.</summary>
    public static IReadOnlyList<Verdict> Default { get; } = [Rfc, Security];

    /// <summary>The verdict of that name in any letter case, or null.</summary>
    public static Verdict? Find(string id) => All.FirstOrDefault(v => v.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether this check counts for it.</summary>
    public bool Covers(CatalogueEntry entry) => Specs.Contains(entry.Spec, StringComparer.Ordinal);
}
