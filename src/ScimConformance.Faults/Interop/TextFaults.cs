using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Interop;

/// <summary>What databases, drivers and gateways do to names that are not written in ASCII.</summary>
internal static class TextFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Shown("latin-as-two-letters", "UTF-8 of a user name is shown as Latin-1", ["TEXT-USERNAME-001"], "userName", n =>
            n.Contains('\u00E9') ? n.Replace("\u00E9", "\u00C3\u00A9", StringComparison.Ordinal) : n),
        Stored("combining-marks-lost", "User names lose combining marks", ["TEXT-USERNAME-002"], "/Users", "userName", n => string.Concat(n.Where(c => c is < '\u0300' or > '\u036F'))) with
        {
            SeenElsewhere = "the name without its marks is another name",
        },
        Stored("user-name-without-emoji", "User names lose what has four bytes in UTF-8", ["TEXT-USERNAME-003", "TEXT-USERNAME-005", "TEXT-USERNAME-007", "TEXT-USERNAME-009"], "/Users", "userName", WithoutSurrogates),
        Shown("right-to-left-reversed", "Right-to-left names are shown back to front", ["TEXT-USERNAME-004"], "userName", n =>
            n.Any(IsHebrew) ? string.Concat(n.Where(c => !IsHebrew(c))) + string.Concat(n.Where(IsHebrew).Reverse()) : n),
        NotFound("filter-compares-composition", "A filter compares accents as they are composed", ["PRECIS-002"], f => f.Any(c => c is >= '\u0300' and <= '\u036F')),
        NotFound("filter-decoded-as-latin-1", "Filters are decoded as Latin-1", ["TEXT-USERNAME-006"], f => f.Contains('\u00C5')),
        NotFound("filter-without-four-bytes", "A filter knows no characters of four bytes in UTF-8", ["TEXT-USERNAME-007", "TEXT-USERNAME-009", "FILTER-LITERAL-005"], f => f.Any(char.IsSurrogate)),
        NotFound("filter-without-hebrew", "A filter is converted to a code page that has no right-to-left letters", ["TEXT-USERNAME-008"], f => f.Any(IsHebrew)),
        Stored("user-name-cut", "User names are cut at 255 characters", ["TEXT-USERNAME-010"], "/Users", "userName", n => n.Length > 255 ? n[..255] : n),
        Stored("joiners-stripped-by-post", "POST strips invisible characters from names", ["TEXT-NAME-001"], "/Users", "displayName", WithoutJoiners),
        new()
        {
            Id = "line-separators-lost-by-put", Title = "PUT turns line separators into blanks", Breaks = ["TEXT-NAME-002"],
            Wire = async e =>
            {
                if (e.Is("PUT", "/Users/{id}") && e.RequestJson is JsonObject body && body.Text("displayName") is { } name)
                {
                    body["displayName"] = name.Replace('\u2028', ' ').Replace('\u2029', ' ');
                    e.RequestJson = body;
                }

                await e.NextAsync();
            },
        },
        Rfc7644.Patch.PatchFault.Changed("emoji-lost-by-patch", "PATCH turns emoji into question marks", ["TEXT-NAME-003"],
            o => o["value"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Any(char.IsSurrogate),
            o => o["value"] = string.Concat(((string)o["value"]!).Select(c => char.IsSurrogate(c) ? '?' : c))),
        Stored("group-name-without-emoji", "Names of groups lose what has four bytes in UTF-8", ["TEXT-GROUP-001"], "/Groups", "displayName", WithoutSurrogates),
        NotFound("filter-escaped-pair-unread", "Of a pair of escapes each half is read alone", ["FILTER-LITERAL-006"], f => f.Contains("\\ud83d", StringComparison.OrdinalIgnoreCase)),
        Stored("full-width-names-differ", "Full-width letters make another user name", ["PRECIS-003"], "/Users", "userName", n =>
            n.Any(c => c is >= '\uFF41' and <= '\uFF5A') ? "wide-" + n : n),
        NotFound("filter-folds-latin-only", "Filters ignore letter case in Latin letters only", ["UNICODE-003"], f => f.Any(c => c is >= '\u0430' and <= '\u044F')),
        NotFound("filter-folds-as-in-turkey", "Letter case is folded as in Turkey, where I is not the capital of i", ["UNICODE-004"], f => f.Contains("-istiklal", StringComparison.Ordinal)),
    ];

    private static bool IsHebrew(char c) => c is >= '\u0590' and <= '\u05FF';

    private static string WithoutSurrogates(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));

    private static string WithoutJoiners(string text) => string.Concat(text.Where(c => c is not ('\u200C' or '\u200D' or '\u200F')));

    /// <summary>A text of a new resource that is stored otherwise than it was sent.</summary>
    private static Fault Stored(string id, string title, IReadOnlyList<string> breaks, string endpoint, string attribute, Func<string, string> change) =>
        Fault.OnRequest(id, title, breaks, e =>
        {
            if (e.Is("POST", endpoint) && e.RequestJson is JsonObject body && body.Text(attribute) is { } text && change(text) is var other && other != text)
            {
                body[attribute] = other;
                e.RequestJson = body;
            }
        });

    /// <summary>A text of users that is shown otherwise than it is stored.</summary>
    private static Fault Shown(string id, string title, IReadOnlyList<string> breaks, string attribute, Func<string, string> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        foreach (var user in e.ResponseResources.Where(r => r.Text(attribute) is not null))
        {
            user[attribute] = change(user.Text(attribute)!);
        }
    });

    private static Fault NotFound(string id, string title, IReadOnlyList<string> breaks, Func<string, bool> when) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is("GET", "/Users") && e.Parameter("filter") is { } filter && when(filter))
        {
            e.Query = "?filter=" + Uri.EscapeDataString("userName eq \"no-such-user\"");
        }
    });
}
