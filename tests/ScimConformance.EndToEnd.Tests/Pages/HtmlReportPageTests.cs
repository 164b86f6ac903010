using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Testing;

namespace ScimConformance.EndToEnd.Tests.Pages;

/// <summary>The HTML report of a run against a faulty provider, opened in a browser from its file.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed partial class HtmlReportPageTests
{
    private const string Hostile = "</script><img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";

    private string _folder = "";
    private string _file = "";
    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task CheckAFaultyProvider()
    {
        _chromium = await Chromium.LaunchAsync();
        _folder = Directory.CreateTempSubdirectory("scim-conformance-page").FullName;
        _file = Path.Combine(_folder, "report.html");
        var fault = FaultCatalogue.All.Single(f => f.Id == "patch-add-replaces-emails");
        // It is strict besides, so that what identity providers send beyond the RFCs is found too.
        await using var server = await CliServer.ReferenceAsync(
            (context, next) =>
            {
                context.Response.Headers["X-Hostile"] = Hostile;
                return next(context);
            },
            fault);
        var result = await CliProcess.RunAsync("check", server.Url, "--token", CliServer.Token, "--for", "all", "--only", "RFC7644-3.5.2", "ENTRA", "OKTA", "ONELOGIN", "--seed", "11", "--quiet", "--html", _file);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Everything);
    }

    [OneTimeTearDown]
    public async Task CloseTheBrowser()
    {
        if (_folder.Length > 0)
        {
            await _chromium.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public async Task Without_JavaScript_every_finding_can_be_read()
    {
        await using var report = await OpenAsync(script: false);

        var articles = await report.Page.Locator("article.finding").CountAsync();
        Assert.That(articles, Is.GreaterThan(3));
        Assert.That(await report.Findings.CountAsync(), Is.EqualTo(articles));
        Assert.That(await report.Page.Locator("#PATCH-ADD-006").InnerTextAsync(), Does.Contain("PATCH-ADD-006").And.Contain("EXPECTED").IgnoreCase.And.Contain("RFC7644-3.5.2.1-06"));
        Assert.That(await report.Page.Locator("#filters, #theme").Filter(new() { Visible = true }).CountAsync(), Is.Zero);
        await report.Page.Locator("details.exchange summary").First.ClickAsync();
        Assert.That(await report.Page.Locator("details.exchange pre.body").First.IsVisibleAsync(), Is.True);
        report.AssertQuiet();
    }

    [Test]
    public async Task What_the_endpoint_sent_is_shown_and_never_run()
    {
        await using var report = await OpenAsync();
        await report.UnfoldAsync("details");

        Assert.That(await report.Page.Locator("article pre.headers").Last.InnerTextAsync(), Does.Contain(Hostile));
        Assert.That(await report.Page.EvaluateAsync<bool>("() => 'pwned' in window"), Is.False);
        Assert.That(await report.Page.Locator("img").CountAsync(), Is.Zero);
        report.AssertQuiet();
    }

    [Test]
    public async Task Filters_narrow_and_are_cleared()
    {
        await using var report = await OpenAsync();
        var all = await CountAsync(report);

        await report.Page.GetByLabel("failed", new() { Exact = true }).CheckAsync();
        Assert.That(await VisibleAsync(report, "data-status"), Is.EqualTo(new[] { "failed" }));
        var failed = await CountAsync(report);
        Assert.That(failed, Is.InRange(1, all - 1));

        await report.Page.GetByLabel("Verdict", new() { Exact = true }).SelectOptionAsync("entra");
        Assert.That(await VisibleAsync(report, "data-verdict"), Is.EqualTo(new[] { "entra" }));
        Assert.That(await CountAsync(report), Is.LessThan(failed));

        await report.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await Assertions.Expect(report.Shown).ToHaveTextAsync($"{all} checks");

        await report.Page.GetByLabel("Section", new() { Exact = true }).SelectOptionAsync("RFC7644 RFC7644-3.5.2.1");
        Assert.That(await VisibleAsync(report, "data-section"), Is.EqualTo(new[] { "RFC7644 RFC7644-3.5.2.1" }));
        await report.Page.GetByLabel("Level", new() { Exact = true }).SelectOptionAsync("MUST");
        Assert.That(await VisibleAsync(report, "data-level"), Is.EqualTo(new[] { "MUST" }));
        Assert.That(await report.Page.Locator("#passed ~ details[open] .item:visible").CountAsync(), Is.GreaterThan(0), "a folded list opens for what was found");
        report.AssertQuiet();
    }

    [Test]
    public async Task Text_finds_a_check_wherever_it_stands()
    {
        await using var report = await OpenAsync();

        await report.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("patch-add-006 emails");

        await Assertions.Expect(report.Shown).ToHaveTextAsync(new Regex("^1 of "));
        Assert.That(await report.Findings.First.GetAttributeAsync("id"), Is.EqualTo("PATCH-ADD-006"));
        Assert.That(await report.Page.Locator("#impact-outage").IsVisibleAsync(), Is.False, "a heading without findings is hidden");

        await report.Page.EvaluateAsync("() => location.hash = '#PATCH-REPLACE-001'");
        await Assertions.Expect(report.Page.Locator("#PATCH-REPLACE-001")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Copy_buttons_copy_the_whole_text()
    {
        await using var report = await OpenAsync();
        await report.Page.Locator("#PATCH-ADD-006 details.exchange").Last.Locator("summary").First.ClickAsync();

        foreach (var (name, beginning) in new[] { ("Copy: Send it again with curl", "curl -g -i -X GET "), ("Copy: Send it again from an .http file", "### PATCH-ADD-006 ") })
        {
            var button = report.Page.Locator("#PATCH-ADD-006").GetByRole(AriaRole.Button, new() { Name = name }).Last;
            await button.ClickAsync();
            await Assertions.Expect(button).ToHaveTextAsync("Copied");
            Assert.That(await report.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), Does.StartWith(beginning).And.Contain("/Users/"));
        }

        report.AssertQuiet();
    }

    [Test]
    public async Task The_keyboard_reaches_everything()
    {
        await using var report = await OpenAsync();

        await report.Page.Keyboard.PressAsync("Tab");
        Assert.That(await Focused(report), Is.EqualTo("Skip to the findings"));
        await report.Page.Keyboard.PressAsync("Tab");
        Assert.That(await Focused(report), Is.EqualTo("Theme: as the system"));
        await report.Page.Keyboard.PressAsync("Enter");
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.That(await Focused(report), Is.EqualTo("Theme: dark"));
        Assert.That(await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(21, 23, 27)"));
        await report.Page.Locator(".chip input").First.FocusAsync();
        await report.Page.Keyboard.PressAsync("Space");
        Assert.That(await report.Page.Locator(".chip input").First.IsCheckedAsync(), Is.True);
    }

    [TestCase(390, ColorScheme.Light)]
    [TestCase(390, ColorScheme.Dark)]
    [TestCase(1440, ColorScheme.Light)]
    [TestCase(1440, ColorScheme.Dark)]
    public async Task Is_accessible_and_fits_the_window(int width, ColorScheme scheme)
    {
        await using var report = await OpenAsync(width, scheme);
        var pictures = Directory.CreateDirectory(RepositoryFiles.At("artifacts", "screenshots")).FullName;
        var name = $"report-{width}-{scheme}".ToLowerInvariant();
        await report.Page.Locator("#PATCH-ADD-006 details.exchange summary").First.ClickAsync();
        await report.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, name + ".png"), Clip = new() { X = 0, Y = 0, Width = width, Height = 3600 }, FullPage = true });

        // One finding with all that it can unfold stands for the others: what axe takes grows with the page.
        await report.UnfoldAsync("#PATCH-ADD-006 details, details.group");
        var axe = await report.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.That(axe.Violations.SelectMany(Told), Is.Empty);
        await report.UnfoldAsync("details");
        Assert.That(await report.OverflowAsync(), Is.LessThanOrEqualTo(0), "the page is wider than the window");
    }

    [Test]
    public async Task Prints_unfolded_and_without_controls()
    {
        await using var report = await OpenAsync();
        var pdf = Path.Combine(Directory.CreateDirectory(RepositoryFiles.At("artifacts", "screenshots")).FullName, "report.pdf");
        await report.Page.PdfAsync(new() { Path = pdf, Format = "A4" });
        Assert.That(PdfPage().Count(await File.ReadAllTextAsync(pdf, System.Text.Encoding.Latin1)), Is.GreaterThan(5));

        await report.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.That(await report.Page.Locator(".side, #theme").Filter(new() { Visible = true }).CountAsync(), Is.Zero);
        Assert.That(await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"));
        Assert.That(await report.Findings.CountAsync(), Is.GreaterThan(3));
    }

    private Task<ReportPage> OpenAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light, bool script = true) => ReportPage.OpenAsync(_chromium, _file, width, scheme, script);

    private static async Task<string[]> VisibleAsync(ReportPage report, string attribute) =>
        await report.Page.EvaluateAsync<string[]>("name => [...new Set([...document.querySelectorAll('.check:not([hidden])')].map(c => c.getAttribute(name)))]", attribute);

    private static async Task<int> CountAsync(ReportPage report) => int.Parse((await report.Shown.InnerTextAsync()).Split(' ')[0]);

    private static Task<string> Focused(ReportPage report) => report.Page.EvaluateAsync<string>("() => document.activeElement.textContent");

    private static IEnumerable<string> Told(AxeResultItem violation) =>
        violation.Nodes.Take(3).Select(n => $"{violation.Id}: {violation.Help}: {n.Html} {string.Join("; ", n.Any.Select(a => a.Message))}");

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPage();
}
