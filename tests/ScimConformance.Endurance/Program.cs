using ScimConformance.Endurance;

// usage: dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix [--shard I/N] [--parallel N] [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix merge PART ... [--output FILE]
try
{
    switch (args)
    {
        case ["kill-matrix", "merge", .. var rest]:
            await KillMatrixCommand.MergeAsync(rest);
            return 0;
        case ["kill-matrix", .. var rest]:
            await KillMatrixCommand.RunAsync(rest);
            return 0;
        default:
            throw new UsageException("There is one command: kill-matrix [--shard I/N] [--parallel N] [--output FILE], or kill-matrix merge PART ... [--output FILE].");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 64;
}
