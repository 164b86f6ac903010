using System.CommandLine;
using ScimConformance.Faults;
using ScimConformance.Provider;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Cli;

/// <summary>The options of <c>serve</c> that say how the provider behaves.</summary>
internal sealed class BehaviourOptions
{
    private readonly Option<bool> _strict = new("--no-tolerance") { Description = "Keep to the letter of the RFCs where identity providers leave them." };
    private readonly ProfileOption _profile = new();
    private readonly Option<string?> _fault = new("--fault") { Description = "Break it on purpose; 'list faults' shows how.", HelpName = "ID" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _strict, _profile, _fault })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Sets how the provider behaves.</summary>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public void Apply(ParseResult parsed, ReferenceOptions options)
    {
        options.Tolerance = parsed.GetValue(_strict) ? ScimTolerance.None : ScimTolerance.All;
        options.Profile = _profile.Read(parsed);
    }

    /// <summary>How the provider is broken on purpose; null where it is whole.</summary>
    /// <exception cref="UsageException">There is no such fault.</exception>
    public Fault? Fault(ParseResult parsed) => parsed.GetValue(_fault) is { } id ? FaultNames.Find(id) : null;
}
