namespace ScimConformance.Protocol.Paths;

/// <summary>The ATTRNAME rule of RFC 7643 section 2.1, with "$" also in front, as in "$ref".</summary>
internal static class AttributeName
{
    /// <summary>Index of the first character that does not belong to a name, or -1; an empty name stops at 0.</summary>
    internal static int FirstWrong(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !(char.IsAsciiLetter(name[0]) || (name[0] == '$' && name.Length > 1)))
            return 0;
        for (var i = 1; i < name.Length; i++)
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not ('$' or '-' or '_'))
                return i;
        return -1;
    }

    /// <summary>Index of the first character that cannot stand in a URI, or -1; a URI starts with a letter and has a scheme.</summary>
    internal static int FirstWrongInUri(ReadOnlySpan<char> uri)
    {
        if (uri.IsEmpty || !char.IsAsciiLetter(uri[0]))
            return 0;
        for (var i = 1; i < uri.Length; i++)
            if (!char.IsAsciiLetterOrDigit(uri[i]) && !":-._~%!$&'*+,;=@/?#".Contains(uri[i]))
                return i;
        return uri.Contains(':') ? -1 : uri.Length;
    }
}
