using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Querying;

/// <summary>The way from a value down to an attribute, fanning out over multi-valued attributes.</summary>
internal sealed class AttributeSteps
{
    private readonly AttributeNode[] chain;

    internal AttributeSteps(AttributeNode scope, AttributeNode leaf)
    {
        Leaf = leaf;
        var nodes = new Stack<AttributeNode>();
        for (var node = leaf; node is not null && node != scope; node = node.Parent)
            nodes.Push(node);
        chain = [.. nodes];
    }

    internal AttributeNode Leaf { get; }

    /// <summary>Whether any value at the end of the way passes.</summary>
    internal bool Any(AttributeValue start, Predicate<AttributeValue> test) => Any(start, 0, test);

    /// <summary>The value of the first attribute on the way that is not an extension's container.</summary>
    internal AttributeValue? First(ComplexValue start)
    {
        AttributeValue? value = start;
        foreach (var node in chain)
        {
            value = (value as ComplexValue)?[node];
            if (!node.IsContainer)
                break;
        }

        return value;
    }

    /// <summary>The value by which resources are sorted: of a multi-valued attribute the primary one, else the first (RFC 7644 section 3.4.2.3).</summary>
    internal AttributeValue? SortKey(AttributeValue start)
    {
        AttributeValue? value = start;
        for (var i = 0; i <= chain.Length && value is not null; i++)
        {
            if (value is MultiValue multi)
                value = multi.Items.FirstOrDefault(item => item is ComplexValue complex && complex.IsTrue(chain[i - 1].Primary)) ?? multi.Items[0];
            if (i < chain.Length)
                value = (value as ComplexValue)?[chain[i]];
        }

        return value;
    }

    private bool Any(AttributeValue value, int step, Predicate<AttributeValue> test)
    {
        if (value is MultiValue multi)
        {
            foreach (var item in multi.Items)
                if (Any(item, step, test))
                    return true;
            return false;
        }

        if (step == chain.Length)
            return test(value);
        return value is ComplexValue complex && complex[chain[step]] is { } next && Any(next, step + 1, test);
    }
}
