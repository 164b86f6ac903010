using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 sections 2.3.8 and 2.5: order of members, unassigned and null values.</summary>
internal static class S2_5_Unassigned
{
    public static CheckGroup Group { get; } = new("RFC7643-2.5", "Order of members, unassigned and null values",
    [
        // Servers and clients MUST NOT require or expect attributes to be in any specific order.
        new()
        {
            Id = "ORDER-001", Title = "POST reads members in any order",
            Verifies = ["RFC7643-2.3.8-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var body = scim.NewUser();
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, Reversed(body)!)).Accept(r => r.IsSuccess()));
                reply.Expect("userName").IsIgnoringCase(body["userName"].Text()!);
            },
        },

        // Servers and clients MUST NOT require or expect attributes to be in any specific order.
        new()
        {
            Id = "ORDER-002", Title = "PATCH reads members in any order",
            Verifies = ["RFC7643-2.3.8-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var request = new ScimRequest("PATCH", user.Target).WithBody(
                    """{"Operations":[{"value":"Babs","path":"displayName","op":"replace"}],"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""");
                (await scim.SendAsync(request)).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.ReadAsync(user)).Expect("displayName").Is("Babs");
            },
        },

        // Unassigned attributes, the null value, or an empty array SHALL be considered to be equivalent in "state".
        new()
        {
            Id = "NULL-001", Title = "POST takes null and an empty array as unassigned",
            Verifies = ["RFC7643-2.5-01"], Needs = [Needs.Users, Needs.OptionalUserAttribute("nickName"), Needs.OptionalUserAttribute("roles")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["nickName"] = null;
                body["roles"] = new JsonArray();
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect("nickName").IsUnassigned();
                reply.Expect("roles").IsUnassigned();
            },
        },

        // Unassigned attributes, the null value, or an empty array SHALL be considered to be equivalent in "state".
        new()
        {
            Id = "NULL-002", Title = "a user created with null and an empty array does not match pr",
            Verifies = ["RFC7643-2.5-01"],
            Needs = [Needs.Users, Needs.Filter, Needs.OptionalUserAttribute("nickName"), Needs.OptionalUserAttribute("roles")],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["nickName"] = null;
                body["roles"] = new JsonArray();
                var user = await scim.CreateAsync(scim.Users, body);
                foreach (var attribute in new[] { "nickName", "roles" })
                {
                    var list = await scim.FilterAsync(scim.Users, $"""userName eq "{user.UserName}" and {attribute} pr""");
                    list.UnlessDeclined($"a filter by userName eq … and {attribute} pr").Require(r => r.Is(200));
                    list.Judge(!list.Ids.Contains(user.Id), $"no match for {attribute} pr", list.Describe());
                }
            },
        },

        // Assigning an attribute with the value "null" or an empty array has the effect of making the attribute "unassigned".
        new()
        {
            Id = "NULL-003", Title = "PUT with null unassigns an attribute",
            Verifies = ["RFC7643-2.5-02"], Needs = [Needs.Users, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
                (await scim.ReplaceAsync(user, """{"title":null}""")).RequirePutOffered().Accept(r => r.IsSuccess());
                (await scim.ReadAsync(user)).Expect("title").IsUnassigned();
            },
        },

        // Assigning an attribute with the value "null" or an empty array has the effect of making the attribute "unassigned".
        new()
        {
            Id = "NULL-004", Title = "PUT with an empty array unassigns a multi-valued attribute",
            Verifies = ["RFC7643-2.5-02"], Needs = [Needs.Users, Needs.OptionalUserAttribute("roles")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"roles":[{"value":"guide"}]}""");
                (await scim.ReplaceAsync(user, """{"roles":[]}""")).RequirePutOffered().Accept(r => r.IsSuccess());
                (await scim.ReadAsync(user)).Expect("roles").IsUnassigned();
            },
        },

        // Unassigned attributes MAY be omitted for compactness.
        new()
        {
            Id = "NULL-005", Title = "unassigned attributes are left out of representations",
            Verifies = ["RFC7643-2.5-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                read.ExpectNone(((JsonObject)read.Json!).Where(m => m.Value.IsUnassigned()).Select(m => m.Key), "no member that is null or []");
            },
        },
    ]);

    /// <summary>A user attribute that can be written, read back, and left out.</summary>
    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject obj => new JsonObject(obj.Reverse().Select(m => KeyValuePair.Create(m.Key, Reversed(m.Value)))),
        JsonArray array => new JsonArray(array.Select(Reversed).ToArray()),
        _ => node?.DeepClone(),
    };
}
