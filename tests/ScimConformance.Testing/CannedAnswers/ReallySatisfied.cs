namespace ScimConformance.Testing.CannedAnswers;

/// <summary>The checks that a canned answer really satisfies, each with the reason, judged by hand. What is not listed here must not pass.</summary>
public static class ReallySatisfied
{
    private static readonly string[] Errors = ["400-error", "404-error", "409-error", "412-error"];

    private static readonly string[] Refusals = [.. Errors, "400-empty", "404-empty", "501-error"];

    /// <summary>Check, answers, reason.</summary>
    private static readonly (string Check, string[] Answers, string Why)[] Table =
    [
        ("SECURITY-DISCLOSURE-005", ["*"], "no answer repeats the credentials that were sent, whatever it says"),
        ("CONFIG-READONLY-001", ["*"], "the document was read before and after the PUT and is the same"),
        ("TYPES-READONLY-001", [.. Refusals, "400-to-post"], "the POST was refused, and the list that was read after it is the same"),
        ("SCHEMA-READONLY-001", [.. Refusals, "400-to-post"], "the POST was refused, and the list that was read after it has no such schema"),

        ("ERROR-001", [.. Errors, "500-error", "501-error"], "the answer is an Error message"),
        ("ERROR-002", [.. Errors, "500-error", "501-error", "400-to-post"], "the answer is an Error message"),
        ("MESSAGE-002", Errors, "the error has a protocol message URN"),
        ("ENDPOINT-003", [.. Errors, "400-to-post"], "the status in the body is that of the response"),
        ("MEDIA-008", [.. Errors, "400-to-post"], "the error is of type application/scim+json"),
        ("SECURITY-DISCLOSURE-002", [.. Refusals, "500-error", "500-html", "400-to-filter"], "something was refused, and the refusal tells nothing of the program"),
        ("SECURITY-DISCLOSURE-003", ["400-to-patch"], "something was refused, and the refusal tells nothing of the program"),
        ("ME-001", ["501-error"], "501 is what the section asks of a provider without /Me"),
        ("ME-002", ["*"], "a sentence about redirects asks nothing of what does not redirect; anything from 300 to 399 but 308 is noted"),
        ("ERROR-010", ["501-error"], "501 is what the table has for an operation that is not offered"),

        ("MESSAGE-001", ["200-empty-list"], "the list has a protocol message URN"),
        ("LIST-001", ["200-empty-list"], "the unknown parameter did not keep the list from being answered"),
        ("LIST-002", ["200-empty-list"], "an empty list is a ListResponse"),
        ("LIST-020", ["200-empty-list"], "the list of an empty directory is a page"),
        ("PAGE-012", ["200-empty-list"], "the large count was not refused"),
        ("SEARCH-002", ["200-empty-list"], "the search was answered with a list"),
        ("SEARCH-007", ["200-empty-list"], "a search for a name that nobody has finds nobody"),
        ("ENTRA-CONNECT-001", ["200-empty-list"], "Test Connection asks for a user that does not exist"),
        ("ENTRA-CONNECT-002", ["200-empty-list"], "Test Connection asks for a user that does not exist"),
        ("ENTRA-CONNECT-003", ["200-empty-list"], "Test Connection asks for a user that does not exist"),
        ("ENTRA-CONNECT-004", ["200-empty-list"], "the probe asks for a group that does not exist"),
        ("ENTRA-CONNECT-005", ["200-empty-list"], "the flag in the query did not keep the list from being answered"),
        ("ENTRA-CONNECT-006", ["200-empty-list"], "the list is of type application/scim+json"),
        ("ENTRA-MATCH-010", ["200-empty-list"], "nobody was found"),
        ("OKTA-CONNECT-001", ["200-empty-list"], "the connection test takes an empty page"),
        ("OKTA-CONNECT-002", ["200-empty-list", .. Errors, "501-error"], "Okta takes an empty page of groups, or a refusal that it can read"),
        ("OKTA-EXISTS-001", ["200-empty-list", "404-error"], "nobody has that name"),
        ("ONELOGIN-CONNECT-001", ["200-empty-list", "404-error", "404-empty"], "nobody has that name"),

        ("ID-IGNORED-001", ["201-user"], "the id of the answer is not the one that was sent"),
        ("ID-BULKID-001", ["201-user"], "the id is not built from a bulkId"),
        ("META-ASSIGNED-001", ["201-user"], "the answer has id and meta"),
        ("CREATE-007", ["201-user"], "the answer is a full representation; whose it is other checks ask"),
        ("BASE-URL-001", ["201-user"], "the location has no query before the endpoint"),
        ("COOKIE-001", ["201-user"], "no cookie was set"),
        ("SECURITY-INPUT-006", ["201-user"], "the odd body ended in no server error, and creation works on trial"),

        ("ENTRA-CYCLE-001", ["404-to-delete"], "Entra takes 404 for deleted; that the account is gone ENTRA-DELETE-001 asks"),
        ("OKTA-REACTIVATE-001", ["400-to-put"], "the PATCH that the check is about was carried out"),
    ];

    /// <summary>Why the check's pass on this answer is deserved, or null when nobody has judged so.</summary>
    public static string? Why(CannedAnswer answer, string check) =>
        Table.Where(t => t.Check == check && (t.Answers is ["*"] || t.Answers.Contains(answer.Id))).Select(t => t.Why).FirstOrDefault();

    /// <summary>The entries that were not needed in these runs: they are to be removed.</summary>
    /// <param name="runs">A run of every answer.</param>
    public static IEnumerable<string> Unused(IReadOnlyList<CannedAnswerRun> runs) => Table
        .SelectMany(t => t.Answers.Select(answer => (t.Check, Answer: answer)))
        .Where(t => !runs.Any(r => (t.Answer == "*" || t.Answer == r.Answer.Id) && r.PassedOnIt.Any(o => o.Entry.Check.Id == t.Check)))
        .Select(t => $"{t.Check} on {t.Answer}");
}
