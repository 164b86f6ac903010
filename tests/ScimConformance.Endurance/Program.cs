using ScimConformance.Endurance;

// usage: dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix [--shard I/N] [--parallel N] [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- kill-matrix merge PART ... [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- served-faults
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- canned-answers [--output FILE]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- robustness [--passes N] [--kills N]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- durability [--store sqlite|postgres|both] [--rounds N] [--seed N]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- concurrency [--store memory|sqlite|postgres|all] [--clients N] [--seconds N] [--users N] [--groups N] [--seed N]
//        dotnet run -c Release --project tests/ScimConformance.Endurance -- fuzz [--requests N] [--seed N] [--connections N] [--store STORE]
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
        case ["durability", .. var rest]:
            return await DurabilityCommand.RunAsync(rest, Console.WriteLine);
        case ["concurrency", .. var rest]:
            return await ConcurrencyCommand.RunAsync(rest, Console.WriteLine);
        case ["fuzz", .. var rest]:
            var found = await FuzzCommand.RunAsync(rest, Console.WriteLine);
            Console.WriteLine($"{found} things not as they must be.");
            return found == 0 ? 0 : 1;
        default:
            throw new UsageException("The commands are durability, concurrency and fuzz (their options stand in Program.cs), served-faults, canned-answers [--output FILE], robustness [--passes N] [--kills N], kill-matrix [--shard I/N] [--parallel N] [--output FILE], or kill-matrix merge PART ... [--output FILE].");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return 64;
}
