using System.Globalization;

namespace ScimConformance.Benchmarks;

/// <summary>The arguments, or the machine, do not allow a measurement; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>What to measure and for how long.</summary>
internal sealed record MeasurementOptions
{
    /// <summary>How many users the provider holds.</summary>
    public int Users { get; private init; } = 10_000;

    /// <summary>How long each round drives each server.</summary>
    public int Seconds { get; private init; } = 4;

    /// <summary>How many rounds there are; the median counts.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>The operations to measure; all when empty.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>Where the report goes.</summary>
    public string Output { get; private init; } = "docs/performance.md";

    /// <exception cref="UsageException">An option is unknown, or its value is none.</exception>
    public static MeasurementOptions Parse(string[] args)
    {
        var options = new MeasurementOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new UsageException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--users" => options with { Users = Positive(args[i], value) },
                "--seconds" => options with { Seconds = Positive(args[i], value) },
                "--rounds" => options with { Rounds = Positive(args[i], value) },
                "--only" => options with { Only = [.. options.Only, value] },
                "--output" => options with { Output = value },
                _ => throw new UsageException($"{args[i]} is not known; there are --users N, --seconds N, --rounds N, --only NAME and --output FILE."),
            };
        }

        return options;
    }

    private static int Positive(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{name} takes a whole number above 0, not '{value}'.");
}
