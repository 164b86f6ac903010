using System.Globalization;

namespace ScimConformance.Benchmarks;

/// <summary>The arguments, or the machine, do not allow a measurement; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What to measure and for how long.</summary>
internal sealed record MeasurementOptions
{
    private static readonly string[] KnownStores = ["memory", "sqlite", "postgres"];

    /// <summary>How many users the provider holds, one comparison for each number; the stores on disk are measured at the first.</summary>
    public IReadOnlyList<int> Users { get; private init; } = [10_000, 100_000];

    /// <summary>The stores to measure: memory beside a bare server, the others beside memory.</summary>
    public IReadOnlyList<string> Stores { get; private init; } = KnownStores;

    /// <summary>Whether a SCIM server that nobody here wrote is measured too.</summary>
    public bool Scimmy { get; private init; }

    /// <summary>Whether a simulation of Entra with 100,000 people is measured too.</summary>
    public bool Entra { get; private init; }

    /// <summary>How long each round drives each server.</summary>
    public int Seconds { get; private init; } = 4;

    /// <summary>How many rounds there are; the median counts.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>The operations to measure; all when empty.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>Where the report goes.</summary>
    public string Output { get; private init; } = "docs/performance.md";

    /// <summary>The options as they would be typed, without those that have their usual value.</summary>
    public string AsTyped => string.Create(
        CultureInfo.InvariantCulture, $"--users {string.Join(',', Users)} --stores {string.Join(',', Stores)}{(Scimmy ? " --scimmy" : "")}{(Entra ? " --entra" : "")} --seconds {Seconds} --rounds {Rounds}");

    /// <exception cref="UsageException">An option is unknown, or its value is none.</exception>
    public static MeasurementOptions Parse(string[] args)
    {
        var options = new MeasurementOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--scimmy" or "--entra")
            {
                options = args[i] == "--scimmy" ? options with { Scimmy = true } : options with { Entra = true };
                continue;
            }

            var (name, value) = (args[i], i + 1 < args.Length ? args[++i] : throw new UsageException($"{args[i]} needs a value."));
            options = name switch
            {
                "--users" => options with { Users = [.. value.Split(',').Select(number => Positive(name, number))] },
                "--stores" => options with { Stores = [.. value.Split(',').Select(store => Store(name, store))] },
                "--seconds" => options with { Seconds = Positive(name, value) },
                "--rounds" => options with { Rounds = Positive(name, value) },
                "--only" => options with { Only = [.. options.Only, value] },
                "--output" => options with { Output = value },
                _ => throw new UsageException($"{name} is not known; there are --users N,…, --stores {string.Join(',', KnownStores)}, --scimmy, --entra, --seconds N, --rounds N, --only NAME and --output FILE."),
            };
        }

        return options;
    }

    private static string Store(string name, string value) =>
        KnownStores.Contains(value) ? value : throw new UsageException($"{name} takes {string.Join(", ", KnownStores)} separated by commas, not '{value}'.");

    private static int Positive(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{name} takes a whole number above 0, not '{value}'.");
}
