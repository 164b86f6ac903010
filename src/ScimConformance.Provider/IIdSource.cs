namespace ScimConformance.Provider;

/// <summary>Makes identifiers of resources.</summary>
public interface IIdSource
{
    /// <summary>
    /// An identifier that was never given before and never will be again (RFC 7643 section 3.1). It must not contain "bulkId" and should consist
    /// of characters that need no escaping in a URL.
    /// </summary>
    string Next();
}
