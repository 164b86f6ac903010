namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions of multi-valued attributes.</summary>
internal static class ListFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("Count", "attribute", c => Numbers.Value(c[0].Values.Count)),
        new("Item", "attribute, index", Item),
        new("Join", "separator, source1, [source2…]", Join),
        new("RemoveDuplicates", "attribute", c => c[0].Kind == MappingValueKind.List ? MappingValue.OfList(c[0].Values.Distinct(StringComparer.Ordinal).ToList()) : c[0]),
        new("Split", "source, delimiter", Split),
    ];

    /// <summary>Counted from 1; beyond the end there is no value.</summary>
    private static MappingValue Item(MappingCall call)
    {
        var (values, index) = (call[0].Values, call.Length(1));
        return index < 1 ? throw call.Wrong(1, $"a place from 1 on is expected, found {index}")
            : MappingValue.Of(index <= values.Count ? values[index - 1] : null);
    }

    private static MappingValue Join(MappingCall call)
    {
        var separator = call.Text(0) ?? "";
        var parts = new List<string>();
        var (length, hasValue) = (0L, false);
        for (var i = 1; i < call.Count; i++)
        {
            hasValue |= !call[i].IsNull;
            IReadOnlyList<string> values = call[i].IsNull ? [""] : call[i].Values;
            foreach (var part in values.Where(v => v.Length > 0 || !call.Options.JoinSkipsEmpty))
            {
                length += part.Length + separator.Length;
                parts.Add(length - separator.Length <= MappingExpression.MaxValueLength ? part : throw call.TooLong());
            }
        }

        return hasValue ? MappingValue.Of(string.Join(separator, parts)) : MappingValue.Null;
    }

    private static MappingValue Split(MappingCall call)
    {
        var delimiter = call.Required(1);
        if (delimiter.Length != 1)
        {
            throw call.Wrong(1, $"one character is expected, found '{delimiter}'");
        }

        return call.Text(0) is { } source
            ? MappingValue.OfList(source.Split(delimiter[0], call.Options.SplitTrims ? StringSplitOptions.TrimEntries : StringSplitOptions.None))
            : MappingValue.Null;
    }
}
