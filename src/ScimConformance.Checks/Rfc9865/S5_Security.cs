using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 5: what a cursor must not open.</summary>
internal static class S5_Security
{
    public static CheckGroup Group { get; } = new("RFC9865-5", "Paging by cursor: security",
    [
        // "Under no circumstances should possession of a cursor be interpreted as granting any supplementary access privileges".
        new()
        {
            Id = "CURSOR-ACCESS-001", Title = "a cursor is no substitute for credentials",
            Verifies = ["RFC9865-5-02"], Needs = [.. CursorPages.Needed, Needs.Credentials],
            Run = async scim =>
            {
                var (page, cursor) = await scim.BeginAsync(("count", "1"));
                (await scim.PageAsync(cursor, ("count", "1"))).Require(r => r.Is(200).WithList());
                var target = page.Exchange.Request.Url.PathAndQuery[scim.Target.BaseUrl.AbsolutePath.TrimEnd('/').Length..];
                var anonymous = await scim.SendAsync(new ScimRequest("GET", target + Uri.EscapeDataString(cursor)) { Anonymous = true });
                anonymous.Accept(r => r.Is(401));
            },
        },

        // "Service providers should be able to easily detect forged cursor values and immediately return an invalidCursor".
        new()
        {
            Id = "CURSOR-ACCESS-002", Title = "a cursor with one character changed is refused with 400",
            Verifies = ["RFC9865-5-05"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (_, cursor) = await scim.BeginAsync(("count", "1"));
                var middle = cursor.Length / 2;
                var changed = cursor[..middle] + (cursor[middle] == '7' ? '3' : '7') + cursor[(middle + 1)..];
                (await scim.PageAsync(changed, ("count", "1"))).Accept(r => r.Is(400).WithError());
            },
        },
    ]);
}
