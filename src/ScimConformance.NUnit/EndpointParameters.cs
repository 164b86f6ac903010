using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance;

/// <summary>What the settings file, <c>-- TestRunParameters.Parameter(name="…",value="…")</c> and the environment say about a run. A parameter wins over the environment variable.</summary>
public static class EndpointParameters
{
    /// <summary>Base URL of the endpoint under test (<c>Scim.BaseUrl</c> or <c>SCIM_BASE_URL</c>), or null.</summary>
    public static string? BaseUrl => Get("Scim.BaseUrl", "SCIM_BASE_URL");

    /// <summary>The verdicts asked for (<c>Scim.For</c> or <c>SCIM_FOR</c>, separated by commas): <c>rfc</c>, <c>security</c>, <c>robustness</c>, <c>interop</c>, <c>scim11</c>, <c>entra</c>, <c>okta</c>, <c>onelogin</c>, <c>all</c>.</summary>
    public static IReadOnlyList<string> Verdicts =>
        (Get("Scim.For", "SCIM_FOR") ?? "rfc,security").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a broken SHOULD fails its test (<c>Scim.Strict</c> or <c>SCIM_STRICT</c>).</summary>
    public static bool Strict => Flag("Scim.Strict", "SCIM_STRICT");

    /// <summary>Seed, e-mail domain and templates (<c>Scim.Seed</c>, <c>Scim.EmailDomain</c>, <c>Scim.UserTemplate</c>, <c>Scim.GroupTemplate</c>).</summary>
    /// <exception cref="FormatException">A value is malformed; the message names the parameter, the value and the way out.</exception>
    public static TestDataOptions TestData => new()
    {
        Seed = Seed,
        EmailDomain = Get("Scim.EmailDomain", "SCIM_EMAIL_DOMAIN") ?? "example.com",
        UserTemplate = Template("Scim.UserTemplate", "SCIM_USER_TEMPLATE"),
        GroupTemplate = Template("Scim.GroupTemplate", "SCIM_GROUP_TEMPLATE"),
    };

    /// <summary>The failures that are expected (<c>Scim.Expected</c> or <c>SCIM_EXPECTED</c>, a file as for <c>check --expected</c>): such a test is ignored with the reason; one that is listed and passes fails, and so does one whose last day has passed.</summary>
    /// <exception cref="FormatException">The file cannot be used; the message says why.</exception>
    public static ExpectedFailureList Expected => ExpectedFailures.Value;

    /// <summary>
    /// The target that <see cref="BaseUrl"/>, <c>Scim.Scim11Url</c> (or <c>SCIM_SCIM11_URL</c>, the base URL of its SCIM 1.1 face; alone where it speaks nothing else), <c>Scim.Token</c> (or <c>SCIM_TOKEN</c>), <c>Scim.Basic</c> (or <c>SCIM_BASIC</c>, <c>user:password</c>),
    /// <c>Scim.OAuth.TokenUrl</c>, <c>.ClientId</c>, <c>.ClientSecret</c>, <c>.Scope</c> and <c>.ClientAuth</c> (or <c>SCIM_OAUTH_TOKEN_URL</c>, <c>SCIM_CLIENT_ID</c>,
    /// <c>SCIM_CLIENT_SECRET</c>, <c>SCIM_SCOPE</c>, <c>SCIM_CLIENT_AUTH</c>), <c>Scim.Header</c> (or <c>SCIM_HEADER</c>, <c>Name: value</c>, one a line),
    /// <c>Scim.Rate</c>, <c>Scim.Journal</c> and <c>Scim.TimeoutSeconds</c> describe. <c>Scim.Second.Token</c> or <c>Scim.Second.Basic</c>, and
    /// <c>Scim.Second.BaseUrl</c> where it has one of its own, name a second tenant (<c>SCIM_SECOND_TOKEN</c>, <c>SCIM_SECOND_BASIC</c>, <c>SCIM_SECOND_URL</c>).
    /// <c>Scim.Load</c> (or <c>SCIM_LOAD</c>) is how many people the checks may create that put load on the endpoint; without it they are not run.
    /// </summary>
    /// <exception cref="FormatException">A value is missing or malformed, or a remote host was named without <c>Scim.AcceptSideEffects=true</c>.</exception>
    public static ScimTarget Target()
    {
        var text = BaseUrl ?? Scim11Text ?? throw new FormatException("No endpoint was named: give Scim.BaseUrl (or SCIM_BASE_URL), for example https://host/scim/v2.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new FormatException($"Scim.BaseUrl is '{text}'; it must be an absolute http or https URL, for example https://host/scim/v2.");
        }

        var target = new ScimTarget(url) { Scim11BaseUrl = Scim11Url(), Credentials = EndpointCredentials.Value, Timeout = Timeout(), Pacing = SharedPacing.Value };
        target = WithSecondTenant(target);
        return target.IsLocal || Flag("Scim.AcceptSideEffects", "SCIM_ACCEPT_SIDE_EFFECTS")
            ? WithJournal(target).WithLoad(Load())
            : throw new FormatException(
                $"{url.Host} is not this machine. The checks create and delete users and groups there; set Scim.AcceptSideEffects=true (or SCIM_ACCEPT_SIDE_EFFECTS=true) if that is meant.");
    }

