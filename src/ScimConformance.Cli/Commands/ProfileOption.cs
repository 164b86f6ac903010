using System.CommandLine;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Cli;

/// <summary><c>--profile</c>: the application that the reference provider behaves as.</summary>
internal sealed class ProfileOption
{
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = $"Behave as an application does: {string.Join(", ", ApplicationProfile.BuiltIn)}, or a JSON file.",
        HelpName = "NAME|FILE",
    };

    public static implicit operator Option(ProfileOption option) => option._profile;

    /// <summary>The profile; null where none is asked for.</summary>
    /// <exception cref="UsageException">There is neither a profile nor a file of that name, or the file holds no profile.</exception>
    public ApplicationProfile? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_profile) is not { } name)
        {
            return null;
        }

        if (ApplicationProfile.Find(name) is { } known)
        {
            return known;
        }

        try
        {
            return ApplicationProfile.Parse(File.ReadAllText(name));
        }
        catch (FormatException e)
        {
            throw new UsageException($"--profile {name}: {e.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--profile {name}: there is no profile of that name (there are {string.Join(", ", ApplicationProfile.BuiltIn)}), and the file cannot be read: {e.Message}");
        }
    }
}
