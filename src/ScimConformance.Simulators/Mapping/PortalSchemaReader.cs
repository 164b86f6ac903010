using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Reads the schema of a provisioning job as Entra's portal exports it: Microsoft Graph's synchronizationSchema.</summary>
internal sealed class PortalSchemaReader
{
    private readonly JsonObject _rule;
    private readonly string _where;
    private readonly PortalDirectories _directories;
    private readonly List<string> _custom = [];

    private PortalSchemaReader(JsonObject root, JsonObject rule)
    {
        _rule = rule;
        _where = $"Schema, rule '{rule["name"].Text()}'";
        _directories = new PortalDirectories(root, rule);
    }

    /// <exception cref="FormatException">It lacks something or has something that the simulator cannot do; the message names the field and the way out.</exception>
    public static ApplicationMapping Read(JsonObject root)
    {
        var rules = JsonFields.Objects(root, "synchronizationRules", "Schema").OrderBy(r => r["priority"].Integer() ?? 0);
        var rule = rules.FirstOrDefault(r => Mappings(r).Any(m => IsOf(m, "User")))
            ?? throw new FormatException("Schema: no entry of \"synchronizationRules\" has an \"objectMappings\" entry with \"sourceObjectName\": \"User\"; export the schema of the provisioning job, not that of a template.");
        return new PortalSchemaReader(root, rule).Read();
    }

    private ApplicationMapping Read()
    {
        var users = One("User") ?? throw new FormatException($"{_where}: no object mapping with \"sourceObjectName\": \"User\" is enabled; the mapping of users cannot be switched off.");
        var groups = One("Group");
        return new ApplicationMapping
        {
            Name = _rule["targetDirectoryName"].Text() ?? _rule["name"].Text() ?? "exported schema",
            Users = Read(users, ProvisionedObjectType.User),
            Groups = groups is null ? null : Read(groups, ProvisionedObjectType.Group),
            CustomAttributes = _custom,
        };
    }

    private static IReadOnlyList<JsonObject> Mappings(JsonObject rule) => JsonFields.Objects(rule, "objectMappings", $"Schema, rule '{rule["name"].Text()}'");

    private static bool IsOf(JsonObject mapping, string type) => string.Equals(mapping["sourceObjectName"].Text(), type, StringComparison.OrdinalIgnoreCase);

    private JsonObject? One(string type)
    {
        var enabled = Mappings(_rule).Where(m => IsOf(m, type) && (JsonFields.Flag(m, "enabled", Place(m)) ?? true)).ToList();
        return enabled.Count <= 1
            ? enabled.FirstOrDefault()
            : throw new FormatException($"{_where}: {enabled.Count} object mappings with \"sourceObjectName\": \"{type}\" are enabled ({string.Join(", ", enabled.Select(Place))}); disable all but one.");
    }

    private string Place(JsonObject mapping) => $"{_where}, object mapping '{mapping["name"].Text()}'";

    private ObjectMapping Read(JsonObject json, ProvisionedObjectType type)
    {
        var where = Place(json);
        var declared = _directories.SourceNames(json);
        var known = (type == ProvisionedObjectType.User ? UserAttributes.Names.Concat(SourceAttributes.OfUsers) : GroupAttributes.Names.Concat(SourceAttributes.OfGroups)).ToList();
        _custom.AddRange(declared.Except(known, StringComparer.Ordinal).Except(_custom, StringComparer.Ordinal).ToList());
        IReadOnlyCollection<string> sources = [.. known.Union(declared, StringComparer.Ordinal)];
        return MappingRules.Checked(
            new ObjectMapping
            {
                Name = json["name"].Text() ?? where,
                ObjectType = type,
                Attributes = JsonFields.Objects(json, "attributeMappings", where).Select((line, i) => Line(line, json, type, $"{where}, attribute mapping {i + 1}", sources)).ToList(),
                Actions = Actions(json, where),
                ScopingFilters = Filters(json["scope"], where, sources),
            },
            where);
    }

