namespace ScimConformance.Harness;

/// <summary>One testable sentence of a specification, of an identity provider's documentation, or of our own robustness and security rules.</summary>
/// <param name="Id">Permanent id, for example <c>RFC7644-3.5.2.3-05</c>.</param>
/// <param name="Spec">The verdict this row belongs to: <c>RFC7643</c>, <c>RFC7644</c>, <c>SECURITY</c>, <c>ENTRA</c>, <c>OKTA</c>, <c>ONELOGIN</c>, <c>INTEROP</c>.</param>
/// <param name="Section">Section of the specification, for example <c>3.5.2.3</c>.</param>
/// <param name="Level">How binding the sentence is.</param>
/// <param name="Actor">Who is bound: <c>provider</c>, <c>client</c> or <c>both</c>.</param>
/// <param name="Capability">The capability it needs: <c>always</c>, <c>patch</c>, <c>filter</c>, <c>sort</c>, <c>etag</c>, <c>groups</c> and so on.</param>
/// <param name="Statement">What is asked, in one sentence.</param>
/// <param name="Impact">What breaks for the customer: one of <see cref="Impacts"/>, or empty.</param>
/// <param name="AdminSees">What the administrator of an identity provider sees when it is broken, or empty.</param>
/// <param name="NotTestedBecause">Why no check verifies it: a reason, the word <c>planned</c>, or empty.</param>
public sealed record Requirement(
    string Id,
    string Spec,
    string Section,
    RequirementLevel Level,
    string Actor,
    string Capability,
    string Statement,
    string Impact,
    string AdminSees,
    string NotTestedBecause)
{
    /// <summary>The permitted values of <see cref="Impact"/>, worst first: what cannot be undone, then people who are kept out or kept in, then wrong data that nobody notices, then what stops loudly and is retried, then looks.</summary>
    public static IReadOnlyList<string> Impacts { get; } =
        ["data-loss", "lock-out", "access-kept", "duplicate", "drift", "outage", "cosmetic"];

    /// <summary>The keyword as the row states it, for example <c>MUST NOT</c>.</summary>
    public string Keyword { get; init; } = "";

    /// <summary>Ids of rows of other specifications that ask for another answer to the same request. One side names the other; empty for nearly all rows.</summary>
    public IReadOnlyList<string> ContrastsWith { get; init; } = [];
}
