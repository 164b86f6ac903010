using System.Text;

namespace ScimConformance.Protocol.Normalization;

/// <summary>
/// Unicode normalisation form KC (Unicode Standard Annex 15). The base library's own needs the operating system's tables, which a process
/// with invariant globalization does without; there it leaves every text as it is.
/// </summary>
internal static class CompatibilityForm
{
    private const int SBase = 0xAC00, LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7;
    private const int LCount = 19, VCount = 21, TCount = 28, SCount = LCount * VCount * TCount;

    /// <summary>The text in form KC. Half a surrogate pair stays as it is.</summary>
    internal static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var points = Decompose(text);
        Reorder(points);
        Compose(points);
        var result = new StringBuilder(points.Count);
        foreach (var point in points)
            if (Rune.IsValid(point))
                result.Append(new Rune(point));
            else
                result.Append((char)point);
        return result.ToString();
    }

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var point = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
            var syllable = point - SBase;
            if (syllable is >= 0 and < SCount)
            {
                points.Add(LBase + (syllable / (VCount * TCount)));
                points.Add(VBase + (syllable % (VCount * TCount) / TCount));
                if (syllable % TCount > 0)
                    points.Add(TBase + (syllable % TCount));
            }
            else if (NormalizationData.Decompositions.TryGetValue(point, out var parts))
            {
                points.AddRange(parts);
            }
            else
            {
                points.Add(point);
            }
        }

        return points;
    }

    /// <summary>Puts runs of combining marks into the order of their classes; equal classes keep theirs.</summary>
    private static void Reorder(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (point, combining) = (points[i], NormalizationData.ClassOf(points[i]));
            if (combining == 0)
                continue;
            var at = i;
            for (; at > 0 && NormalizationData.ClassOf(points[at - 1]) > combining; at--)
                points[at] = points[at - 1];
            points[at] = point;
        }
    }

    private static void Compose(List<int> points)
    {
        var (starter, kept, lastClass) = (-1, 0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var (point, combining) = (points[i], NormalizationData.ClassOf(points[i]));
            var blocked = starter >= 0 && kept - 1 > starter && (lastClass == 0 || lastClass >= combining);
            if (starter >= 0 && !blocked && Pair(points[starter], point) is { } composite)
            {
                points[starter] = composite;
                continue;
            }

            if (combining == 0)
                starter = kept;
            lastClass = combining;
            points[kept++] = point;
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    private static int? Pair(int first, int second)
    {
        if (first - LBase is >= 0 and < LCount and var l && second - VBase is >= 0 and < VCount and var v)
            return SBase + (((l * VCount) + v) * TCount);
        if (first - SBase is >= 0 and < SCount and var s && s % TCount == 0 && second - TBase is > 0 and < TCount and var t)
            return first + t;
        return NormalizationData.Composites.TryGetValue((first, second), out var composite) ? composite : null;
    }
}
