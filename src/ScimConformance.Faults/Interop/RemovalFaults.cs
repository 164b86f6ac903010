using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>Faults in removing users.</summary>
internal static class RemovalFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "delete-only-deactivates", Title = "DELETE switches the user off and keeps it", Breaks = ["ENTRA-DELETE-001", "ENTRA-DELETE-002", "ONELOGIN-DELETE-001", "DELETE-002"],
            SeenElsewhere = "whoever is deleted can still be read, whatever asks for it, and the answer comes before anybody asks for credentials",
            Wire = async x =>
            {
                if (x.Is("DELETE", "/Users/{id}"))
                {
                    var (status, _) = await x.AskAsync("PATCH", x.Path, JsonNode.Parse(
                        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}]}"""));
                    x.Reply(status is 200 or 204 ? 204 : 404);
                    return;
                }

                await x.NextAsync();
            },
        },
        new()
        {
            Id = "user-name-kept-after-delete", Title = "The user name of a deleted user stays taken", Breaks = ["ENTRA-DELETE-002", "DELETE-007"],
            Wire = async x =>
            {
                if (x.Is("DELETE", "/Users/{id}") && (string?)(await x.AskAsync("GET", x.Path)).Json?["userName"] is { } userName)
                {
                    x.State.Values[userName] = "deleted";
                }

                if (x.Is("POST", "/Users") && (string?)x.RequestJson?["userName"] is { } wanted && x.State.Values.ContainsKey(wanted))
                {
                    x.ReplyError(409, "uniqueness", "userName is taken");
                    return;
                }

                await x.NextAsync();
            },
        },
    ];
}
