using System.CommandLine;
using System.Globalization;

namespace ScimConformance.Cli;

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    public static Argument<string?> Url() => new("URL")
    {
        Description = "SCIM base URL, for example https://example.com/scim/v2. Without it the reference provider is started in process.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<string?> Scim11Url() => new("--scim11-url")
    {
        Description = "Base URL of the endpoint's SCIM 1.1 face, for example https://example.com/scim/v1; the same credentials are used. Without URL the endpoint speaks SCIM 1.1 alone, and --for scim11 is meant.",
        HelpName = "URL",
    };

    public static Option<string?> Token(string description = "Bearer token; else the environment variable SCIM_TOKEN.") =>
        new("--token") { Description = description, HelpName = "T" };

    public static Option<string?> Basic(string description = "User name and password for HTTP Basic; else the environment variable SCIM_BASIC.") =>
        new("--basic") { Description = description, HelpName = "USER:PASSWORD" };

    public static Option<long?> Seed() => Number<long>("--seed", "N", "Seed of all test data, names included: the same seed sends the same requests. Random when absent, and printed.", 0, long.MaxValue);

    public static Option<double?> Timeout() => Number("--timeout", "S", "Seconds after which a request is given up (default 30).", 0.1, 3600.0);

    public static Option<double?> Rate() => Number("--rate", "N", "The most requests a second; no limit when absent. Answers of 429 with Retry-After are obeyed in any case.", 0.01, 100_000.0);

    public static Option<string?> Journal() => File("--journal", $"Where what the run creates is written down, for 'sweep' (default a file in {RunBook.Folder}, which goes when nothing is left).");

    public static Option<string?> EmailDomain() =>
        new("--email-domain") { Description = "Domain of generated e-mail addresses and user names (default example.com).", HelpName = "D" };

    public static Option<bool> AcceptSideEffects() =>
        new("--accept-side-effects") { Description = "Agree that resources are created, changed and deleted on a host that is not this machine." };

    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>A number within limits; its error message says which.</summary>
    public static Option<T?> Number<T>(string name, string help, string description, T least, T most)
        where T : struct, IParsable<T>, IComparable<T> => new(name)
        {
            Description = description,
            HelpName = help,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
                {
                    return value;
                }

                result.AddError($"{name} '{text}' must be a number from {string.Create(CultureInfo.InvariantCulture, $"{least}")} to {string.Create(CultureInfo.InvariantCulture, $"{most}")}.");
                return null;
            },
        };
}
