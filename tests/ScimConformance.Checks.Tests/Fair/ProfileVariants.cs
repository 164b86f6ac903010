using ScimConformance.Provider.Profiles;

namespace ScimConformance.Checks.Tests;

/// <summary>Applications with users alone, of whom little can be changed.</summary>
internal static class ProfileVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        Of("thousandeyes", "RFC 7643 sections 6 and 7: a provider publishes the types that it has, and who may change an attribute"),
        Of("thousandeyes-no-groups-404", "RFC 7644 3.12: 404 where there is no such endpoint", profile => profile with { Groups = GroupsEndpoint.NotFound }),
        Of("thousandeyes-no-groups-501", "RFC 7644 3.12: 501 for what is not supported", profile => profile with { Groups = GroupsEndpoint.NotImplemented }),
        Of("thousandeyes-undeclared-refused", "RFC 7644 3.12: 400 invalidPath", profile => profile with { UndeclaredAttributes = UnwantedChange.Refuse }),
    ];

    private static FairVariant Of(string id, string allowed, Func<ApplicationProfile, ApplicationProfile>? change = null) => new(id, allowed)
    {
        Configure = provider =>
        {
            var profile = ApplicationProfile.Find("thousandeyes")!;
            provider.Use(change is null ? profile : change(profile));
        },
    };
}
