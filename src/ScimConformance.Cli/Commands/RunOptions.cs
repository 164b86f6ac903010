using System.CommandLine;
using System.Security.Cryptography;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The options of <c>check</c> that say with which data and at which pace it is run.</summary>
internal sealed class RunOptions
{
    private readonly Option<long?> _seed = Options.Seed();
    private readonly Option<int?> _parallel = Options.Number("--parallel", "N", "How many checks run at the same time (default 1).", 1, 64);
    private readonly Option<double?> _rate = Options.Rate();
    private readonly Option<int?> _load = Options.Number("--load", "N", "Also run the checks that put load on the endpoint: N people are created at 25 requests a second. Not run when absent.", 1, 1_000_000);
    private readonly Option<double?> _timeout = Options.Timeout();
    private readonly Option<string?> _userTemplate = Options.File("--user-template", "JSON object merged into every user that is created; {unique}, {email} and {domain} are filled in.");
    private readonly Option<string?> _groupTemplate = Options.File("--group-template", "JSON object merged into every group that is created; {unique} and {domain} are filled in.");
    private readonly Option<string?> _emailDomain = Options.EmailDomain();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _seed, _parallel, _rate, _load, _timeout, _userTemplate, _groupTemplate, _emailDomain })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How many checks run at the same time.</summary>
    public int Parallel(ParseResult parsed) => parsed.GetValue(_parallel) ?? 1;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(_timeout) ?? 30);

    /// <summary>The most requests a second, or null.</summary>
    public double? Rate(ParseResult parsed) => parsed.GetValue(_rate);

    /// <summary>How many people a check may create that puts load on the endpoint; 0 for no such check.</summary>
    public int Load(ParseResult parsed) => parsed.GetValue(_load) ?? 0;

    /// <summary>What test data is made from.</summary>
    /// <exception cref="UsageException">A template or the domain cannot be used.</exception>
    public TestDataOptions Data(ParseResult parsed) => new()
    {
        Seed = parsed.GetValue(_seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        EmailDomain = Inputs.EmailDomain(parsed.GetValue(_emailDomain)),
        UserTemplate = Inputs.Template(parsed.GetValue(_userTemplate), "--user-template"),
        GroupTemplate = Inputs.Template(parsed.GetValue(_groupTemplate), "--group-template"),
    };
}
