using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.1: protocol messages and the state they show.</summary>
internal static class S3_1_Messages
{
    private const string MessageUrn = "urn:ietf:params:scim:api:";

    public static CheckGroup Group { get; } = new("RFC7644-3.1", "Protocol messages",
    [
        // A message has '"schemas" ... with a URI whose namespace prefix MUST begin with "urn:ietf:params:scim:api:"'.
        new()
        {
            Id = "MESSAGE-001", Title = "a list carries a protocol message URN",
            Verifies = ["RFC7644-3.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.GetAsync(scim.Users + "?count=1")).Require(r => r.Is(200).WithJsonObject());
                reply.Expect("schemas").Satisfies(OnlyMessages, "an array of URIs that begin with " + MessageUrn);
            },
        },
        new()
        {
            Id = "MESSAGE-002", Title = "an error carries a protocol message URN",
            Verifies = ["RFC7644-3.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}")).Require(r => r.IsClientError().WithJsonObject());
                reply.Expect("schemas").Satisfies(OnlyMessages, "an array of URIs that begin with " + MessageUrn);
            },
        },

        // Message schemas "SHALL NOT be discoverable using the "/Schemas" endpoint".
        new()
        {
            Id = "MESSAGE-003", Title = "/Schemas lists no message schema",
            Verifies = ["RFC7644-3.1-02"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                var reply = (await scim.GetAsync("/Schemas")).Require(r => r.Is(200));
                var messages = reply.Ids.Where(id => id.StartsWith(MessageUrn, StringComparison.OrdinalIgnoreCase)).ToList();
                reply.Judge(messages.Count == 0, "no schema whose id begins with " + MessageUrn, string.Join(", ", messages));
            },
        },
        new()
        {
            Id = "MESSAGE-004", Title = "a message schema cannot be fetched from /Schemas",
            Verifies = ["RFC7644-3.1-02"], Needs = [Needs.Schemas],
            Run = async scim => (await scim.GetAsync("/Schemas/urn:ietf:params:scim:api:messages:2.0:PatchOp")).Accept(r => r.IsClientError()),
        },

        // "in a SCIM PUT request, "readOnly" attributes are ignored": a client may send back what it read.
        new()
        {
            Id = "MESSAGE-005", Title = "a resource can be sent back by PUT as it was read",
            Verifies = ["RFC7644-3.1-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                (await scim.PutAsync(user.Target, before.Json!.DeepClone())).Accept(r => r.Is(200), r => r.Is(204));
                var after = await scim.ReadAsync(user);
                scim.ExpectSame(after, after.Json, before.Json, "before the PUT");
            },
        },

        // "SCIM responses SHALL reflect resource state as interpreted by the SCIM service provider."
        new()
        {
            Id = "MESSAGE-006", Title = "the answer to a creation shows what was stored",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"  Babs \u00e9 "}""");
                CheckContext.ApplicableIf(user.Reply.Json is JsonObject, "the answer to a creation has no body");
                scim.ExpectSame(user.Reply, user.Reply.Json, (await scim.ReadAsync(user)).Json, "an immediate GET");
            },
        },
        new()
        {
            Id = "MESSAGE-007", Title = "the answer to a PUT shows what was stored",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var body = ((JsonObject)user.Sent.DeepClone()).MergeFrom(ScimJson.Object("""{"nickName":"Babs"}"""));
                var reply = (await scim.PutAsync(user.Target, body)).Require(r => r.Is(200).WithJsonObject());
                scim.ExpectSame(reply, reply.Json, (await scim.ReadAsync(user)).Json, "an immediate GET");
            },
        },
        new()
        {
            Id = "MESSAGE-008", Title = "the answer to a PATCH, if it has a body, shows what was stored",
            Verifies = ["RFC7644-3.1-05"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"Barbara"}""");
                var reply = await scim.PatchAsync(user.Target + "?attributes=nickName", """{"op":"replace","path":"nickName","value":"Babs"}""");
                reply.Require(r => r.Is(200, 204));
                var now = (await scim.ReadAsync(user)).At("nickName").Text();
                reply.Accept(r => r.Is(204), r => r.Is(200).With(reply.At("nickName").Text() == now, $"with nickName \"{now}\" as an immediate GET shows it"));
            },
        },
    ]);

    private static bool OnlyMessages(JsonNode? schemas) => schemas is JsonArray { Count: > 0 } array
        && array.All(s => s.Text()?.StartsWith(MessageUrn, StringComparison.OrdinalIgnoreCase) == true);
}
