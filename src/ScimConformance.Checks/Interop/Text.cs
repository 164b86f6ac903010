using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Names in any script. What an endpoint does not want it may refuse; what it takes it has to keep.</summary>
internal static partial class Text
{
    private const string Composed = "caf\u00E9-\u00C5ngstr\u00F6m";
    private const string Decomposed = "cafe\u0301-A\u030Angstro\u0308m";
    private const string Emoji = "\U0001F600-\U0001F469\u200D\U0001F4BB";
    private const string RightToLeft = "\u05D3\u05D5\u05D3-\u0645\u062D\u0645\u062F";
    private const string Ideographs = "\u5F20\u4F1F-\U00020BB7\u91CE";

    /// <summary>Texts that something on the way tends to spoil.</summary>
    private static readonly Dictionary<string, string> Fragile = new()
    {
        ["combining marks"] = "Z\u0351\u036Balgo q\u0307\u0323",
        ["a family of emoji with joiners"] = "\U0001F468\u200D\U0001F469\u200D\U0001F467 Test",
        ["letters beyond the basic plane"] = "\U00020BB7\u91CE \U00010400",
        ["right-to-left letters and marks"] = "\u200F\u05D3\u05D5\u05D3\u200F (David)",
        ["a zero-width non-joiner"] = "\u0639\u0644\u06CC\u200C\u0631\u0636\u0627",
        ["a line separator"] = "one\u2028two\u2029three",
        ["a soft hyphen and a no-break space"] = "Donau\u00ADdampf\u00A0schiff",
        ["capital sharp s, dotless i, long s"] = "\u1E9E \u0131 \u0130 \u017F",
    };

    private static IEnumerable<KeyValuePair<string, string>[]> Halves => Fragile.Chunk(4);

