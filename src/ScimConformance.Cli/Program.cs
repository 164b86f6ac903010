using ScimConformance.Cli;

return await CommandLine.RunAsync(args, Screen.ForProcess());
