using Microsoft.Playwright;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests.Pages;

/// <summary>The report opened from its file in a context of its own. Whatever the browser complains of is kept.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private ReportPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors on the console, violations of the page's policy among them, and errors of the script.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What the page asked for besides itself.</summary>
    public List<string> Requests { get; } = [];

    public ILocator Findings => Page.Locator("article.finding:visible");

    public ILocator Shown => Page.Locator("#shown");

    public static async Task<ReportPage> OpenAsync(Chromium chromium, string file, int width = 1440, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var report = new ReportPage(context, await context.NewPageAsync());
        report.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                report.Complaints.Add(message.Text);
            }
        };
        report.Page.PageError += (_, error) => report.Complaints.Add(error);
        report.Page.Request += (_, request) => report.Requests.Add(request.Url);
        await report.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return report;
    }

    /// <summary>Unfolds what the selector names, as a reader may.</summary>
    public Task UnfoldAsync(string selector) => Page.EvaluateAsync("selector => document.querySelectorAll(selector).forEach(d => d.open = true)", selector);

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>Nothing was complained of, and nothing but the file was loaded.</summary>
    public void AssertQuiet()
    {
        Assert.That(Complaints, Is.Empty);
        Assert.That(Requests.Skip(1), Is.Empty, "the page loads something");
    }
}