    public static CheckGroup Group { get; } = new("TEXT", "names in any script",
    [
        Kept("TEXT-USERNAME-001", "a userName with composed accents is refused or kept", Composed),
        Kept("TEXT-USERNAME-002", "a userName with decomposed accents is refused or kept", Decomposed),
        Kept("TEXT-USERNAME-003", "a userName with emoji is refused or kept", Emoji),
        Kept("TEXT-USERNAME-004", "a userName of right-to-left letters is refused or kept", RightToLeft),
        Kept("TEXT-USERNAME-005", "a userName of ideographs, one of them beyond the basic plane, is refused or kept", Ideographs),
        Found("TEXT-USERNAME-006", "a userName with accents, once taken, is found", Composed),
        Found("TEXT-USERNAME-007", "a userName with emoji, once taken, is found", Emoji),
        Found("TEXT-USERNAME-008", "a userName of right-to-left letters, once taken, is found", RightToLeft),
        Found("TEXT-USERNAME-009", "a userName of ideographs, once taken, is found", Ideographs),
        new()
        {
            Id = "TEXT-USERNAME-010", Title = "a userName of 1,000 characters is refused or kept whole",
            Verifies = ["INTEROP-TEXT-03"], Given = [TrialStep.Create], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = Name(scim, new string('x', 1000));
                var reply = (await PostAsync(scim, name)).Accept(r => r.Is(201), r => r.IsClientError());
                if (reply.Status == 201)
                {
                    (await scim.ReadCreatedAsync(scim.Users, reply)).Expect("userName").IsIgnoringCase(name);
                }
            },
        },
        new()
        {
            Id = "TEXT-NAME-001", Title = "names with fragile characters are refused or kept when a user is created",
            Verifies = ["INTEROP-TEXT-04"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                foreach (var names in Halves)
                {
                    await TogetherOrAloneAsync(names, async some =>
                    {
                        var body = scim.NewUser();
                        body["displayName"] = Joined(some);
                        var reply = (await scim.PostAsync(scim.Users, Raw(body))).Accept(r => r.Is(201), r => r.IsClientError());
                        if (reply.Status == 201)
                        {
                            ExpectKept(await scim.ReadCreatedAsync(scim.Users, reply), some);
                        }

                        return reply.Status == 201;
                    });
                }
            },
        },
        new()
        {
            Id = "TEXT-NAME-002", Title = "names with fragile characters are refused or kept in PUT",
            Verifies = ["INTEROP-TEXT-04"], Given = [TrialStep.Replace], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = scim => ExpectKeptAsync(scim, (user, text) => scim.SendAsync(
                new ScimRequest("PUT", user.Target).WithBody(Raw(user.Replacement(new JsonObject { ["displayName"] = text }.ToJsonString()))))),
        },
        new()
        {
            Id = "TEXT-NAME-003", Title = "names with fragile characters are refused or kept in PATCH",
            Verifies = ["INTEROP-TEXT-04"], Given = [TrialStep.Patch], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = scim => ExpectKeptAsync(scim, (user, text) => scim.PatchAsync(
                user, Raw(new JsonObject { ["op"] = "replace", ["path"] = "displayName", ["value"] = text }))),
        },
        new()
        {
            Id = "TEXT-GROUP-001", Title = "a group's name beyond ASCII is refused or kept",
            Verifies = ["INTEROP-TEXT-05"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                foreach (var text in new[] { Decomposed, Emoji, RightToLeft, Ideographs })
                {
                    var body = scim.NewGroup();
                    body["displayName"] = $"{scim.NewName()}-{text}";
                    var reply = (await scim.PostAsync(scim.Groups, Raw(body))).Accept(r => r.Is(201), r => r.IsClientError());
                    if (reply.Status == 201)
                    {
                        ExpectKept(await scim.ReadCreatedAsync(scim.Groups, reply), body["displayName"].Text()!, text);
                    }
                }
            },
        },
    ]);

    private static ConformanceCheck Kept(string id, string title, string text) => new()
    {
        Id = id, Title = title, Verifies = ["INTEROP-TEXT-01"], Given = [TrialStep.Create], Needs = [Needs.Users],
        Run = async scim =>
        {
            var name = Name(scim, text);
            var reply = (await PostAsync(scim, name)).Accept(r => r.Is(201), r => r.IsClientError());
            if (reply.Status == 201)
            {
                (await scim.ReadCreatedAsync(scim.Users, reply)).Expect("userName").Satisfies(n => IsSame(n.Text(), name, ignoreCase: true), $"\"{name}\"");
            }
        },
    };

    private static ConformanceCheck Found(string id, string title, string text) => new()
    {
        Id = id, Title = title, Verifies = ["INTEROP-TEXT-02"], Given = [TrialStep.Filter], Needs = [Needs.Users, Needs.Filter],
        Run = async scim =>
        {
            var name = Name(scim, text);
            var reply = await PostAsync(scim, name);
            CheckContext.ApplicableIf(reply.Status == 201, $"the endpoint refuses such a userName: {reply.Describe()}");
            var found = await scim.FindUsersAsync($"userName eq \"{name}\"");
            found.Judge(found.Status == 200 && found.Ids.SequenceEqual([reply.At("id").Text()!]), $"the user found by \"{name}\"", found.Describe());
        },
    };

    private static async Task ExpectKeptAsync(CheckContext scim, Func<ScimResource, string, Task<ScimResponse>> send)
    {
        var user = await scim.CreateUserAsync();
        foreach (var names in Halves)
        {
            await TogetherOrAloneAsync(names, async some =>
            {
                var reply = (await send(user, Joined(some))).Accept(r => r.Is(200, 204), r => r.IsClientError());
                if (reply.IsSuccess)
                {
                    ExpectKept(await scim.ReadAsync(user), some);
                }

                return reply.IsSuccess;
            });
        }
    }

    /// <summary>Several names in one request, which somebody's real system pays for; each alone where they are refused together, since one that is not wanted says nothing about the others.</summary>
    private static async Task TogetherOrAloneAsync(KeyValuePair<string, string>[] names, Func<KeyValuePair<string, string>[], Task<bool>> tryAsync)
    {
        if (await tryAsync(names))
        {
            return;
        }

        foreach (var name in names)
        {
            await tryAsync([name]);
        }
    }

    private static string Joined(KeyValuePair<string, string>[] names) => string.Join(" / ", names.Select(n => n.Value));

    private static void ExpectKept(ScimResponse read, KeyValuePair<string, string>[] names)
    {
        var kept = read.At("displayName").Text()?.Normalize(NormalizationForm.FormC) ?? "";
        var spoilt = names.Where(n => !kept.Contains(n.Value.Normalize(NormalizationForm.FormC), StringComparison.Ordinal)).Select(n => n.Key).ToList();
        ExpectKept(read, Joined(names), string.Join(", ", spoilt.Count > 0 ? spoilt : names.Select(n => n.Key)));
    }

    private static void ExpectKept(ScimResponse read, string text, string kind) =>
        read.Expect("displayName").Satisfies(n => IsSame(n.Text(), text, ignoreCase: false), $"\"{text}\", with {kind}");

    private static bool IsSame(string? got, string sent, bool ignoreCase) => string.Equals(
        got?.Normalize(NormalizationForm.FormC), sent.Normalize(NormalizationForm.FormC), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string Name(CheckContext scim, string text) => scim.Email($"{scim.NewName()}-{text}");

    private static Task<ScimResponse> PostAsync(CheckContext scim, string userName)
    {
        var body = scim.NewUser();
        body["userName"] = userName;
        return scim.PostAsync(scim.Users, Raw(body));
    }

    /// <summary>JSON with every character as itself, as identity providers send it; the serializer escapes what is beyond the basic plane.</summary>
    private static string Raw(JsonObject json) => EscapedPair().Replace(json.ToJsonString(ScimJson.Compact), m => string.Concat(Unit(m.Groups[1]), Unit(m.Groups[2])));

    private static char Unit(System.Text.RegularExpressions.Group hex) => (char)ushort.Parse(hex.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex EscapedPair();
}
