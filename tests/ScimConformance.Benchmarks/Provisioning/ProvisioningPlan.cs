using System.Globalization;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>How large a simulation of Entra is measured.</summary>
internal sealed record ProvisioningPlan
{
    /// <summary>How many people the directory has.</summary>
    public int Users { get; private init; } = 100_000;

    /// <summary>How many groups it has; everybody is a member of two.</summary>
    public int Groups { get; private init; } = 200;

    /// <summary>How many objects are processed at a time.</summary>
    public int Parallel { get; private init; } = 4;

    /// <summary>How many members one PATCH names at most; as many as <c>simulate entra</c> has by default.</summary>
    public int Members { get; private init; } = 20;

    /// <summary>The plan as arguments.</summary>
    public IEnumerable<string> Arguments => new[] { "--users", $"{Users}", "--groups", $"{Groups}", "--parallel", $"{Parallel}", "--members", $"{Members}" };

    /// <exception cref="UsageException">An option is unknown, or its value is none.</exception>
    public static ProvisioningPlan Parse(ReadOnlySpan<string> args)
    {
        var plan = new ProvisioningPlan();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new UsageException($"{args[i]} takes a whole number above 0.");
            plan = args[i] switch
            {
                "--users" => plan with { Users = value },
                "--groups" => plan with { Groups = value },
                "--parallel" => plan with { Parallel = value },
                "--members" => plan with { Members = value },
                _ => throw new UsageException($"entra {args[i]} is not known; there are --users N, --groups N, --parallel N and --members N."),
            };
        }

        return plan;
    }
}
