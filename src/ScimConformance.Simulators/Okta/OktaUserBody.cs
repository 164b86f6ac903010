using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Okta;

/// <summary>The user bodies of Okta's client, members in its order.</summary>
internal static class OktaUserBody
{
    private const string CoreUser = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>The body that creates a user; a password is always sent, even when passwords are not synchronised.</summary>
    public static JsonObject ForCreate(IdpUser user, string locale, string password) => new()
    {
        ["schemas"] = new JsonArray(CoreUser),
        ["userName"] = user.UserName,
        ["name"] = Name(user),
        ["emails"] = new JsonArray(new JsonObject { ["primary"] = true, ["value"] = user.Email, ["type"] = "work" }),
        ["displayName"] = user.DisplayName,
        ["locale"] = locale,
        ["externalId"] = user.Id,
        ["groups"] = new JsonArray(),
        ["password"] = password,
        ["active"] = true,
    };

    /// <summary>The body that takes over an account that was there already.</summary>
    public static JsonObject ForLink(IdpUser user, string locale, string id) => new()
    {
        ["schemas"] = new JsonArray(CoreUser),
        ["id"] = id,
        ["userName"] = user.UserName,
        ["externalId"] = user.Id,
        ["name"] = Name(user),
        ["displayName"] = user.DisplayName,
        ["locale"] = locale,
        ["active"] = true,
        ["emails"] = new JsonArray(new JsonObject { ["primary"] = true, ["value"] = user.Email, ["type"] = "work" }),
        ["groups"] = new JsonArray(),
    };

    /// <summary>The body that updates a profile: the account as the application shows it, mapped attributes overwritten.</summary>
    public static JsonObject ForUpdate(IdpUser user, JsonObject account, bool groupsLast)
    {
        var body = (JsonObject)account.DeepClone();
        body["userName"] = user.UserName;
        if (body["name"] is not JsonObject name)
        {
            body["name"] = name = [];
        }

        name["givenName"] = user.GivenName;
        name["familyName"] = user.FamilyName;
        if (body["displayName"] is not null)
        {
            body["displayName"] = user.DisplayName;
        }

        SetEmail(body, user.Email);
        if (groupsLast && body["groups"] is { } groups)
        {
            body.Remove("groups");
            body["groups"] = groups;
        }

        return body;
    }

    private static void SetEmail(JsonObject body, string email)
    {
        var emails = (body["emails"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var main = emails.Find(e => e["primary"].Boolean() == true) ?? emails.FirstOrDefault();
        if (main is null)
        {
            body["emails"] = new JsonArray(new JsonObject { ["primary"] = true, ["value"] = email, ["type"] = "work" });
        }
        else
        {
            main["value"] = email;
        }
    }

    private static JsonObject Name(IdpUser user) => new() { ["givenName"] = user.GivenName, ["familyName"] = user.FamilyName };
}
