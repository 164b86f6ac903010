using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Operations;

/// <summary>
/// The If-Match and If-None-Match headers of a request. Both compare weakly: the provider's tags are weak ones, and RFC 7644 section 3.14 uses
/// such tags in If-Match although RFC 7232 section 3.1 would have none of them match.
/// </summary>
/// <param name="IfMatch">The header's value; null where there is none.</param>
/// <param name="IfNoneMatch">The header's value; null where there is none.</param>
internal readonly record struct Preconditions(string? IfMatch, string? IfNoneMatch)
{
    internal bool IsEmpty => IfMatch is null && IfNoneMatch is null;

    /// <summary>Refuses a write to a resource whose version is not the one that the client means.</summary>
    internal void CheckWrite(string version)
    {
        CheckMatch(version);
        if (IfNoneMatch is not null && Names(IfNoneMatch, version))
            throw ScimError.PreconditionFailed($"If-None-Match names {version}, which is the current version of the resource.").ToException();
    }

    /// <summary>Refuses a request whose If-Match does not name the version.</summary>
    internal void CheckMatch(string version)
    {
        if (IfMatch is not null && !Names(IfMatch, version))
            throw ScimError.PreconditionFailed($"The resource is at version {version}, which If-Match does not name; read it again.").ToException();
    }

    /// <summary>Whether the client already has this version.</summary>
    internal bool IsKnown(string version) => IfNoneMatch is not null && Names(IfNoneMatch, version);

    private static bool Names(string header, string version)
    {
        var wanted = Opaque(version);
        foreach (var part in header.AsSpan().Split(','))
        {
            var tag = header.AsSpan()[part].Trim();
            if (tag is "*" || Opaque(tag).SequenceEqual(wanted))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/") ? tag[2..] : tag;
}
