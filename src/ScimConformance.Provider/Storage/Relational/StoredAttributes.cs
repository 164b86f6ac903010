using System.Text;
using System.Text.Json;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>The form in which a database keeps a resource's attributes: JSON with all of them, numbers to the digit, secrets as <c>{"hash":"…"}</c>.</summary>
internal static class StoredAttributes
{
    private const string HashName = "hash";

    internal static byte[] Write(ComplexValue attributes) => JsonBuffer.Write(attributes, Write);

    /// <summary>Reads what <see cref="Write(ComplexValue)"/> wrote.</summary>
    /// <exception cref="ScimStoreException">The stored text has an attribute that the schemas do not have, or a value not of its attribute's type. Passing over it would lose it with the next write.</exception>
    internal static ComplexValue Read(BoundResourceType type, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return ReadComplex(ref reader, type.Root);
    }

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value)
        {
            case TextValue text:
                writer.WriteStringValue(text.Text);
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case NumberValue number:
                writer.WriteRawValue(number.Digits, skipInputValidation: true);
                break;
            case SecretValue secret:
                writer.WriteStartObject();
                writer.WriteString(HashName, secret.Hash);
                writer.WriteEndObject();
                break;
            case ComplexValue complex:
                writer.WriteStartObject();
                foreach (var member in complex.Members)
                {
                    writer.WritePropertyName(member.Node.EncodedName);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case MultiValue multi:
                writer.WriteStartArray();
                foreach (var item in multi.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
        }
    }

    private static AttributeValue Read(ref Utf8JsonReader reader, AttributeNode node)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return BooleanValue.True;
            case JsonTokenType.False:
                return BooleanValue.False;
            case JsonTokenType.Number when NumberValue.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), out var number):
                return number;
            case JsonTokenType.String:
                var text = reader.GetString()!;
                return node.FindCanonical(text) ?? new TextValue(text);
            case JsonTokenType.StartArray:
                var items = new List<AttributeValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, node));
                return new MultiValue(items);
            case JsonTokenType.StartObject when node.IsComplex:
                return ReadComplex(ref reader, node);
            case JsonTokenType.StartObject:
                return ReadSecret(ref reader);
            default:
                throw new ScimStoreException($"A stored resource has a value of \"{node.Path}\" that is not of the attribute's type; configure the schemas that it was stored with.");
        }
    }

    private static ComplexValue ReadComplex(ref Utf8JsonReader reader, AttributeNode node)
    {
        var members = new List<Member>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var child = node.Find(name) ?? throw new ScimStoreException(
                $"A stored resource has \"{name}\" in \"{node.Path}\", which the schemas do not have; configure the schemas that it was stored with.");
            reader.Read();
            members.Add(new Member(child, Read(ref reader, child)));
        }

        return ComplexValue.Of(members);
    }

    private static SecretValue ReadSecret(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Read();
        var hash = reader.GetString()!;
        reader.Read();
        return SecretValue.FromHash(hash);
    }
}
