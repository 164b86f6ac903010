using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API sections 3.7 and 3.8: the attributes parameter and the notation of names.</summary>
internal static class Api3_7_Attributes
{
    private static readonly string[] Least = ["schemas", "id", "meta", "externalId"];

    public static CheckGroup Group { get; } = new("SCIM11-API-3.7", "SCIM 1.1: attributes and their names",
    [
        // "MUST contain no other attributes or Sub-Attributes than those explicitly requested."
        new()
        {
            Id = "V1-ATTR-001", Title = "attributes limits what is returned",
            Verifies = ["SCIM11-API-3.7-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = await scim.V1.ReadAsync(user, "?attributes=userName");
                reply.Expect("userName").IsIgnoringCase(user.UserName);
                var more = ((JsonObject)reply.Json!).Select(m => m.Key).Where(n => !Least.Append("userName").Contains(n, StringComparer.OrdinalIgnoreCase)).ToList();
                reply.Judge(more.Count == 0, "nothing but the minimum and userName", string.Join(", ", more));
            },
        },
        new()
        {
            Id = "V1-ATTR-002", Title = "attributes limits the resources of a list",
            Verifies = ["SCIM11-API-3.7-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetAsync("/Users?attributes=userName&count=3")).Require(r => r.Is(200).WithJsonObject());
                CheckContext.Require(reply.Resources.Count > 0, "the list is empty");
                var more = reply.Resources.SelectMany(r => r).Select(m => m.Key).Distinct().Where(n => !Least.Append("userName").Contains(n, StringComparer.OrdinalIgnoreCase)).ToList();
                reply.Judge(more.Count == 0 && reply.Resources.All(r => r.Member("userName").Text() is not null), "userName of each, and nothing but the minimum besides", string.Join(", ", more));
            },
        },

        // "attributes are identified by prefixing the attribute name with its schema URN"; "Consumers MAY omit core schema attribute URN prefixes".
        new()
        {
            Id = "V1-NAME-001", Title = "a core attribute is found by its full name",
            Verifies = ["SCIM11-API-3.8-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                (await scim.V1.ReadAsync(user, $"?attributes={Scim11Face.Core}:userName")).Expect("userName").IsIgnoringCase(user.UserName);
            },
        },
        new()
        {
            Id = "V1-NAME-002", Title = "an extension attribute is found by its full name",
            Verifies = ["SCIM11-API-3.8-01"], Needs = [Needs.Scim11Capability("filter"), Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var department = scim.NewName();
                var user = await scim.V1.CreateUserAsync($$$"""{"schemas":["{{{Scim11Face.Core}}}","{{{Scim11Face.Enterprise}}}"],"{{{Scim11Face.Enterprise}}}":{"department":"{{{department}}}"}}""");
                (await scim.V1.FilterAsync($"{Scim11Face.Enterprise}:department eq {Scim11Steps.Quote(department)}")).ExpectExactly(user);
            },
        },

        // "All facets (URN, attribute and Sub-Attribute name) of the fully encoded Attribute name are case insensitive."
        new()
        {
            Id = "V1-NAME-003", Title = "letter case of names does not matter in filters",
            Verifies = ["SCIM11-API-3.8-02"], Needs = [Needs.Scim11Capability("filter")],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                (await scim.V1.FilterAsync($"USERNAME Eq {Scim11Steps.Quote(user.UserName)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "V1-NAME-004", Title = "letter case of names does not matter in the attributes parameter",
            Verifies = ["SCIM11-API-3.8-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                (await scim.V1.ReadAsync(user, $"?attributes={Scim11Face.Core.ToUpperInvariant()}:USERNAME")).Expect("userName").IsIgnoringCase(user.UserName);
            },
        },
    ]);
}
