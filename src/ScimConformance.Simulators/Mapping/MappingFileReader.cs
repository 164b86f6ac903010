using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Reads this project's own format of attribute mappings.</summary>
internal static class MappingFileReader
{
    public static ApplicationMapping Read(JsonObject root)
    {
        var name = root["name"].Text() ?? throw new FormatException("The attribute mapping lacks \"name\".");
        var custom = JsonFields.Texts(root, "customAttributes", $"Attribute mapping '{name}'");
        var users = root["users"] as JsonObject ?? throw new FormatException($"Attribute mapping '{name}' lacks \"users\", an object with \"attributeMappings\".");
        var groups = root["groups"] switch
        {
            null => null,
            JsonObject given => given,
            var other => throw new FormatException($"Attribute mapping '{name}' has \"groups\" {other.Show()}; an object with \"attributeMappings\" is expected."),
        };
        return new ApplicationMapping
        {
            Name = name,
            Seen = JsonFields.Text(root, "seen", $"Attribute mapping '{name}'"),
            CustomAttributes = custom,
            Users = Read(users, name, "users", ProvisionedObjectType.User, [.. UserAttributes.Names, .. SourceAttributes.OfUsers, .. custom]),
            Groups = groups is null ? null : Read(groups, name, "groups", ProvisionedObjectType.Group, [.. GroupAttributes.Names, .. SourceAttributes.OfGroups, .. custom]),
        };
    }

    private static ObjectMapping Read(JsonObject json, string application, string member, ProvisionedObjectType type, IReadOnlyCollection<string> sources)
    {
        var where = $"Attribute mapping '{application}', {member}";
        var enabled = JsonFields.Flag(json, "enabled", where) ?? true;
        if (!enabled && type == ProvisionedObjectType.User)
        {
            throw new FormatException($"{where} has \"enabled\" false; the mapping of users cannot be switched off, that of groups can.");
        }

        var lines = (json["attributeMappings"] as JsonArray ?? throw new FormatException($"{where} lacks \"attributeMappings\", an array."))
            .Select((line, index) => ToMapping(line, type, $"{where}, line {index + 1}", sources)).ToList();
        return MappingRules.Checked(
            new ObjectMapping
            {
                Name = $"{application}, {member}",
                ObjectType = type,
                Attributes = lines,
                IsEnabled = enabled,
                Actions = Actions(json, where),
                ScopingFilters = Filters(json, where, sources),
            },
            where);
    }

    private static AttributeMapping ToMapping(JsonNode? line, ProvisionedObjectType kind, string where, IReadOnlyCollection<string> sources)
    {
        var target = line.Member("target").Text() ?? throw new FormatException($"{where} lacks \"target\".");
        where = $"{where} ({target})";
        var type = JsonFields.Choice<AttributeMappingType>(line, "type", where);
        var source = line.Member("source").Text();
        if (source is null != type is AttributeMappingType.None)
        {
            throw new FormatException(source is null ? $"{where} lacks \"source\"; only \"type\": \"None\" goes without." : $"{where} has \"type\": \"None\" and the \"source\" {source}; leave out one of them.");
        }

        var mapping = MappingRules.Line(where, target, source, MappingRules.Priority(line.Member("matchingPriority"), where));
        MappingRules.RequireKnown(mapping, where, sources);
        if (type is not null && type != mapping.Type)
        {
            throw new FormatException($"{where} has \"type\": \"{type}\", but {source} is {mapping.Type}; leave \"type\" out.");
        }

        return mapping with
        {
            DefaultValue = JsonFields.Text(line, "defaultValue", where),
            Apply = JsonFields.Choice<FlowType>(line, "apply", where) ?? FlowType.Always,
            Behavior = JsonFields.Choice<FlowBehavior>(line, "flowBehavior", where) ?? FlowBehavior.FlowWhenChanged,
            IsCaseExact = JsonFields.Flag(line, "caseExact", where) ?? false,
            IsBoolean = JsonFields.Flag(line, "boolean", where) ?? false,
            IsRequired = (JsonFields.Flag(line, "required", where) ?? false) || MappingRules.IsRequiredByNature(mapping, kind),
            IsReference = JsonFields.Flag(line, "reference", where) ?? MappingRules.IsReferenceByNature(mapping),
        };
    }

    private static TargetActions Actions(JsonObject json, string where)
    {
        if (json["actions"] is null)
        {
            return TargetActions.All;
        }

        var actions = TargetActions.None;
        foreach (var word in JsonFields.Texts(json, "actions", where))
        {
            actions |= word switch
            {
                "create" => TargetActions.Create,
                "update" => TargetActions.Update,
                "delete" => TargetActions.Delete,
                _ => throw new FormatException($"{where} has the action '{word}' in \"actions\"; known are create, update, delete."),
            };
        }

        return actions;
    }

    private static List<ScopingFilter> Filters(JsonObject json, string where, IReadOnlyCollection<string> sources)
    {
        return JsonFields.Objects(json, "scopingFilters", where).Select((filter, index) => Filter(filter, $"{where}, scoping filter {index + 1}")).ToList();

        ScopingFilter Filter(JsonObject filter, string place)
        {
            var clauses = JsonFields.Objects(filter, "clauses", place).Select((clause, index) => Clause(clause, $"{place}, clause {index + 1}")).ToList();
            return new ScopingFilter(
                filter["title"].Text() ?? throw new FormatException($"{place} lacks \"title\"."),
                clauses.Count > 0 ? clauses : throw new FormatException($"{place} lacks \"clauses\", an array with at least one of attribute, operator and value."));
        }

        ScopingClause Clause(JsonObject clause, string place) => MappingRules.Clause(
            place, JsonFields.Text(clause, "attribute", place), JsonFields.Text(clause, "operator", place), JsonFields.Text(clause, "value", place), sources);
    }
}
