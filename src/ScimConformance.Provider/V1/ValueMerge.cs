using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Patching;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>
/// Merges values into a multi-valued attribute as PATCH of SCIM 1.1 does (API section 3.3.2): a value that is there is merged, another one added,
/// one with "operation" "delete" taken away. Values are matched by "value"; where that is missing or not unique, by all that the request says.
/// </summary>
internal sealed class ValueMerge(AttributeNode node, ValueReader reader)
{
    private readonly List<AttributeValue?> items = [];
    private readonly Dictionary<string, List<int>> byValue = new(StringComparer.Ordinal);
    private readonly HashSet<AttributeValue> withoutValue = new(AttributeValue.ToTheLetter);
    private readonly ValueEffort effort = new();

    /// <summary>The values after the request; null for none.</summary>
    /// <param name="present">The values there are.</param>
    /// <param name="value">The values of the request.</param>
    /// <param name="ignoresDeletes">Whether the attribute is named in "meta.attributes", where deletions of single values are passed over.</param>
    internal AttributeValue? Apply(IReadOnlyList<AttributeValue> present, JsonNode? value, bool ignoresDeletes)
    {
        if (value is null)
            return SingleValuePatch.Unassign(node, present.Count == 0 ? null : new MultiValue(present));
        if (value is not JsonArray array)
            throw SimpleValueReader.Wrong(node, value, "an array");
        foreach (var item in present)
            Keep(item);
        foreach (var element in array)
            Merge(element, ignoresDeletes);
        var kept = items.OfType<AttributeValue>().ToList();
        var merged = MultiValue.OrNull(MultiValues.OnePrimary(node, present, kept));
        return SingleValuePatch.Change(node, present.Count == 0 ? null : new MultiValue(present), merged);
    }

    private void Merge(JsonNode? element, bool ignoresDeletes)
    {
        var deletes = false;
        if (element is JsonObject complex)
        {
            deletes = IsDelete(complex);
            if (!node.IsComplex && complex.TryFind("value", out var plain))
                element = plain;
        }

        if (reader.ReadSingle(node, element) is not { } read)
        {
            if (node.RefersToResource && element is not null)
                throw ScimError.InvalidValue($"A value of \"{node.Path}\" has no \"value\"; it takes the \"id\" of a resource.").ToException();
            return;
        }

        if (deletes && !ignoresDeletes)
            Delete(read);
        else if (!deletes)
            Add(read);
    }

    /// <summary>"delete" is the only operation there is (core schema section 3.2); OneLogin says "add" for what would happen anyway.</summary>
    private bool IsDelete(JsonObject value)
    {
        if (!value.TryFind("operation", out var operation) || operation is null)
            return false;
        return (ScimJson.TryGetString(operation, out var word) ? word.ToLowerInvariant() : null) switch
        {
            "delete" => true,
            "add" => false,
            _ => throw ScimError.InvalidValue($"\"{node.Path}.operation\" must be \"delete\", not {Shown.Value(operation)}; leave it out to add or change a value.").ToException(),
        };
    }

    private void Delete(AttributeValue read)
    {
        var matches = Matches(read);
        if (ValueKey(read) is null)
        {
            effort.Spend(node, items.Count);
            matches = [.. Enumerable.Range(0, items.Count).Where(i => items[i] is { } item && Covers(read, item))];
        }
        else if (matches.Count > 1)
        {
            matches = [.. matches.Where(i => Covers(read, items[i]!))];
        }

        if (matches.Count > 1)
            throw ScimError.InvalidValue($"The value of \"{node.Path}\" to delete fits {matches.Count} values; say more of the one that is meant.").ToException();
        // One that is not there needs no deletion: the end is the same.
        foreach (var match in matches)
        {
            if (ValueKey(items[match]!) is { } key)
                byValue[key].Remove(match);
            else
                withoutValue.Remove(items[match]!);
            items[match] = null;
        }
    }

    private void Add(AttributeValue read)
    {
        var matches = Matches(read);
        if (matches.Count > 1)
            matches = [.. matches.Where(i => MultiValues.KeyOf(node, items[i]!) == MultiValues.KeyOf(node, read))];
        if (matches.Count == 1)
            items[matches[0]] = MultiValues.Merge(items[matches[0]]!, read, overwrite: true);
        else if (matches.Count == 0 && (ValueKey(read) is not null || !withoutValue.Contains(read)))
            Keep(read);
    }

    private void Keep(AttributeValue item)
    {
        if (ValueKey(item) is { } key)
        {
            if (!byValue.TryGetValue(key, out var places))
                byValue.Add(key, places = []);
            places.Add(items.Count);
        }
        else
        {
            withoutValue.Add(item);
        }

        items.Add(item);
    }

    private List<int> Matches(AttributeValue read) => ValueKey(read) is { } key && byValue.TryGetValue(key, out var places) ? [.. places] : [];

    private string? ValueKey(AttributeValue item) => item is not ComplexValue complex ? Comparison.Key(node, item)
        : node.Value is { } value && complex[value] is { } held ? Comparison.Key(value, held) : null;

    /// <summary>Whether all that the request says of a value holds for one that is there.</summary>
    private static bool Covers(AttributeValue read, AttributeValue item)
    {
        if (read is not ComplexValue wanted || item is not ComplexValue held)
            return read.SameAs(item);
        foreach (var member in wanted.Members)
            if (!AttributeValue.Same(member.Value, held[member.Node]))
                return false;
        return true;
    }
}
