namespace ScimConformance.Faults.Rfc7643;

/// <summary>Faults for the checks of RFC 7643 and of the discovery endpoints.</summary>
internal static class ModelFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. DefinitionFaults.All,
        .. AttributeFaults.All,
        .. ValueFaults.All,
        .. ReferenceFaults.All,
        .. MultiValuedFaults.All,
        .. SchemasFaults.All,
        .. IdFaults.All,
        .. MetaFaults.All,
        .. UserNameFaults.All,
        .. SingularFaults.All,
        .. PluralFaults.All,
        .. GroupFaults.All,
        .. ConfigFaults.All,
        .. HonestyFaults.All,
        .. OptionFaults.All,
        .. SchemaFaults.All,
        .. CharacteristicFaults.All,
        .. EveryWriteFaults.All,
        .. EveryRuleFaults.All,
        .. DiscoveryFaults.All,
    ];
}
