namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of /Me (section 3.11).</summary>
internal static class MeFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("me-redirects-nowhere", "/Me redirects to a user who does not exist", ["ME-002"], IsMe, e =>
        {
            e.Reply(308);
            e.ResponseHeaders.Location = "Users/nobody";
        }),
        Fault.Instead("me-redirects-for-now", "/Me redirects with 307", ["ME-001", "ME-002"], IsMe, e =>
        {
            e.Reply(307);
            e.ResponseHeaders.Location = "Users";
        }),
        Answer("me-without-location", "/Me has no Location", ["ME-001", "ME-003", "ME-005"], e => e.ResponseHeaders.Remove("Location")),
        Answer("me-located-at-itself", "The Location of /Me is /Me", ["ME-003"], e => e.ResponseHeaders.Location = e.ResponseHeaders.Location.ToString().Split("/Users")[0] + "/Me"),
        Answer("me-meta-located-at-itself", "meta.location of /Me is /Me", ["ME-003"], e =>
        {
            if (e.ResponseJson?["meta"] is { } meta)
            {
                meta["location"] = meta["location"]!.ToString().Split("/Users")[0] + "/Me";
            }
        }),
        Answer("me-with-another-id", "/Me shows an id of the account that is not that of its own URL", ["ME-004"], e =>
        {
            if (e.ResponseJson?["id"] is { } id)
            {
                e.ResponseJson["id"] = $"account-{id}";
            }
        }),
        Answer("me-unchanged-without-location", "/Me has no Location where the client has the current version", ["ME-005"], e =>
        {
            if (e.Status == 304)
            {
                e.ResponseHeaders.Remove("Location");
            }
        }),
        Fault.OnRequest("me-passes-over-parameters", "/Me passes over its parameters", ["ME-006"], e =>
        {
            if (IsMe(e))
            {
                e.Query = "";
            }
        }),
    ];

    private static bool IsMe(FaultExchange e) => e.Is("GET", "/Me");

    private static Fault Answer(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (IsMe(e) && e.Status is 200 or 304)
        {
            change(e);
        }
    });
}
