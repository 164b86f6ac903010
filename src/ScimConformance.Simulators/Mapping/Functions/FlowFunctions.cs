namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions that say how a value flows.</summary>
internal static class FlowFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("IgnoreFlowIfNullOrEmpty", "expression", c => c[0].IsNullOrEmpty ? MappingValue.NoFlow : c[0]),
        new("Redact", "value", c => c[0].Redacted()),
        new("SelectUniqueValue", "uniqueValueRule1, uniqueValueRule2, [uniqueValueRule3…]", SelectUniqueValue) { MayBeNested = false },
    ];

    private static MappingValue SelectUniqueValue(MappingCall call)
    {
        for (var i = 0; i < call.Count; i++)
        {
            if (call.Text(i) is { Length: > 0 } value && !call.Options.IsTaken(value))
            {
                return call[i];
            }
        }

        throw call.Wrong(call.Count - 1, "a value that is not taken in the target is expected, all of them are");
    }
}
