using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>The rules that hold between the values of one multi-valued attribute (RFC 7643 section 2.4).</summary>
internal static class MultiValues
{
    /// <summary>The values without repetitions of a (type, value) pair; a later one adds what the first does not say.</summary>
    internal static IReadOnlyList<AttributeValue> Distinct(AttributeNode node, IReadOnlyList<AttributeValue> items)
    {
        if (items.Count < 2)
            return items;
        var distinct = new List<AttributeValue>(items.Count);
        var seen = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        var keyless = new HashSet<AttributeValue>(AttributeValue.ToTheLetter);
        foreach (var item in items)
        {
            var key = KeyOf(node, item);
            if (key is not null && !seen.TryAdd(key, distinct.Count))
                distinct[seen[key]] = Merge(distinct[seen[key]], item, overwrite: false);
            else if (key is not null || keyless.Add(item))
                distinct.Add(item);
        }

        return distinct;
    }

    /// <summary>Adds values to those present: one with the (type, value) pair of a present value is merged into it.</summary>
    internal static List<AttributeValue> Append(AttributeNode node, IReadOnlyList<AttributeValue> present, IReadOnlyList<AttributeValue> added)
    {
        var result = new List<AttributeValue>(present);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var keyless = new HashSet<AttributeValue>(AttributeValue.ToTheLetter);
        for (var i = 0; i < result.Count; i++)
            if (KeyOf(node, result[i]) is { } key)
                seen.TryAdd(key, i);
            else
                keyless.Add(result[i]);
        foreach (var item in added)
        {
            var key = KeyOf(node, item);
            if (key is not null && seen.TryGetValue(key, out var at))
                result[at] = Merge(result[at], item, overwrite: true);
            else if (key is not null || keyless.Add(item))
            {
                if (key is not null)
                    seen.Add(key, result.Count);
                result.Add(item);
            }
        }

        return result;
    }

    /// <summary>The parts of one complex value laid over those of another.</summary>
    internal static AttributeValue Merge(AttributeValue target, AttributeValue source, bool overwrite)
    {
        if (target is not ComplexValue into || source is not ComplexValue from)
            return target;
        foreach (var member in from.Members)
            if (into[member.Node] is not { } present || (overwrite && !present.SameAs(member.Value)))
                into = into.With(member.Node, member.Value);
        return into;
    }

    /// <summary>Refuses a second "primary": true.</summary>
    internal static void CheckPrimary(AttributeNode node, IEnumerable<AttributeValue> items)
    {
        if (node.Primary is { } primary && items.Count(item => item is ComplexValue value && value.IsTrue(primary)) > 1)
            throw ScimError.InvalidValue($"More than one value of \"{node.Path}\" has \"primary\" true; mark at most one.").ToException();
    }

    /// <summary>
    /// What makes a value the same as another: its value and type, compared as their attributes say; of a reference to a resource the value
    /// alone, because it is an identifier. Null where a complex value has no value.
    /// </summary>
    internal static string? KeyOf(AttributeNode node, AttributeValue item)
    {
        if (item is not ComplexValue complex)
            return Comparison.Key(node, item);
        if (node.Value is not { } value || complex[value] is not { } held)
            return null;
        var key = Comparison.Key(value, held);
        return node.RefersToResource || node.Type is not { } type || complex[type] is not { } label ? key : $"{key}\0{Comparison.Key(type, label)}";
    }

    /// <summary>A value that becomes primary takes the mark from the others (RFC 7644 section 3.5.2).</summary>
    internal static IReadOnlyList<AttributeValue> OnePrimary(AttributeNode node, IReadOnlyList<AttributeValue> before, IReadOnlyList<AttributeValue> after)
    {
        if (node.Primary is not { } primary || after.Count(item => IsPrimary(item, primary)) < 2)
            return after;
        var marked = after.Where(item => IsPrimary(item, primary) && !before.Any(old => IsPrimary(old, primary) && ReferenceEquals(old, item))).ToList();
        if (marked.Count != 1)
            return after;
        return [.. after.Select(item => item != marked[0] && IsPrimary(item, primary) ? ((ComplexValue)item).With(primary, BooleanValue.False) : item)];
    }

    private static bool IsPrimary(AttributeValue item, AttributeNode primary) => item is ComplexValue complex && complex.IsTrue(primary);
}
