using System.Text.Json;
using ScimConformance.Benchmarks;
using ScimConformance.Benchmarks.Provisioning;

// usage: dotnet run -c Release --project tests/ScimConformance.Benchmarks -- [--users N,...] [--stores memory,sqlite,postgres] [--scimmy] [--entra] [--seconds N] [--rounds N] [--only NAME ...] [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Benchmarks -- harness   (the harness over HTTP alone, printed)
//        dotnet run -c Release --project tests/ScimConformance.Benchmarks -- entra [--users N] [--groups N] [--parallel N] [--members N]   (a simulation of Entra alone, printed)
try
{
    switch (args)
    {
        case ["serve", "provider", var users, .. var store]:
            await Servers.RunProviderAsync(int.Parse(users, System.Globalization.CultureInfo.InvariantCulture), store.FirstOrDefault() ?? "memory");
            return 0;
        case ["serve", "bare", var answers]:
            await Servers.RunBareAsync(answers);
            return 0;
        case ["harness"]:
            Console.WriteLine(await HarnessOverHttp.MeasureAsync(rounds: 5));
            return 0;
        case ["entra", .. var plan]:
            Console.WriteLine(await ProvisioningSpeed.MeasureAsync(ProvisioningPlan.Parse(plan)));
            return 0;
        case ["entra-part", "job", .. var plan]:
            Console.WriteLine(JsonSerializer.Serialize(await JobRun.MeasureAsync(ProvisioningPlan.Parse(plan))));
            return 0;
        case ["entra-part", "engine", .. var plan]:
            Console.WriteLine(JsonSerializer.Serialize(await EngineRun.MeasureAsync(ProvisioningPlan.Parse(plan))));
            return 0;
        case ["entra-part", "bare", .. var plan]:
            Console.WriteLine(JsonSerializer.Serialize(await BareRun.MeasureAsync(ProvisioningPlan.Parse(plan))));
            return 0;
        default:
            await new Measurement(MeasurementOptions.Parse(args)).RunAsync();
            return 0;
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 64;
}
