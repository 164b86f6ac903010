using System.Text;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions of bytes and bits.</summary>
internal static class EncodingFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("BitAnd", "value1, value2", c => Numbers.Value(c.Number(0) & c.Number(1))),
        // Its documented result is the Base64 form of UTF-16.
        new("ConvertToBase64", "source", c => MappingValue.Of(c.Text(0) is { } source ? Convert.ToBase64String(Encoding.Unicode.GetBytes(source)) : null)),
        new("ConvertToUTF8Hex", "source", c => MappingValue.Of(c.Text(0) is { } source ? Convert.ToHexString(Encoding.UTF8.GetBytes(source)) : null)),
    ];
}
