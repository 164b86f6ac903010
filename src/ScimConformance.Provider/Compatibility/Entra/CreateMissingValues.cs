namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// An operation on a value that is not there yet is expected to create it, with what the filter says about it:
/// <c>{"op":"Replace","path":"emails[type eq \"work\"].value","value":"a@example.com"}</c> gives <c>{"type":"work","value":"a@example.com"}</c>.
/// RFC 7644 section 3.5.2.3 answers such a "replace" with 400 noTarget.
/// </summary>
public sealed class CreateMissingValues : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-create-missing-values";

    /// <inheritdoc/>
    public bool CreatesMissingValues => true;
}