    private AttributeMapping Line(JsonObject line, JsonObject mapping, ProvisionedObjectType type, string where, IReadOnlyCollection<string> sources)
    {
        var target = line["targetAttributeName"].Text() ?? throw new FormatException($"{where} lacks \"targetAttributeName\".");
        where = $"{where} ({target})";
        var priority = line["matchingPriority"].Integer() == 0 ? null : MappingRules.Priority(line["matchingPriority"], where);
        var read = MappingRules.Line(where, target, Expression(line["source"], where), priority);
        MappingRules.RequireKnown(read, where, sources);
        return read with
        {
            DefaultValue = JsonFields.Text(line, "defaultValue", where) is { Length: > 0 } value ? value : null,
            Apply = JsonFields.Choice<FlowType>(line, "flowType", where) ?? FlowType.Always,
            Behavior = JsonFields.Choice<FlowBehavior>(line, "flowBehavior", where) ?? FlowBehavior.FlowWhenChanged,
            IsCaseExact = _directories.IsCaseExact(mapping, target),
            IsBoolean = _directories.IsBoolean(mapping, target),
            IsRequired = _directories.IsRequired(mapping, target) || MappingRules.IsRequiredByNature(read, type),
            IsReference = _directories.IsReference(mapping, target) ?? MappingRules.IsReferenceByNature(read),
        };
    }

    /// <summary>The source's expression; null for a mapping of type None, which has no source but may have a default value.</summary>
    private static string? Expression(JsonNode? source, string where)
    {
        if (source is null)
        {
            return null;
        }

        var (expression, name) = (JsonFields.Text(source, "expression", where), JsonFields.Text(source, "name", where));
        return (source.Member("type").Text(), expression) switch
        {
            ("Constant", null or "") or ("Constant", not ['"', ..]) when (name ?? expression) is { } constant => $"\"{constant.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            (_, { Length: > 0 }) => expression,
            ("Attribute", _) when !string.IsNullOrEmpty(name) => $"[{name}]",
            _ => throw new FormatException($"{where} has a \"source\" without \"expression\": {source.Show()}; export the whole schema, or write the expression as the portal shows it."),
        };
    }

    private static TargetActions Actions(JsonObject json, string where)
    {
        if (JsonFields.Text(json, "flowTypes", where) is not { } words)
        {
            return TargetActions.All;
        }

        var actions = TargetActions.None;
        foreach (var word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            actions |= word switch
            {
                "None" => TargetActions.None,
                "Add" => TargetActions.Create,
                "Update" => TargetActions.Update,
                "Delete" => TargetActions.Delete,
                _ => throw new FormatException($"{where} has '{word}' in \"flowTypes\"; known are Add, Update, Delete."),
            };
        }

        return actions;
    }

    private static List<ScopingFilter> Filters(JsonNode? scope, string where, IReadOnlyCollection<string> sources)
    {
        foreach (var member in new[] { "inputFilterGroups", "categoryFilterGroups" })
        {
            if (JsonFields.Objects(scope, member, where).Count > 0)
            {
                throw new FormatException($"{where} has \"{member}\" in \"scope\", which the simulator does not know; move its clauses to \"groups\" or remove it.");
            }
        }

        return JsonFields.Objects(scope, "groups", where)
            .Select((group, i) => new ScopingFilter(group["name"].Text() ?? $"Filter {i + 1}", Clauses(group, $"{where}, scoping filter {i + 1}", sources)))
            .Where(filter => filter.Clauses.Count > 0)
            .ToList();
    }

    private static List<ScopingClause> Clauses(JsonObject group, string where, IReadOnlyCollection<string> sources) => JsonFields.Objects(group, "clauses", where).Select((clause, i) =>
    {
        var place = $"{where}, clause {i + 1}";
        var values = JsonFields.Texts(clause["targetOperand"], "values", place);
        return values.Count <= 1
            ? MappingRules.Clause(place, JsonFields.Text(clause, "sourceOperandName", place), JsonFields.Text(clause, "operatorName", place), values.Count == 0 ? null : values[0], sources)
            : throw new FormatException($"{place} has {values.Count} \"values\" in \"targetOperand\"; one is expected, make a scoping filter for each.");
    }).ToList();
}
