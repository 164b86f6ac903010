using System.Collections.Frozen;
using System.Globalization;

namespace ScimConformance.Protocol.Normalization;

/// <summary>The tables of fixtures/unicode/nfkc.txt, read when the first text that is not ASCII is normalised.</summary>
internal static class NormalizationData
{
    static NormalizationData()
    {
        var decompositions = new Dictionary<int, int[]>();
        var classes = new Dictionary<int, int>();
        var composites = new Dictionary<(int, int), int>();
        using var stream = typeof(NormalizationData).Assembly.GetManifestResourceStream("unicode/nfkc.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            switch (fields[0])
            {
                case "d":
                    decompositions.Add(Hex(fields[1]), [.. fields[2..].Select(Hex)]);
                    break;
                case "p":
                    composites.Add((Hex(fields[1]), Hex(fields[2])), Hex(fields[3]));
                    break;
                case "c":
                    var combining = int.Parse(fields[1], CultureInfo.InvariantCulture);
                    foreach (var range in fields[2..].Select(field => field.Split("..")))
                        for (var point = Hex(range[0]); point <= Hex(range[^1]); point++)
                            classes.Add(point, combining);
                    break;
            }
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
        Composites = composites.ToFrozenDictionary();
    }

    /// <summary>Full compatibility decompositions, Hangul syllables aside.</summary>
    internal static FrozenDictionary<int, int[]> Decompositions { get; }

    /// <summary>Primary composites by their two parts, Hangul syllables aside.</summary>
    internal static FrozenDictionary<(int First, int Second), int> Composites { get; }

    private static FrozenDictionary<int, int> Classes { get; }

    /// <summary>The canonical combining class; 0 for characters that do not combine.</summary>
    internal static int ClassOf(int point) => Classes.GetValueOrDefault(point);

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
