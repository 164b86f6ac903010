using System.Security.Cryptography;

namespace ScimConformance.Provider;

/// <summary>Random UUIDs (version 4) from the operating system's random number generator.</summary>
internal sealed class RandomIdSource : IIdSource
{
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
