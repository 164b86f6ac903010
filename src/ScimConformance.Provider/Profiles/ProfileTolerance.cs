using ScimConformance.Provider.Compatibility;

namespace ScimConformance.Provider.Profiles;

/// <summary>What an application passes over where the RFCs would refuse it.</summary>
internal sealed class ProfileTolerance(ApplicationProfile profile, bool isTolerant) : IPatchCompatibility
{
    public string Name => $"profile-{profile.Name}";

    public bool PassesOverUnknown => IsPassedOver(profile.UndeclaredAttributes);

    public bool PassesOverFixed => IsPassedOver(profile.FixedAttributes);

    private bool IsPassedOver(UnwantedChange change) => change == UnwantedChange.Ignore || (change == UnwantedChange.Tolerate && isTolerant);
}
