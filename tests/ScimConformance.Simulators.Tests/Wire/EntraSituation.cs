using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>What has to happen so that Entra sends a request that was seen somewhere: its last request is compared.</summary>
/// <param name="Script">The answers.</param>
/// <param name="Play">What happens.</param>
/// <param name="Options">The tenant's options.</param>
internal sealed record EntraSituation(Func<ScriptedServer, ScriptedServer> Script, Func<EntraClient, string, Task> Play, EntraOptions Options)
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private const string UserName = """{ "target": "userName", "source": "[userPrincipalName]", "matchingPriority": 1 }""";
    private const string Groups = """{ "attributeMappings": [ { "target": "displayName", "source": "[displayName]", "matchingPriority": 1 }, { "target": "externalId", "source": "[objectId]" }, { "target": "members", "source": "[members]", "reference": true } ] }""";

    /// <summary>How the job is set up.</summary>
    public ProvisioningJobOptions Job { get; init; } = new();

    /// <summary>Prepares the directory.</summary>
    public Action<IdpDirectory, string> Prepare { get; init; } = (_, _) => { };

    /// <summary>The user is found as shown, and the mapping demands these values, each by its target.</summary>
    public static EntraSituation Update(string shown, EntraOptions options, params (string Target, string Value)[] wanted) => new(
        s => s.Finds("""{"id":"1"}""").Answers(200, shown).Answers(204),
        (entra, user) => entra.SynchronizeAsync(user),
        options with { Mapping = Mapping(wanted.Select(w => Line(w.Target, JsonValue.Create(w.Value).ToJsonString()))) });

    /// <summary>The user is found as shown, or created where nothing is shown, and has roles.</summary>
    public static EntraSituation Roles(string? shown, string target, string function, params string[] roles) => new(
        s => shown is null ? s.FindsNobody().Answers(201, """{"id":"1"}""") : s.Finds("""{"id":"1"}""").Answers(200, shown).Answers(204),
        (entra, user) => entra.SynchronizeAsync(user),
        new EntraOptions { Mapping = Mapping([Line(target, $"{function}([appRoleAssignments])")]) })
    {
        Prepare = (directory, user) =>
        {
            foreach (var role in roles)
            {
                directory.Assign(user, directory.AddRole(Role(role)).Id);
            }
        },
    };

    /// <summary>A user is created, with these values, each by its target.</summary>
    public static EntraSituation Create(EntraOptions options, params (string Target, string Value)[] wanted) => new(
        s => s.FindsNobody().Answers(201, """{"id":"1"}"""),
        (entra, user) => entra.SynchronizeAsync(user),
        options with { Mapping = Mapping(wanted.Select(w => Line(w.Target, JsonValue.Create(w.Value).ToJsonString()))) });

    /// <summary>Somebody and a manager are found by name; the manager has the id 271, or another one.</summary>
    public static EntraSituation Manager(EntraOptions options, string? present, string? managerId) => new(
        s => (managerId is null ? s : s.Finds($$"""{"id":"{{managerId}}"}""").Answers(200, """{"userName":"boss@contoso.com"}"""))
            .Finds("""{"id":"1"}""").Answers(200, Shown(present)).Answers(204),
        async (entra, user) =>
        {
            if (managerId is not null)
            {
                var manager = entra.Directory.AddUser(entra.Directory.NewGuid(), "boss@contoso.com");
                entra.Directory.Assign(manager.Id);
                entra.Directory.Change(user, u => u with { ManagerId = manager.Id });
                await entra.SynchronizeAsync(manager.Id);
            }

            await entra.SynchronizeAsync(user);
        },
        options with { Mapping = Mapping([$$"""{ "target": "{{Enterprise}}:manager", "source": "[manager]", "reference": true }"""]) });

    /// <summary>A group with the user in it, whose id is given; what is sent last follows from what happens to it.</summary>
    public static EntraSituation Group(EntraOptions options, string memberId, Func<ScriptedServer, ScriptedServer> script, Func<EntraClient, string, string, Task> play) => new(
        s => script(s.Finds($$"""{"id":"{{memberId}}"}""").Answers(200, """{"userName":"alice@contoso.com"}""")),
        async (entra, user) =>
        {
            await entra.SynchronizeAsync(user);
            var group = entra.Directory.Add(new IdpGroup("8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "displayName"));
            entra.Directory.Assign(group.Id);
            await play(entra, group.Id, user);
        },
        options with { Mapping = Mapping([]) });

    /// <summary>The roles of the documented samples.</summary>
    private static AppRole Role(string name) => name switch
    {
        "Role1234" => new AppRole("06b07648-ecfe-589f-9d2f-6325724a46ee", "25", name),
        "Admin" => new AppRole("06b07648-ecfe-589f-9d2f-6325724a46ee", name, name),
        "User" => new AppRole("06b07648-ecfe-599f-9d2f-6325724a46ee", name, name),
        _ => new AppRole("06b07648-ecfe-609f-9d2f-6325724a46ee", name, name),
    };

    private static string Shown(string? manager)
    {
        var user = new JsonObject { ["userName"] = "alice@contoso.com" };
        if (manager is not null)
        {
            user[Enterprise] = new JsonObject { ["manager"] = new JsonObject { ["value"] = manager } };
        }

        return user.ToJsonString();
    }

    private static ApplicationMapping Mapping(IEnumerable<string> lines) => ApplicationMapping.Parse(
        $$"""{ "name": "situation", "users": { "attributeMappings": [ {{string.Join(", ", lines.Prepend(UserName).DistinctBy(l => JsonNode.Parse(l)!["target"]!.ToString() is "userName" ? "userName" : l))}} ] }, "groups": {{Groups}} }""");

    private static string Line(string target, string source) =>
        new JsonObject { ["target"] = target, ["source"] = source }.ToJsonString(ScimJson.Compact);
}
