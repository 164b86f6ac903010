using System.Text.RegularExpressions;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 2: how a walk begins, and what a cursor looks like.</summary>
internal static partial class S2_Beginning
{
    public static CheckGroup Group { get; } = new("RFC9865-2-beginning", "Paging by cursor: beginning",
    [
        // "to retrieve the first 10 Users ..., use an empty cursor and set the count to 10".
        new()
        {
            Id = "CURSOR-BEGIN-001", Title = "an empty cursor begins a walk",
            Verifies = ["RFC9865-2-02"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var page = await scim.PageAsync("", ("count", "1"));
                page.Accept(r => r.Is(200).WithList());
                page.Expect("nextCursor").IsNonEmptyString();
            },
        },

        // The RFC's own example is "&cursor&count=10".
        new()
        {
            Id = "CURSOR-BEGIN-002", Title = "a cursor without an equals sign begins a walk",
            Verifies = ["RFC9865-2-02"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                await scim.ThreeAsync();
                var page = await scim.GetAsync($"{scim.Users}?filter={Uri.EscapeDataString(scim.IsOfThree())}&cursor&count=1");
                page.Accept(r => r.Is(200).WithList());
                page.Expect("nextCursor").IsNonEmptyString();
            },
        },

        // "This value may only contain characters from the unreserved characters set".
        new()
        {
            Id = "CURSOR-VALUE-001", Title = "cursors need no escaping in a URL",
            Verifies = ["RFC9865-2-03"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (page, _) = await scim.BeginAsync(("count", "1"));
                page.Expect("nextCursor").Satisfies(n => Unreserved().IsMatch(n.Text()!), "letters, digits, \"-\", \".\", \"_\" and \"~\" alone");
            },
        },
    ]);

    [GeneratedRegex("^[A-Za-z0-9._~-]+$")]
    private static partial Regex Unreserved();
}
