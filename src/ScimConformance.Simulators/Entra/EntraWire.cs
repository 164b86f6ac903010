namespace ScimConformance.Simulators.Entra;

/// <summary>Which of Entra's clients speaks.</summary>
public enum EntraWire
{
    /// <summary>The default client: one operation for each attribute, capital operations, booleans as text. [doc] [observed]</summary>
    Default,

    /// <summary>The client of a tenant URL with <c>aadOptscim062020</c>: small operations, booleans as booleans, simple attributes in one operation without path. [doc] [observed]</summary>
    Compliant,

    /// <summary>The client of jobs made before 18 December 2018 (<c>customappsso</c>), as far as documented: a dot instead of the colon before attributes of extensions [doc], and a group schema of Microsoft's alone [inferred from "invalid schema URI"].</summary>
    Legacy2018,
}
