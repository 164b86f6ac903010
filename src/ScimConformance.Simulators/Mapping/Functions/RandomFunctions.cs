using System.Globalization;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions with another result at every evaluation.</summary>
internal static class RandomFunctions
{
    private const int LongestString = 256;

    /// <summary>The classes of characters, in the order of RandomString's parameters; the special ones are those that Windows counts for the complexity of passwords.</summary>
    private static readonly string[] Classes = ["0123456789", "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"];

    public static MappingFunction[] All { get; } =
    [
        new("Guid", "", c => MappingValue.Of(NewGuid(c.Options.Random))),
        new("RandomString", "length, minimumNumbers, minimumSpecialCharacters, minimumCapital, minimumLowerCase, [charactersToAvoid]", RandomString),
    ];

    /// <summary>A GUID of version 4.</summary>
    private static string NewGuid(Func<int, int> random)
    {
        var bytes = new byte[16];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random(256);
        }

        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static MappingValue RandomString(MappingCall call)
    {
        var length = call.Length(0);
        if (length is < 1 or > LongestString)
        {
            throw call.Wrong(0, $"a length from 1 to {LongestString} is expected, found {length}");
        }

        var avoid = call.Text(5) ?? "";
        var classes = Classes.Select(c => new string(c.Where(x => !avoid.Contains(x)).ToArray())).ToArray();
        var result = new List<char>(length);
        for (var i = 0; i < classes.Length; i++)
        {
            var least = call.Length(i + 1);
            if (least < 0 || least > length - result.Count)
            {
                throw call.Wrong(i + 1, $"a number from 0 to {length - result.Count}, what is left of the length {length}, is expected, found {least}");
            }

            Append(result, classes[i], least, call, i + 1);
        }

        Append(result, string.Concat(classes), length - result.Count, call, 0);
        for (var i = result.Count - 1; i > 0; i--)
        {
            var other = call.Options.Random(i + 1);
            (result[i], result[other]) = (result[other], result[i]);
        }

        return MappingValue.Of(new string([.. result]));
    }

    private static void Append(List<char> result, string alphabet, int count, MappingCall call, int argument)
    {
        if (count > 0 && alphabet.Length == 0)
        {
            throw call.Wrong(argument, "characters are wanted that all are to be avoided; avoid fewer");
        }

        for (var i = 0; i < count; i++)
        {
            result.Add(alphabet[call.Options.Random(alphabet.Length)]);
        }
    }
}
