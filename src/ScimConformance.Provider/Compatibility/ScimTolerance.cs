using ScimConformance.Provider.Compatibility.Entra;
using ScimConformance.Provider.Compatibility.Okta;
using ScimConformance.Provider.Compatibility.OneLogin;

namespace ScimConformance.Provider.Compatibility;

/// <summary>The tolerance switches by identity provider, for <see cref="ScimProviderOptions.Tolerance"/>.</summary>
public static class ScimTolerance
{
    /// <summary>No switch: the letter of the RFCs.</summary>
    public static IReadOnlyList<IPatchCompatibility> None { get; } = [];

    /// <summary>What Microsoft Entra sends.</summary>
    public static IReadOnlyList<IPatchCompatibility> Entra { get; } =
    [
        new StringBooleans(), new AnyOpCase(), new CreateMissingValues(), new RemoveListedValues(), new ManagerAsText(),
        new EmptyStringUnassigns(), new KeysAsPaths(), new SubAttributeAfterBrackets(), new AdScimGroupSchema(), new SingleValueForMany(),
        new RoleForms(), new ManagerInFilter(),
    ];

    /// <summary>What Okta sends.</summary>
    public static IReadOnlyList<IPatchCompatibility> Okta { get; } = [new OwnIdInValue()];

    /// <summary>What OneLogin sends.</summary>
    public static IReadOnlyList<IPatchCompatibility> OneLogin { get; } =
        [new LegacySchemas(), new EmailsAsObject(), new TextBooleans(), new ActiveStaysWhenOmitted()];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IPatchCompatibility> All { get; } = [.. Entra, .. Okta, .. OneLogin];
}
