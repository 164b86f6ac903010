using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>A condition on the index keys of a resource, which a store can find resources by.</summary>
internal abstract record KeyCondition;

/// <summary>An indexed attribute has a key of which this holds.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Test">What holds.</param>
/// <param name="Text">The key, or the part of one, in the form of the attribute's keys; "" for <see cref="KeyTest.Present"/>.</param>
internal sealed record KeyIs(AttributeNode Attribute, KeyTest Test, string Text) : KeyCondition;

/// <summary>The resource has this identifier.</summary>
internal sealed record IdIs(string Id) : KeyCondition;

/// <summary>All of several conditions hold, or any of them; any of none holds for nothing.</summary>
internal sealed record Combined(bool All, IReadOnlyList<KeyCondition> Conditions) : KeyCondition;

/// <summary>What a <see cref="KeyIs"/> says of a key.</summary>
internal enum KeyTest
{
    /// <summary>It is the text.</summary>
    Equal,

    /// <summary>It begins with the text.</summary>
    StartsWith,

    /// <summary>The text is a part of it.</summary>
    Contains,

    /// <summary>It ends with the text.</summary>
    EndsWith,

    /// <summary>There is one, and it is not empty.</summary>
    Present,
}
