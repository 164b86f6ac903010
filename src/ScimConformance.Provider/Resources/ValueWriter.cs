using System.Text.Json;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Writes values as JSON, showing what the projection shows; complex values that would be empty are left out.</summary>
internal static class ValueWriter
{
    internal static void WriteResource(Utf8JsonWriter writer, ComplexValue resource, Projection projection)
    {
        writer.WriteStartObject();
        WriteMembers(writer, resource, projection);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, ComplexValue complex, Projection projection)
    {
        foreach (var member in complex.Members)
        {
            if (!projection.Shows(member.Node) || !HasVisible(member.Node, member.Value, projection))
                continue;
            writer.WritePropertyName(member.Node.EncodedName);
            Write(writer, member.Value, projection);
        }
    }

    private static void Write(Utf8JsonWriter writer, AttributeValue value, Projection projection)
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
            case ComplexValue complex:
                WriteResource(writer, complex, projection);
                break;
            case MultiValue multi:
                writer.WriteStartArray();
                foreach (var item in multi.Items)
                    if (item is not ComplexValue element || AnyVisible(element, projection))
                        Write(writer, item, projection);
                writer.WriteEndArray();
                break;
        }
    }

    private static bool HasVisible(AttributeNode node, AttributeValue value, Projection projection) => value switch
    {
        _ when !node.IsComplex => true,
        ComplexValue complex => AnyVisible(complex, projection),
        MultiValue multi => multi.Items.Any(item => item is ComplexValue element && AnyVisible(element, projection)),
        _ => true,
    };

    private static bool AnyVisible(ComplexValue complex, Projection projection)
    {
        foreach (var member in complex.Members)
            if (projection.Shows(member.Node) && HasVisible(member.Node, member.Value, projection))
                return true;
        return false;
    }
}
