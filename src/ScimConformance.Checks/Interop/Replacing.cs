using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>PUT, which Okta and OneLogin change users by.</summary>
internal static class Replacing
{
    private const string Legacy = "urn:scim:schemas:core:2.0";
    private const string LegacyEnterprise = "urn:scim:schemas:extension:enterprise:2.0";

    public static CheckGroup Group { get; } = new("INTEROP-put", "replacing users",
    [
        new()
        {
            Id = "INTEROP-REG-037", Title = "PUT of a user as it was read, readOnly attributes included, takes effect, and PUT of an unknown id creates nobody",
            Verifies = ["INTEROP-PUT-01"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var body = (JsonObject)(await scim.ReadAsync(user)).Json!.DeepClone();
                body["displayName"] = "Renamed Person";
                body["groups"] = new JsonArray(new JsonObject { ["value"] = CheckContext.UnknownId });
                (await scim.PutAsync(user.Target, body)).Accept(r => r.Is(200).WithResource());
                var after = await scim.ReadAsync(user);
                after.Expect("displayName").Is("Renamed Person");
                after.Expect("userName").IsIgnoringCase(user.UserName);
                after.Judge(after.Values("groups").All(g => g.Member("value").Text() != CheckContext.UnknownId), "groups as they were", after.At("groups").Show());
                var stranger = scim.NewUser();
                (await scim.PutAsync($"{scim.Users}/{CheckContext.UnknownId}", stranger)).Accept(r => r.Is(404));
            },
        },

        // The template of OneLogin's v2 Enterprise connector, as it was captured.
        new()
        {
            Id = "ONELOGIN-REG-038", Title = "lookup with a trailing ampersand, PUT with a trailing question mark and the connector's own schema URNs work, without User-Agent",
            Verifies = ["ONELOGIN-UPDATE-03"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var found = await scim.SendAsync(new ScimRequest("GET", $"{scim.Users}?filter=userName+eq+%22{Uri.EscapeDataString(user.UserName)}%22&") { OmitUserAgent = true });
                found.Accept(r => r.Is(200).With(found.Listed(user) is not null, "with the user"));
                var body = (JsonObject)user.Sent.DeepClone();
                body["schemas"] = new JsonArray(Legacy, LegacyEnterprise);
                body["name"] = new JsonObject { ["familyName"] = "Renamed", ["givenName"] = "Person" };
                body[LegacyEnterprise] = new JsonObject { ["department"] = "Sales" };
                (await scim.SendAsync(new ScimRequest("PUT", user.Target + "?") { OmitUserAgent = true }.WithBody(body))).Accept(r => r.Is(200));
                var after = await scim.ReadAsync(user);
                after.Expect("name.familyName").Is("Renamed");
                after.Judge(!after.Text.Contains("urn:scim:schemas:core:2.0", StringComparison.OrdinalIgnoreCase), "the registered schema URNs", after.At("schemas").Show());
            },
        },

        new()
        {
            Id = "ONELOGIN-REG-038-2", Title = "PATCH of a group with a trailing question mark, without User-Agent, adds the member",
            Verifies = ["ONELOGIN-GROUP-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (user, group) = (await scim.CreateUserAsync(), await scim.CreateGroupAsync());
                var body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}]}""";
                (await scim.SendAsync(new ScimRequest("PATCH", group.Target + "?") { OmitUserAgent = true }.WithBody(body))).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.ReadAsync(group)).ExpectValues("members", user.Id);
            },
        },
    ]);
}
