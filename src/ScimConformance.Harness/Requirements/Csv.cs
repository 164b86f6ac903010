using System.Text;

namespace ScimConformance.Harness;

/// <summary>Reads comma-separated values as RFC 4180 writes them: quotes, doubled quotes, line breaks inside quotes.</summary>
internal static class Csv
{
    /// <summary>All records of <paramref name="text"/>, the header line included; blank lines are left out.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                record.Add(Take(field));
            }
            else if (c == '\n')
            {
                record.Add(Take(field));
                if (record.Count > 1 || record[0].Length > 0)
                {
                    yield return record;
                }

                record = [];
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || record.Count > 0)
        {
            record.Add(Take(field));
            yield return record;
        }
    }

    private static string Take(StringBuilder field)
    {
        var value = field.ToString();
        field.Clear();
        return value;
    }
}
