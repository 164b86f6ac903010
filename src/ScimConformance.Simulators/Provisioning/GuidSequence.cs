using System.Buffers.Binary;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>GUIDs that follow from a seed. Safe for use from several tasks, which then share one sequence.</summary>
internal sealed class GuidSequence(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>The next one, in lower case with hyphens.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        // With the marks of a random GUID (RFC 9562 section 5.4).
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (Draw() & ~0xF000UL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Draw() & 0x3FFF_FFFF_FFFF_FFFFUL) | 0x8000_0000_0000_0000UL);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>SplitMix64.</summary>
    private ulong Draw()
    {
        var x = Interlocked.Add(ref _state, 0x9E3779B97F4A7C15UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return x ^ (x >> 31);
    }
}
