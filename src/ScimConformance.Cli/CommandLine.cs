using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using ScimConformance.Harness;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>Parses the command line, runs the command, and turns whatever goes wrong into one message and an exit code: no stack trace reaches the user.</summary>
internal static class CommandLine
{
    public const string Name = "scim-conformance";

    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static async Task<int> RunAsync(string[] args, Screen screen)
    {
        using var stop = new StopSignal();
        try
        {
            var parsed = Root(screen, args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            {
                return WrongUsage(screen, parsed);
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = screen.Output, Error = screen.Errors },
                stop.Token);
        }
        catch (UsageException e)
        {
            return screen.Problem(e.Message, ExitCode.WrongUsage);
        }
        catch (ScimStoreException e)
        {
            return screen.Problem(e.Message, ExitCode.WrongUsage);
        }
        catch (UnusableTargetException e)
        {
            return screen.Problem(e.Message, ExitCode.UnusableTarget);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return screen.Problem("Stopped. What was created was removed unless the lines above say otherwise.", ExitCode.Stopped);
        }
        catch (IOException e)
        {
            return screen.Problem(e.Message, ExitCode.CannotWrite);
        }
        catch (Exception e)
        {
            return screen.Problem($"This is a bug of {Name}: {e.GetType().Name}: {e.Message}", ExitCode.InternalError);
        }
    }

    // No RootCommand: it would call itself by the name of the assembly, also in its help.
    private static Command Root(Screen screen, string[] args) => new(Name, "Checks SCIM endpoints, serves a reference provider, simulates identity providers.")
    {
        new HelpOption { Recursive = true },
        new VersionOption(),
        CheckCommand.Create(screen, args),
        ServeCommand.Create(screen),
        SimulateCommand.Create(screen),
        SweepCommand.Create(screen),
        ListCommand.Create(screen),
    };

    private static int WrongUsage(Screen screen, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command.Name == Name ? Name : $"{Name} {parsed.CommandResult.Command.Name}";
        // A word that is no command is said to be unrecognised; that a command is missing follows from it.
        var errors = parsed.Errors.Select(e => e.Message).Distinct().ToList();
        foreach (var error in parsed.UnmatchedTokens.Count > 0 && errors.Count > 1 ? errors.Skip(1) : errors)
        {
            screen.Errors.WriteLine(error);
        }

        screen.Errors.WriteLine($"'{command} --help' shows what there is.");
        return ExitCode.WrongUsage;
    }
}
