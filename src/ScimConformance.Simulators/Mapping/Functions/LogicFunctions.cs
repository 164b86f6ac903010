namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions that choose.</summary>
internal static class LogicFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("CBool", "expression", c => MappingValue.Of(IsTrue(c))) { TakesComparison = true },
        new("Coalesce", "source1, [source2…]", Coalesce),
        new("IIF", "condition, valueIfTrue, valueIfFalse", c => Condition(c) ? c[1] : c[2]) { TakesComparison = true },
        // Anything but True gives True, also no value.
        new("Not", "source", c => MappingValue.Of(!IsTrueText(c.Text(0)))),
        new("Switch", "source, defaultValue, key1, value1, [key2], [value2…]", Switch)
        {
            WhyWrong = c => c.Arguments.Count % 2 == 0 ? null : $"Switch takes a source, a default and then pairs of key and value (4, 6, 8 … arguments), there are {c.Arguments.Count}",
        },
    ];

    private static MappingValue Coalesce(MappingCall call)
    {
        for (var i = 0; i < call.Count; i++)
        {
            if (!call[i].IsNull)
            {
                return call[i];
            }
        }

        return MappingValue.Null;
    }

    private static bool Condition(MappingCall call) =>
        !(call.Options.IifFailsOnNull && call.SourcesOf(0).Any(name => call.Source.Read(name).IsNullOrEmpty)) && IsTrue(call);

    private static bool IsTrue(MappingCall call) => call.Text(0) switch
    {
        null or "" => false,
        var text when IsTrueText(text) => true,
        var text when text.Equals("False", StringComparison.OrdinalIgnoreCase) => false,
        var text when Numbers.TryAny(text, out var number) => number != 0,
        _ => throw call.Wrong(0, $"a comparison such as [country]=\"USA\", True, False or a number is expected, found '{call[0]}'"),
    };

    private static bool IsTrueText(string? text) => string.Equals(text, "True", StringComparison.OrdinalIgnoreCase);

    /// <summary>Keys are case-sensitive; the key "" stands for no value and the empty text.</summary>
    private static MappingValue Switch(MappingCall call)
    {
        if (call.Options.SwitchForgetsUnchanged && call.SourcesOf(0).ToList() is { Count: > 0 } names && !names.Exists(call.Source.HasChanged))
        {
            return MappingValue.Null;
        }

        var source = call.Text(0) ?? "";
        for (var key = 2; key < call.Count; key += 2)
        {
            if (call.Text(key) == source)
            {
                return call[key + 1];
            }
        }

        return call[1];
    }
}
