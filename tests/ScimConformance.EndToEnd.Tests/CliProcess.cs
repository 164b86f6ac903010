using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>What the command line said and how it ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    public string Everything => Output + Errors;
}

/// <summary>The command line as a process of its own, as a user starts it.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly string Assembly = System.Reflection.Assembly.Load("ScimConformance.Cli").Location;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private CliProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="folder">The working directory; null for that of the tests.</param>
    /// <param name="environment">Further environment variables.</param>
    public static CliProcess Start(IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment.Remove("SCIM_TOKEN");
        foreach (var name in new[] { "SCIM_BASIC", "SCIM_HEADER", "SCIM_CLIENT_ID", "SCIM_CLIENT_SECRET", "SCIM_SECOND_TOKEN", "SCIM_SECOND_BASIC", "SCIM_SECOND_URL" })
        {
            start.Environment.Remove(name);
        }

        // A test machine may be GitHub Actions; what a run does there is tested by naming these.
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CliProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end. No stack trace may ever reach the user.</summary>
    public static async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Reads its output up to the line that begins so, and returns the rest of that line.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line[beginning.Length..];
            }
        }

        throw new AssertionException($"The output ended without a line that begins with '{beginning}'. {await _errors}");
    }

    /// <summary>Sends a signal such as INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<CliResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        var result = new CliResult(_process.ExitCode, output, await _errors);
        Assert.That(result.Everything, Does.Not.Match(@"(?m)^\s+at \S+\(|Unhandled|\.\w*Exception\b|Exception:"), "a stack trace reached the user");
        return result;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
