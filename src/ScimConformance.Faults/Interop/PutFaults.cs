using static ScimConformance.Faults.Interop.CreationFaults;

namespace ScimConformance.Faults.Interop;

/// <summary>Faults in PUT the way Okta and OneLogin send it.</summary>
internal static class PutFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "external-id-immutable-in-put", Title = "PUT that brings another externalId is refused", Breaks = ["OKTA-LINK-001"],
            Wire = async x =>
            {
                if (x.Is("PUT", "/Users/{id}") && x.RequestJson?["externalId"] is { } given
                    && (string?)(await x.AskAsync("GET", x.Path)).Json?["externalId"] != (string?)given)
                {
                    x.ReplyError(400, "mutability", "externalId cannot be changed");
                    return;
                }

                await x.NextAsync();
            },
        },
        new()
        {
            Id = "put-answered-and-ignored", Title = "PUT is answered with the user and changes nothing", Breaks = ["OKTA-UPDATE-001", "OKTA-LINK-001", "ONELOGIN-UPDATE-001", "ONELOGIN-SUSPEND-001", "PUT-001", "INTEROP-REG-037"],
            SeenElsewhere = "checks that change a user by PUT see no change, checks of what PUT must refuse see it accepted, and the answer comes before anybody asks for credentials",
            Wire = async x =>
            {
                if (x.Is("PUT", "/Users/{id}"))
                {
                    var (status, user) = await x.AskAsync("GET", x.Path);
                    x.Reply(status, user?.ToJsonString() ?? "");
                    return;
                }

                await x.NextAsync();
            },
        },
        OnUser("put-loses-the-title", "PUT stores the attributes of a form and drops title", ["OKTA-UPDATE-002", "USER-SINGULAR-001", "EVERY-PUT-001"], "PUT", "/Users/{id}", user => user.Remove("title")),
        Fault.Instead("put-without-id-refused", "PUT whose body has no id is refused", ["ONELOGIN-UPDATE-001", "ONELOGIN-SUSPEND-001"],
            x => x.Is("PUT", "/Users/{id}") && x.RequestJson?["id"] is null,
            x => x.ReplyError(400, "invalidValue", "id is required")) with
        {
            SeenElsewhere = "checks that put a body of their own, as identity providers do, leave the id out",
        },
        OnUser("put-without-active-disables", "PUT without active switches the user off", ["ONELOGIN-UPDATE-002"], "PUT", "/Users/{id}", user => user.TryAdd("active", false)),
        OnUser("put-ignores-active", "PUT does not change active", ["ONELOGIN-SUSPEND-001"], "PUT", "/Users/{id}", user => user.Remove("active")),
    ];
}
