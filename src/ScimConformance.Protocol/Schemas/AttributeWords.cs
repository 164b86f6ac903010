using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Schemas;

/// <summary>A characteristic's values beside the words that stand for them on the wire.</summary>
internal sealed class AttributeWords<T>(params (T Value, string Word)[] words) where T : struct, Enum
{
    private readonly string allowed = string.Join(", ", words.Select(w => $"\"{w.Word}\""));

    internal string ToWire(T value) => Array.Find(words, w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word;

    /// <summary>Reads a member; the default value where it is missing. Exact words only: RFC 7643 section 7 declares them case exact.</summary>
    internal T Read(MessageReader json, string name)
    {
        if (json.OptionalString(name) is not { } text)
            return default;
        var index = Array.FindIndex(words, w => w.Word == text);
        return index >= 0 ? words[index].Value : throw json.Wrong(name, $"one of {allowed}", json.Find(name));
    }
}

/// <summary>The words of RFC 7643 section 7.</summary>
internal static class AttributeWords
{
    internal static readonly AttributeWords<AttributeType> Types = new(
        (AttributeType.String, "string"), (AttributeType.Boolean, "boolean"), (AttributeType.Decimal, "decimal"),
        (AttributeType.Integer, "integer"), (AttributeType.DateTime, "dateTime"), (AttributeType.Binary, "binary"),
        (AttributeType.Reference, "reference"), (AttributeType.Complex, "complex"));

    internal static readonly AttributeWords<Mutability> Mutabilities = new(
        (Mutability.ReadWrite, "readWrite"), (Mutability.ReadOnly, "readOnly"),
        (Mutability.Immutable, "immutable"), (Mutability.WriteOnly, "writeOnly"));

    internal static readonly AttributeWords<Returned> Returneds = new(
        (Returned.Default, "default"), (Returned.Always, "always"), (Returned.Never, "never"), (Returned.Request, "request"));

    internal static readonly AttributeWords<Uniqueness> Uniquenesses = new(
        (Uniqueness.None, "none"), (Uniqueness.Server, "server"), (Uniqueness.Global, "global"));
}
