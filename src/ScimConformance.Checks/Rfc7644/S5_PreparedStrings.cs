using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 sections 5 and 7.8: preparing and comparing international strings.</summary>
internal static class S5_PreparedStrings
{
    /// <summary>Section 5: preparation before comparison.</summary>
    public static CheckGroup Group { get; } = new("RFC7644-5", "preparing strings before comparison",
    [
        // "Before comparing or evaluating the uniqueness of a "userName" ... MUST use the ... (PRECIS) preparation and comparison rules"; RFC 7613 section 3.2.2 normalizes to form C.
        new()
        {
            Id = "PRECIS-001", Title = "user names that differ only in the composition of accents are the same",
            Verifies = ["RFC7644-5-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = scim.NewName();
                await JudgeTakenAsync(scim, scim.Email("caf\u00E9-" + name), scim.Email("cafe\u0301-" + name));
            },
        },
    ]);

    /// <summary>Section 7.8: comparison without regard to letter case.</summary>
    public static CheckGroup Comparison { get; } = new("RFC7644-7.8", "comparing international strings",
    [
        // "When comparing Unicode strings such as those in query filters ..., strings MUST be appropriately prepared before comparison."
        new()
        {
            Id = "UNICODE-001", Title = "a filter finds accented letters in other letter case",
            Verifies = ["RFC7644-7.8-01"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(
                    scim.Profile.Attribute(scim.Profile.Users, "displayName") is { CaseExact: false }, "displayName is not declared with caseExact false");
                var user = await scim.CreateUserAsync($$"""{"displayName":"ÅNGSTRÖM {{scim.Prefix}}"}""");
                var found = await scim.FilterAsync(scim.Users, $"displayName eq \"ångström {scim.Prefix}\"");
                found.Require(r => r.Is(200));
                found.Judge(found.Ids.Contains(user.Id), $"user {user.Id} found", $"{found.Ids.Count} other result(s)");
            },
        },

        // "or testing for uniqueness of usernames"
        new()
        {
            Id = "UNICODE-002", Title = "user names that differ only in the letter case of accented letters are the same",
            Verifies = ["RFC7644-7.8-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = scim.NewName();
                await JudgeTakenAsync(scim, scim.Email("åsa-" + name), scim.Email("ÅSA-" + name));
            },
        },
    ]);

    private static async Task JudgeTakenAsync(CheckContext scim, string first, string second)
    {
        var one = scim.NewUser();
        one["userName"] = first;
        var reply = await scim.PostAsync(scim.Users, one);
        CheckContext.ApplicableIf(reply.Status != 400, "user names beyond ASCII are refused");
        reply.Require(r => r.Is(201));
        var two = scim.NewUser();
        two["userName"] = second;
        (await scim.PostAsync(scim.Users, (JsonNode)two)).Accept(r => r.Is(409), r => r.Is(400));
    }
}
