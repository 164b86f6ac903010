using System.Reflection;

namespace ScimConformance.Harness;

/// <summary>The requirement rows, by id. The tables are CSV files under <c>fixtures/requirements</c>, embedded in the assemblies whose checks verify them.</summary>
public sealed class RequirementTable
{
    private static readonly string[] Columns =
        ["id", "spec", "section", "level", "actor", "capability", "statement", "impact", "admin_sees", "not_tested_because"];

    /// <summary>A last column that only the tables of identity providers have: rows of other tables that ask for another answer.</summary>
    private const string Contrasts = "contrasts_with";

    private readonly Dictionary<string, Requirement> _byId;

    private RequirementTable(IReadOnlyList<Requirement> rows)
    {
        All = rows;
        _byId = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>Every row, in the order of the tables.</summary>
    public IReadOnlyList<Requirement> All { get; }

    /// <summary>The row with this id.</summary>
    /// <exception cref="ArgumentException">No table has such a row.</exception>
    public Requirement this[string id] => _byId.TryGetValue(id, out var row)
        ? row
        : throw new ArgumentException($"No requirement table has a row '{id}'. Rows live in fixtures/requirements/*.csv.", nameof(id));

    /// <summary>Whether a row with this id exists.</summary>
    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>Reads every resource named <c>requirements/*.csv</c> of the given assemblies. A table that several of them carry is read once.</summary>
    /// <exception cref="FormatException">A table has a wrong header, a wrong number of fields, or an unknown level or impact; the message names table, row and field.</exception>
    public static RequirementTable FromAssemblies(params Assembly[] assemblies)
    {
        var rows = new List<Requirement>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("requirements/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Where(read.Add))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                rows.AddRange(Parse(reader.ReadToEnd(), name));
            }
        }

        return Of(rows);
    }

    /// <summary>A table of these rows.</summary>
    /// <exception cref="FormatException">Two rows have the same id; the message names it.</exception>
    public static RequirementTable Of(IReadOnlyList<Requirement> rows) =>
        rows.GroupBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } repeated
            ? throw new FormatException($"Requirement id '{repeated.Key}' stands in {repeated.Count()} rows; ids are permanent and unique.")
            : new RequirementTable(rows);

    /// <summary>Reads one table.</summary>
    /// <param name="csv">The table's text, header line first.</param>
    /// <param name="name">The table's name, for error messages.</param>
    /// <exception cref="FormatException">The table is malformed; the message names table, row and field.</exception>
    public static IReadOnlyList<Requirement> Parse(string csv, string name)
    {
        var records = Csv.Read(csv).ToList();
        if (records.Count == 0 || (!records[0].SequenceEqual(Columns) && !records[0].SequenceEqual([.. Columns, Contrasts])))
        {
            throw new FormatException($"{name}: the first line must be '{string.Join(',', Columns)}', with or without '{Contrasts}' at its end.");
        }

        return records.Skip(1).Select(fields => ToRow(fields, records[0].Count, name)).ToList();
    }

    private static Requirement ToRow(IReadOnlyList<string> fields, int columns, string name)
    {
        if (fields.Count != columns)
        {
            throw new FormatException($"{name}: row '{fields[0]}' has {fields.Count} fields instead of {columns}.");
        }

        if (fields[7].Length > 0 && !Requirement.Impacts.Contains(fields[7]))
        {
            throw new FormatException($"{name}: row '{fields[0]}' has impact '{fields[7]}'; it must be one of {string.Join(", ", Requirement.Impacts)}, or empty.");
        }

        return new Requirement(
            fields[0], fields[1], fields[2], ToLevel(fields[3], fields[0], name), fields[4], fields[5], fields[6], fields[7], fields[8], fields[9])
        {
            Keyword = fields[3],
            ContrastsWith = columns > Columns.Length ? fields[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [],
        };
    }

    private static RequirementLevel ToLevel(string level, string id, string name) => level switch
    {
        "MUST" or "MUST NOT" => RequirementLevel.Must,
        "SHOULD" or "SHOULD NOT" => RequirementLevel.Should,
        "MAY" => RequirementLevel.May,
        "NOTE" => RequirementLevel.Note,
        _ => throw new FormatException($"{name}: row '{id}' has level '{level}'; it must be MUST, MUST NOT, SHOULD, SHOULD NOT, MAY or NOTE."),
    };
}
