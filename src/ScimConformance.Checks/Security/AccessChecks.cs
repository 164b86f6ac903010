using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>Nobody gets in without valid credentials.</summary>
internal static class AccessChecks
{
    public static CheckGroup Group { get; } = new("SECURITY-access", "access without valid credentials",
    [
        new()
        {
            Id = "SECURITY-ACCESS-001", Title = "no resource endpoint can be read without credentials",
            Verifies = ["SECURITY-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeReadsAsync(scim, r => r with { Anonymous = true }),
        },

        new()
        {
            Id = "SECURITY-ACCESS-002", Title = "nothing can be written without credentials",
            Verifies = ["SECURITY-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeWritesAsync(scim, r => r with { Anonymous = true }),
        },

        new()
        {
            Id = "SECURITY-ACCESS-003", Title = "no resource endpoint can be read with a token that nobody issued",
            Verifies = ["SECURITY-02"], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeReadsAsync(scim, r => r.WithHeader("Authorization", $"Bearer {scim.NewName()}")),
        },

        new()
        {
            Id = "SECURITY-ACCESS-004", Title = "nothing can be written with a token that nobody issued",
            Verifies = ["SECURITY-02"], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeWritesAsync(scim, r => r.WithHeader("Authorization", $"Bearer {scim.NewName()}")),
        },

        // A comparison that stops at the shorter text, or that ignores letter case, lets these in.
        new()
        {
            Id = "SECURITY-ACCESS-005", Title = "credentials that are nearly right are refused",
            Verifies = ["SECURITY-02"], Needs = [Needs.Credentials, Needs.Users], Given = [TrialStep.Read],
            Run = async scim =>
            {
                var right = scim.Target.Credentials.Authorization ?? "";
                CheckContext.ApplicableIf(right.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && right.Length > "Bearer t".Length, "the run has no bearer token of two characters or more");
                await JudgeReadAsync(scim, right[..^1]);
                await JudgeReadAsync(scim, right + "x");
                if (right.Skip(7).Any(char.IsAsciiLetter))
                {
                    await JudgeReadAsync(scim, right[..7] + SwapCase(right[7..]));
                }

                await JudgeReadAsync(scim, right[..6]);
            },
        },

        new()
        {
            Id = "SECURITY-ACCESS-006", Title = "no method of any other endpoint works without credentials",
            Verifies = ["SECURITY-01"], Given = [TrialStep.Read], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeEverywhereAsync(scim, r => r with { Anonymous = true }),
        },

        new()
        {
            Id = "SECURITY-ACCESS-007", Title = "no method of any other endpoint works with a token that nobody issued",
            Verifies = ["SECURITY-02"], Given = [TrialStep.Read], Needs = [Needs.Credentials, Needs.Users],
            Run = scim => JudgeEverywhereAsync(scim, r => r.WithHeader("Authorization", $"Bearer {scim.NewName()}")),
        },

        new()
        {
            Id = "SECURITY-ACCESS-008", Title = "every refusal names the schemes and is a SCIM error",
            Verifies = ["SECURITY-14"], Given = [TrialStep.Read], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim =>
            {
                var silent = new List<string>();
                foreach (var request in Requests(scim, scim.Users))
                {
                    foreach (var (kind, sent) in new[] { ("without credentials", request with { Anonymous = true }), ("with wrong ones", request.WithHeader("Authorization", "Bearer wrong")) })
                    {
                        var reply = (await scim.SendAsync(sent)).Accept(r => r.Is(401).WithError(), r => r.Is(405, 501), r => IsNoSearch(r, request));
                        if (reply.Status == 401 && string.IsNullOrWhiteSpace(reply.Header("WWW-Authenticate")))
                        {
                            silent.Add($"{request.Method} {request.Target} {kind}");
                        }
                    }
                }

                scim.Expect(silent.Count == 0, "header WWW-Authenticate in every answer of 401", $"absent from the answers to {string.Join(", ", silent)}");
            },
        },

        new()
        {
            Id = "SECURITY-ACCESS-009", Title = "malformed Authorization headers are refused",
            Verifies = ["SECURITY-15"], Given = [TrialStep.Read], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim =>
            {
                foreach (var header in new[] { "Bearer", "Bearer ,", "Basic", "Basic !!!", "Basic Og==", "Digest username=\"\"", "Bearer " + new string('x', 6000), "=" })
                {
                    var reply = await scim.SendAsync(new ScimRequest("GET", scim.Users).WithHeader("Authorization", header));
                    reply.Judge(reply.Status is >= 400 and <= 499, $"401, or 400, for the header {header[..Math.Min(header.Length, 20)]}", reply.Describe());
                }
            },
        },
        // "none" is an algorithm of RFC 7518, and some libraries believe what a token's header says.
        new()
        {
            Id = "SECURITY-ACCESS-010", Title = "a token that is an unsigned or falsely signed JWT is refused",
            Verifies = ["SECURITY-02"], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim =>
            {
                (await scim.GetOnceAsync($"{scim.Users}?count=1")).Require(r => r.Is(200));
                foreach (var (what, token) in ForgedTokens.From(scim.Target.Credentials.Authorization, scim.NewName()))
                {
                    var reply = await scim.SendAsync(new ScimRequest("GET", $"{scim.Users}?count=1").WithHeader("Authorization", $"Bearer {token}"));
                    reply.Judge(reply.Status is 401 or 400, $"401 for {what}", reply.Describe());
                }
            },
        },
    ]);

    private static async Task JudgeReadsAsync(CheckContext scim, Func<ScimRequest, ScimRequest> withCredentials)
    {
        foreach (var endpoint in scim.Profile.ResourceTypes.Select(t => t.Endpoint).Append(scim.Users).Distinct())
        {
            var reply = await scim.SendAsync(withCredentials(new ScimRequest("GET", endpoint)));
            reply.Accept(r => r.Is(401));
            reply.Judge(reply.Resources.Count == 0, "no resource shown", $"{reply.Resources.Count} resource(s)");
        }

        var user = await scim.CreateUserAsync();
        (await scim.SendAsync(withCredentials(new ScimRequest("GET", user.Target)))).Accept(r => r.Is(401));
        (await scim.SendAsync(withCredentials(new ScimRequest("POST", scim.Users + "/.search").WithBody(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]}""")))).Accept(r => r.Is(401), r => r.Is(404, 405, 501));
    }

    private static async Task JudgeWritesAsync(CheckContext scim, Func<ScimRequest, ScimRequest> withCredentials)
    {
        var user = await scim.CreateUserAsync();
        var before = await scim.ReadAsync(user);
        var patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"stranger"}]}""";
        var put = before.Json!.DeepClone();
        put["displayName"] = "stranger";
        (await scim.SendAsync(withCredentials(new ScimRequest("POST", scim.Users).WithBody(scim.NewUser())))).Accept(r => r.Is(401));
        (await scim.SendAsync(withCredentials(new ScimRequest("PUT", user.Target).WithBody(put)))).Accept(r => r.Is(401), r => r.Is(405, 501));
        (await scim.SendAsync(withCredentials(new ScimRequest("PATCH", user.Target).WithBody(patch)))).Accept(r => r.Is(401), r => r.Is(405, 501));
        (await scim.SendAsync(withCredentials(new ScimRequest("DELETE", user.Target)))).Accept(r => r.Is(401));
        var after = await scim.GetAsync(user.Target);
        after.Accept(r => r.Is(200));
        after.Expect("displayName").Satisfies(name => name.Text() == before.At("displayName").Text(), "as it was before");
    }

    /// <summary>Every endpoint but that of users, which the checks above look at, with every method.</summary>
    private static async Task JudgeEverywhereAsync(CheckContext scim, Func<ScimRequest, ScimRequest> withCredentials)
    {
        foreach (var endpoint in scim.Profile.ResourceTypes.Select(t => t.Endpoint).Where(e => e != scim.Users).Distinct())
        {
            foreach (var request in Requests(scim, endpoint))
            {
                (await scim.SendAsync(withCredentials(request))).Accept(r => r.Is(401), r => r.Is(405, 501), r => IsNoSearch(r, request));
            }
        }

        ScimRequest[] others =
        [
            new("GET", "/Me"),
            new ScimRequest("POST", "/.search").WithBody("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":1}"""),
            new ScimRequest("POST", "/Bulk").WithBody("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[]}"""),
        ];
        foreach (var request in others)
        {
            (await scim.SendAsync(withCredentials(request))).Accept(r => r.Is(401), r => r.Is(404, 405, 501));
        }
    }

    private static ResponsePattern IsNoSearch(ResponsePattern reply, ScimRequest request) =>
        reply.Is(404).With(request.Target.EndsWith("/.search", StringComparison.Ordinal), "for /.search");

    /// <summary>One request with each method; none of them would change anything that exists.</summary>
    private static IEnumerable<ScimRequest> Requests(CheckContext scim, string endpoint)
    {
        var nobody = $"{endpoint}/{CheckContext.UnknownId}";
        const string search = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":1}""";
        const string patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"stranger"}]}""";
        return
        [
            new ScimRequest("GET", endpoint + "?count=1"),
            new ScimRequest("GET", nobody),
            new ScimRequest("POST", endpoint + "/.search").WithBody(search),
            new ScimRequest("POST", endpoint).WithBody(endpoint == scim.Groups ? scim.NewGroup() : scim.NewUser()),
            new ScimRequest("PUT", nobody).WithBody(endpoint == scim.Groups ? scim.NewGroup() : scim.NewUser()),
            new ScimRequest("PATCH", nobody).WithBody(patch),
            new ScimRequest("DELETE", nobody),
        ];
    }

    private static async Task JudgeReadAsync(CheckContext scim, string authorization) =>
        (await scim.SendAsync(new ScimRequest("GET", scim.Users).WithHeader("Authorization", authorization))).Accept(r => r.Is(401), r => r.Is(400));

    private static string SwapCase(string text) =>
        string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
