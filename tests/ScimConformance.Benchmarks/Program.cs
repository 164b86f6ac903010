using ScimConformance.Benchmarks;

// usage: dotnet run -c Release --project tests/ScimConformance.Benchmarks -- [--users N] [--seconds N] [--rounds N] [--only NAME ...] [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Benchmarks -- harness   (the harness over HTTP alone, printed)
try
{
    switch (args)
    {
        case ["serve", "provider", var users]:
            await Servers.RunProviderAsync(int.Parse(users, System.Globalization.CultureInfo.InvariantCulture));
            return 0;
        case ["serve", "bare", var answers]:
            await Servers.RunBareAsync(answers);
            return 0;
        case ["harness"]:
            Console.WriteLine(await HarnessOverHttp.MeasureAsync(rounds: 5));
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
