using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Directory;

/// <summary>
/// Fills a directory from JSON: <c>{"customAttributes":[],"roles":[…],"users":[…],"groups":[…],"assignments":[…]}</c>. People are referred to by objectId or
/// userPrincipalName, groups by objectId or displayName, roles by id or value. What lacks an objectId gets one from the seed.
/// </summary>
internal sealed class DirectoryFileReader
{
    private readonly IdpDirectory _directory;
    private readonly JsonObject _root;
    private readonly HashSet<string> _userAttributes;
    private readonly HashSet<string> _groupAttributes;
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    private DirectoryFileReader(IdpDirectory directory, JsonObject root)
    {
        (_directory, _root) = (directory, root);
        var custom = JsonFields.Texts(root, "customAttributes", "Directory");
        _userAttributes = new HashSet<string>([.. UserAttributes.Names, .. custom], StringComparer.Ordinal);
        _groupAttributes = new HashSet<string>([.. GroupAttributes.Names, .. custom], StringComparer.Ordinal);
    }

    public static IdpDirectory Read(string json, long seed, TimeProvider? clock)
    {
        JsonObject root;
        try
        {
            root = ScimJson.Object(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The directory is no JSON object: {e.Message}", e);
        }

        return new DirectoryFileReader(new IdpDirectory(seed, clock), root).Fill();
    }

    private IdpDirectory Fill()
    {
        foreach (var (name, _) in _root.Where(p => p.Key is not ("customAttributes" or "roles" or "users" or "groups" or "assignments" or "seen")))
        {
            throw new FormatException($"Directory: \"{name}\" is unknown; there are customAttributes, roles, users, groups, assignments.");
        }

        Each("roles", (role, where) => _directory.AddRole(new AppRole(
            JsonFields.Text(role, "id", where) ?? _directory.NewGuid(),
            Needed(role, "value", where),
            JsonFields.Text(role, "displayName", where) ?? Needed(role, "value", where),
            JsonFields.Flag(role, "enabled", where) ?? true)));
        Each("users", AddUser);
        Each("groups", AddGroup);
        // References come last: whom they name may stand further down.
        Each("users", (user, where) =>
        {
            if (JsonFields.Text(user, "manager", where) is { } manager)
            {
                var id = Id(manager, where, "manager");
                _directory.Change(IdOf(user, "userPrincipalName"), u => u with { ManagerId = id });
            }
        });
        Each("groups", (group, where) =>
        {
            foreach (var member in JsonFields.Texts(group, "members", where))
            {
                _directory.AddMember(IdOf(group, "displayName"), Id(member, where, "members"));
            }
        });
        Each("assignments", (assignment, where) => _directory.Assign(Id(Needed(assignment, "principal", where), where, "principal"), RoleId(JsonFields.Text(assignment, "role", where), where)));
        _directory.ForgetChanges(_directory.Watermark);
        return _directory;
    }

    private void AddUser(JsonObject json, string where)
    {
        var userName = Needed(json, "userPrincipalName", where);
        var user = new IdpUser(JsonFields.Text(json, "objectId", where) ?? _directory.NewGuid(), userName, "")
        {
            Alias = userName.Split('@')[0],
            GivenName = "",
            FamilyName = "",
            DisplayName = userName,
            Title = "",
            Department = "",
            State = State(json, where),
        };
        foreach (var (name, value) in json.Where(p => p.Key is not ("objectId" or "userPrincipalName" or "accountEnabled" or "deleted" or "manager")))
        {
            RequireKnown(name, where, _userAttributes);
            user = UserAttributes.Write(user, name, Value(value, name, where));
        }

        Name(user.Id, userName, where);
        _directory.Add(user);
    }

    private void AddGroup(JsonObject json, string where)
    {
        var displayName = Needed(json, "displayName", where);
        var own = new[] { "objectId", "displayName", "mailNickname", "description", "mail", "securityEnabled", "deleted", "members" };
        var custom = new Dictionary<string, MappingValue>(StringComparer.Ordinal);
        foreach (var (name, value) in json.Where(p => !own.Contains(p.Key)))
        {
            RequireKnown(name, where, _groupAttributes);
            custom[name] = Value(value, name, where);
        }

        var group = new IdpGroup(JsonFields.Text(json, "objectId", where) ?? _directory.NewGuid(), displayName)
        {
            MailNickname = JsonFields.Text(json, "mailNickname", where),
            Description = JsonFields.Text(json, "description", where),
            Mail = JsonFields.Text(json, "mail", where),
            IsSecurityEnabled = JsonFields.Flag(json, "securityEnabled", where) ?? true,
            State = JsonFields.Flag(json, "deleted", where) == true ? AccountState.SoftDeleted : AccountState.Enabled,
            Custom = custom.Count == 0 ? IdpUser.NoCustom : custom,
        };
        Name(group.Id, displayName, where);
        _directory.Add(group);
    }

    private static AccountState State(JsonObject json, string where) =>
        JsonFields.Flag(json, "deleted", where) == true ? AccountState.SoftDeleted
        : JsonFields.Flag(json, "accountEnabled", where) == false ? AccountState.Disabled
        : AccountState.Enabled;

    private static MappingValue Value(JsonNode? value, string name, string where) => value switch
    {
        null => MappingValue.Null,
        JsonArray list when list.All(e => e.Text() is not null) => MappingValue.OfList(list.Select(e => e.Text()!).ToList()),
        JsonValue single => MappingValue.Of(TargetPath.ToText(single)),
        _ => throw new FormatException($"{where} has \"{name}\" {value.Show()}; a string, a number, true, false or an array of strings is expected."),
    };

    private void Each(string member, Action<JsonObject, string> act)
    {
        foreach (var (entry, index) in JsonFields.Objects(_root, member, "Directory").Select((e, i) => (e, i)))
        {
            act(entry, $"Directory, {member}[{index}]");
        }
    }

    private void Name(string id, string name, string where)
    {
        if (!_ids.TryAdd(name, id) || (id != name && !_ids.TryAdd(id, id)))
        {
            throw new FormatException($"{where}: '{name}' or its objectId '{id}' stands for another object already; both must be unique among people and groups.");
        }
    }

    private string IdOf(JsonObject json, string nameMember) => _ids[json[nameMember].Text()!];

    private string Id(string reference, string where, string member) => _ids.TryGetValue(reference, out var id)
        ? id
        : throw new FormatException($"{where} has \"{member}\" '{reference}', which is no objectId, userPrincipalName or group's displayName of this directory.");

    private string? RoleId(string? reference, string where) => reference is null ? null
        : _directory.Roles.FirstOrDefault(r => r.Id == reference || r.Value == reference)?.Id
        ?? throw new FormatException($"{where} has \"role\" '{reference}'; there are {string.Join(", ", _directory.Roles.Select(r => r.Value))}.");

    private static string Needed(JsonObject json, string member, string where) =>
        JsonFields.Text(json, member, where) is { Length: > 0 } text ? text : throw new FormatException($"{where} lacks \"{member}\".");

    private static void RequireKnown(string name, string where, HashSet<string> known)
    {
        if (!known.Contains(name) && !name.StartsWith("extension_", StringComparison.Ordinal))
        {
            var alike = known.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase));
            throw new FormatException($"{where} has \"{name}\"; {(alike is null ? $"known are {string.Join(", ", known)}" : $"perhaps {alike} is meant")}. A tenant's own attributes are listed in \"customAttributes\".");
        }
    }
}
