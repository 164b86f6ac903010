using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.3: creations that conflict or cannot be read, and values that have to survive.</summary>
internal static class S3_3_CreateRefused
{
    public static CheckGroup Group { get; } = new("RFC7644-3.3-REFUSED", "Creations that are refused, and values that survive",
    [
        // "the service provider MUST return HTTP status code 409 (Conflict) with a "scimType" error code of "uniqueness"".
        new()
        {
            Id = "CREATE-020", Title = "a second user of the same userName is refused with 409 uniqueness",
            Verifies = ["RFC7644-3.3-08"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PostAsync(scim.Users, scim.NewUser($$"""{"userName":"{{user.UserName}}"}"""))).Accept(r => r.Is(409).WithScimType("uniqueness"));
            },
        },

        // A refused creation is no update in disguise.
        new()
        {
            Id = "CREATE-021", Title = "a conflicting creation leaves the existing user as it was",
            Verifies = ["RFC7644-3.3-09"], Needs = [Needs.Users, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"First"}""");
                (await scim.PostAsync(scim.Users, scim.NewUser($$"""{"userName":"{{user.UserName}}","nickName":"Second"}"""))).Require(r => r.IsClientError());
                (await scim.ReadAsync(user)).Expect("nickName").Is("First");
            },
        },

        // Bodies that are no JSON object of the right form are client errors.
        new()
        {
            Id = "CREATE-022", Title = "malformed JSON is refused with 400",
            Verifies = ["RFC7644-3.3-10"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(scim.Users, "{\"userName\":")).Accept(r => r.Is(400)),
        },
        new()
        {
            Id = "CREATE-023", Title = "a number where a string belongs is refused with 400",
            Verifies = ["RFC7644-3.3-11"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["userName"] = 1234567;
                (await scim.PostAsync(scim.Users, body)).Accept(r => r.Is(400));
            },
        },
        new()
        {
            Id = "CREATE-024", Title = "a string where a complex value belongs is refused with 400",
            Verifies = ["RFC7644-3.3-11"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["name"] = "Bob";
                (await scim.PostAsync(scim.Users, body)).Accept(r => r.Is(400));
            },
        },
        new()
        {
            Id = "CREATE-025", Title = "a creation without a body is refused with a 4xx status",
            Verifies = ["RFC7644-3.3-12"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(scim.Users, "")).Accept(r => r.IsClientError()),
        },

        // JSON text is Unicode: one-, two-, three- and four-byte code points survive.
        new()
        {
            Id = "CREATE-026", Title = "characters outside ASCII survive",
            Verifies = ["RFC7644-3.3-13"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"displayName":"Zo\u00eb \u5f20\u4f1f \ud83d\ude80"}""");
                (await scim.ReadAsync(user)).Expect("displayName").Is("Zo\u00eb \u5f20\u4f1f \U0001F680");
            },
        },
        new()
        {
            Id = "CREATE-027", Title = "a long value survives",
            Verifies = ["RFC7644-3.3-13"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var text = string.Concat(Enumerable.Repeat("0123456789", 20));
                var reply = await scim.PostAsync(scim.Users, scim.NewUser(new JsonObject { ["displayName"] = text }.ToJsonString()));
                CheckContext.ApplicableIf(reply.Status != 400, "the endpoint refuses a display name of 200 characters");
                reply.Require(r => r.Is(201).WithResource());
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(reply.At("id").Text()!)}")).Expect("displayName").Is(text);
            },
        },
    ]);
}
