using ScimConformance.Endurance;

// usage: dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix [--shard I/N] [--parallel N] [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix merge PART ... [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- served-faults
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- canned-answers [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- robustness [--passes N] [--kills N]
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
        case ["served-faults"]:
            var (kept, broken) = await ServedFaults.RunAsync(Console.WriteLine);
            Console.WriteLine($"{kept} faults turn red over HTTP what they name, {broken.Count} do not.");
            return broken.Count == 0 ? 0 : 1;
        case ["canned-answers", .. var rest]:
            await CannedAnswersCommand.RunAsync(rest);
            return 0;
        case ["robustness", .. var rest]:
            var wrong = await RobustnessRepetition.RunAsync(rest, Console.WriteLine);
            Console.WriteLine($"{wrong} outcomes not as they must be.");
            return wrong == 0 ? 0 : 1;
        default:
            throw new UsageException("The commands are served-faults, canned-answers [--output FILE], robustness [--passes N] [--kills N], kill-matrix [--shard I/N] [--parallel N] [--output FILE], or kill-matrix merge PART ... [--output FILE].");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 64;
}
