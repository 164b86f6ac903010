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
        // The same rules hold for comparing: a lookup finds the name in either form.
        new()
        {
            Id = "PRECIS-002", Title = "a filter finds a user name in another composition of accents",
            Verifies = ["RFC7644-5-01"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var name = scim.NewName();
                var user = await CreateNamedAsync(scim, scim.Email(name + "-caf\u00E9"));
                await ExpectFoundAsync(scim, user, $"userName eq \"{scim.Email(name + "-cafe\u0301")}\"");
            },
        },

        // RFC 7613 sections 3.2.2 and 3.3.2: map fullwidth and halfwidth characters to their decomposition mappings.
        new()
        {
            Id = "PRECIS-003", Title = "user names that differ only in the width of letters are the same",
            Verifies = ["RFC7644-5-01"], Given = [TrialStep.Create], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = scim.NewName();
                await JudgeTakenAsync(scim, scim.Email(name + "-abc"), scim.Email(name + "-\uFF41\uFF42\uFF43"));
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
                var plain = await scim.FilterAsync(scim.Users, $"displayName eq \"ÅNGSTRÖM {scim.Prefix.ToUpperInvariant()}\"");
                CheckContext.Require(
                    plain.Require(r => r.Is(200)).Ids.Contains(user.Id), "filters by displayName do not ignore the letter case of plain ASCII letters, which CHARACTERISTIC-CASE-002 judges");
                var found = (await scim.FilterAsync(scim.Users, $"displayName eq \"ångström {scim.Prefix}\"")).Require(r => r.Is(200));
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

        // Letter case is not a matter of ASCII, and not of the server's locale.
        new()
        {
            Id = "UNICODE-003", Title = "a filter finds Greek and Cyrillic user names in other letter case",
            Verifies = ["RFC7644-7.8-01"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var name = scim.NewName();
                var user = await CreateNamedAsync(scim, scim.Email(name + "-\u0418\u0412\u0410\u041D-\u0391\u03A9"));
                await RequireFoldingAsync(scim, user, name.ToUpperInvariant() + "-\u0418\u0412\u0410\u041D-\u0391\u03A9");
                await ExpectFoundAsync(scim, user, $"userName eq \"{scim.Email(name + "-\u0438\u0432\u0430\u043D-\u03B1\u03C9")}\"");
            },
        },

        new()
        {
            Id = "UNICODE-004", Title = "a filter finds a user name with the letter I in other letter case, whatever the server's locale",
            Verifies = ["RFC7644-7.8-01"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var name = scim.NewName();
                var user = await CreateNamedAsync(scim, scim.Email(name + "-ISTIKLAL"));
                await RequireFoldingAsync(scim, user, name + "-IstIklal");
                await ExpectFoundAsync(scim, user, $"userName eq \"{scim.Email(name + "-istiklal")}\"");
            },
        },
    ]);

    private static async Task<ScimResource> CreateNamedAsync(CheckContext scim, string userName)
    {
        var body = scim.NewUser();
        body["userName"] = userName;
        var reply = await scim.PostAsync(scim.Users, body.DeepClone());
        CheckContext.ApplicableIf(reply.Status != 400, "user names beyond ASCII are refused");
        reply.Require(r => r.Is(201).WithResource());
        return new ScimResource($"{scim.Users}/{Uri.EscapeDataString(reply.At("id").Text()!)}", reply.At("id").Text()!, body, reply);
    }

    /// <summary>Whether filters by userName ignore letter case at all, USER-NAME-006 judges.</summary>
    private static async Task RequireFoldingAsync(CheckContext scim, ScimResource user, string name)
    {
        var found = await scim.FilterAsync(scim.Users, $"userName eq \"{scim.Email(name)}\"");
        CheckContext.Require(found.Ids.Contains(user.Id), "filters by userName do not ignore the letter case of plain ASCII letters, which USER-NAME-006 judges");
    }

    private static async Task ExpectFoundAsync(CheckContext scim, ScimResource user, string filter)
    {
        var found = (await scim.FilterAsync(scim.Users, filter)).Require(r => r.Is(200));
        found.Judge(found.Ids.Contains(user.Id), $"user {user.UserName} found", $"{found.Ids.Count} other result(s)");
    }

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
