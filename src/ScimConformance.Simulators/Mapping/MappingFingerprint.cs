using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Tells whether two mappings say the same: a job whose mapping or scoping filters were changed evaluates everybody again.</summary>
internal static class MappingFingerprint
{
    /// <summary>The same text for mappings that say the same, whatever they are called.</summary>
    public static string Of(ApplicationMapping mapping)
    {
        var text = new StringBuilder();
        Append(text, mapping.Users);
        if (mapping.Groups is { IsEnabled: true } groups)
        {
            Append(text, groups);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private static void Append(StringBuilder text, ObjectMapping mapping)
    {
        text.Append(CultureInfo.InvariantCulture, $"{mapping.ObjectType}\n{mapping.Actions}\n");
        foreach (var line in mapping.Attributes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Target}\t{line.Type}\t{line.Source}\t{line.MatchingPriority}\t{line.DefaultValue}\t{line.Apply}\t{line.Behavior}\t{line.IsCaseExact}\t{line.IsBoolean}\t{line.IsRequired}\t{line.IsReference}\n");
        }

        foreach (var filter in mapping.ScopingFilters)
        {
            text.Append(CultureInfo.InvariantCulture, $"{filter.Title}\n");
            foreach (var clause in filter.Clauses)
            {
                text.Append(CultureInfo.InvariantCulture, $"{clause.Attribute}\t{clause.Operator}\t{clause.Value}\n");
            }
        }
    }
}
