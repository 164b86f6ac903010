using System.Security.Cryptography;
using System.Text;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>The form of an index key in a database: databases bound the length of what they index, and some take no NUL.</summary>
internal static class IndexKey
{
    /// <summary>What stands before a key that is stored as it is.</summary>
    internal const char Verbatim = '=';

    private const char Hashed = '#';

    // At most 800 bytes of UTF-8; PostgreSQL bounds a whole index entry to about 2,700.
    private const int LongestVerbatim = 200;

    /// <summary>The key itself behind "=", or its SHA-256 behind "#" where it is long or no text that every database takes.</summary>
    internal static string Of(string key) => key.Length <= LongestVerbatim && IsStorable(key)
        ? Verbatim + key
        : Hashed + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(key)));

    /// <summary>Whether every database takes the text as a text: it has no NUL and is well-formed Unicode.</summary>
    internal static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))))
                return false;
        return true;
    }

    /// <summary>Whether a key can be searched for its parts in the database, with the same answer as a search in the value: short, and ASCII unless the letter counts.</summary>
    internal static bool IsSearchable(IndexEntry entry, string stored) =>
        stored[0] == Verbatim && (Ascii.IsValid(stored) || ReferenceEquals(entry.Attribute.Definition.Comparer, StringComparer.Ordinal));
}
