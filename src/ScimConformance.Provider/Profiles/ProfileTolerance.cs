using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Provider.Profiles;

/// <summary>What an application passes over where the RFCs would refuse it.</summary>
internal sealed class ProfileTolerance(ApplicationProfile profile) : IPatchCompatibility
{
    public string Name => $"profile-{profile.Name}";

    public bool PassesOverUnknown => profile.UndeclaredAttributes == UnwantedChange.Ignore;

    public bool PassesOverFixed => profile.FixedAttributes == UnwantedChange.Ignore;
}
