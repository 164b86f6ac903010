using Microsoft.Playwright;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests.Pages;

/// <summary>The machine's own Chromium: Playwright brings the driver and no browser.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // A page that is read from a file needs nothing of a network, and a test machine has no user to ask.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<Chromium> LaunchAsync()
    {
        var path = Find();
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("SCIM_CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new AssertionException($"SCIM_CHROMIUM names '{named}', which does not exist; it must be the path of a Chromium or Chrome.");
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(f => Names.Select(n => Path.Combine(f, OperatingSystem.IsWindows() ? n + ".exe" : n))).FirstOrDefault(File.Exists)
            ?? throw new AssertionException(
                "The pages are tested in a browser, and none was found on PATH. Install Chromium (Debian: apt-get install chromium; .ci/run does it) or Google Chrome, or name one by SCIM_CHROMIUM=/path/to/chromium.");
    }
}