    private static int Load() => Get("Scim.Load", "SCIM_LOAD") is not { } text
        ? 0
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var people) ? people
        : throw new FormatException($"Scim.Load is '{text}'; it must be a whole number of people to create, for example 1000.");

    private static string? Scim11Text => Get("Scim.Scim11Url", "SCIM_SCIM11_URL");

    private static Uri? Scim11Url() => Scim11Text is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new FormatException($"Scim.Scim11Url is '{text}'; it must be an absolute http or https URL, for example https://host/scim/v1.");

    private static long Seed => Get("Scim.Seed", "SCIM_SEED") is not { } text
        ? DefaultSeed
        : long.TryParse(text, out var seed) ? seed : throw new FormatException($"Scim.Seed is '{text}'; it must be a whole number.");

    // The same names at every run would collide with what an interrupted run left behind.
    private static long DefaultSeed { get; } = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);

    // One list, one pace and one journal serve all targets of a run.
    private static readonly Lazy<ExpectedFailureList> ExpectedFailures = new(ReadExpected);
    private static readonly Lazy<RequestPacing> SharedPacing = new(() => new RequestPacing(Get("Scim.Rate", "SCIM_RATE") is not { } text
        ? null
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate : throw new FormatException($"Scim.Rate is '{text}'; it must be a positive number of requests a second.")));
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<RunJournalFile>> Journals = new(StringComparer.Ordinal);

    private static ScimTarget WithSecondTenant(ScimTarget target)
    {
        var address = Get("Scim.Second.BaseUrl", "SCIM_SECOND_URL");
        if (EndpointCredentials.Second is not { } credentials)
        {
            return address is null ? target : throw new FormatException("Scim.Second.BaseUrl needs the credentials of that tenant: give Scim.Second.Token or Scim.Second.Basic.");
        }

        try
        {
            return target.WithSecondTenant(credentials, address is null ? null : new Uri(address));
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw new FormatException($"Scim.Second.BaseUrl is '{address}'; it must be an absolute http or https URL.", e);
        }
    }

    private static ScimTarget WithJournal(ScimTarget target)
    {
        if (Get("Scim.Journal", "SCIM_JOURNAL") is not { } file)
        {
            return target;
        }

        try
        {
            var journal = Journals.GetOrAdd(Path.GetFullPath(file), path => new(() => RunJournalFile.Open(path, target.BaseUrl, Harness.TestData.PrefixOf(Seed), TimeProvider.System))).Value;
            var kept = new ScimTarget(target.BaseUrl) { Scim11BaseUrl = target.Scim11BaseUrl, Credentials = target.Credentials, Timeout = target.Timeout, Pacing = target.Pacing, Journal = journal };
            if (target.SecondTenant is not { } second)
            {
                return kept;
            }

            var other = Journals.GetOrAdd(Path.GetFullPath($"{file}.second-tenant"), path => new(() => RunJournalFile.Open(path, second.BaseUrl, Harness.TestData.PrefixOf(Seed), TimeProvider.System))).Value;
            return kept.WithSecondTenant(second.Credentials, second.BaseUrl, other);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"Scim.Journal names '{file}', which cannot be written: {e.Message}", e);
        }
    }

    private static ExpectedFailureList ReadExpected()
    {
        if (Get("Scim.Expected", "SCIM_EXPECTED") is not { } file)
        {
            return ExpectedFailureList.Empty;
        }

        try
        {
            return ExpectedFailureFile.Parse(File.ReadAllText(file), ConformanceCases.Catalogue);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"Scim.Expected names '{file}', which cannot be used: {e.Message}", e);
        }
    }

    private static TimeSpan Timeout() => Get("Scim.TimeoutSeconds", "SCIM_TIMEOUT") is not { } text
        ? TimeSpan.FromSeconds(30)
        : double.TryParse(text, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"Scim.TimeoutSeconds is '{text}'; it must be a positive number of seconds.");

    private static JsonObject? Template(string parameter, string variable)
    {
        if (Get(parameter, variable) is not { } file)
        {
            return null;
        }

        try
        {
            return ScimJson.Object(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FormatException($"{parameter} names '{file}', which cannot be used: {e.Message} It must be a file with one JSON object.", e);
        }
    }

    private static bool Flag(string parameter, string variable) => bool.TryParse(Get(parameter, variable), out var set) && set;

    internal static string? Get(string parameter, string variable) =>
        TestContext.Parameters.Get(parameter) is { Length: > 0 } value ? value
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } fallback ? fallback
        : null;
}
