using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Patching;

/// <summary>Counts the values that the operations of one request look at: a thousand operations on tens of thousands of values would take minutes.</summary>
internal sealed class ValueEffort
{
    /// <summary>More than anybody needs, and done in a second or two.</summary>
    internal const int Most = 2_000_000;

    private long spent;

    /// <summary>Takes note of one more look at all values of an attribute.</summary>
    /// <exception cref="ScimException">413: it is too much for one request. A single look never is.</exception>
    internal void Spend(AttributeNode node, int values)
    {
        if (spent > 0 && spent + values > Most)
            throw ScimError.PayloadTooLarge($"\"{node.Path}\" has {values} values, too many for so many operations in one request; send fewer at a time.").ToException();
        spent += values;
    }
}
