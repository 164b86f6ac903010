using System.Text.Json.Nodes;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility;

/// <summary>
/// One tolerance towards what an identity provider sends beyond RFC 7643 and RFC 7644. Every member's default is the strict behaviour, so a
/// switch overrides exactly what it loosens. A provider without switches is strict.
/// </summary>
public interface IPatchCompatibility
{
    /// <summary>The switch's name, such as "entra-string-booleans".</summary>
    string Name { get; }

    /// <summary>Whether <c>op</c> may be written in any letter case.</summary>
    bool AcceptsAnyOpCase => false;

    /// <summary>Whether "add" or "replace" with a value filter that matches nothing creates the value from the filter's eq terms.</summary>
    bool CreatesMissingValues => false;

    /// <summary>Whether "remove" with a path to a multi-valued attribute and a value removes the listed values only.</summary>
    bool RemovesListedValues => false;

    /// <summary>Whether keys of a value without path may be paths: <c>name.givenName</c>, <c>urn:…:User:department</c>.</summary>
    bool ExpandsKeys => false;

    /// <summary>Whether an "id" equal to the resource's own is passed over in a value without path.</summary>
    bool IgnoresOwnId => false;

    /// <summary>Whether a single value is taken for a multi-valued attribute as if it stood in an array.</summary>
    bool WrapsSingleValues => false;

    /// <summary>Whether PUT without "active" leaves "active" as it is.</summary>
    bool KeepsActive => false;

    /// <summary>Whether a PATCH operation on an attribute that the type does not have is passed over, and an unknown URN in "schemas".</summary>
    bool PassesOverUnknown => false;

    /// <summary>Whether PUT and PATCH pass over another value for an immutable attribute, and PATCH any value for a readOnly one.</summary>
    bool PassesOverFixed => false;

    /// <summary>Whether "manager" in a filter means the identifier of the enterprise extension's manager.</summary>
    bool FindsManager => false;

    /// <summary>What filters may contain beyond the grammar.</summary>
    FilterSyntax Filters => FilterSyntax.Strict;

    /// <summary>Puts a value that does not have the attribute's JSON type into the form that the attribute takes.</summary>
    /// <param name="attribute">The attribute's definition.</param>
    /// <param name="value">The value as sent; never a JSON null.</param>
    /// <param name="converted">The value to use instead; null unassigns the attribute.</param>
    /// <returns>Whether this switch knows the form; where none does, the value stays as sent.</returns>
    bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted)
    {
        converted = null;
        return false;
    }

    /// <summary>The schema URN that a URN in "schemas" or in a body's key stands for; "" for one that is passed over; null where this switch has nothing to say.</summary>
    string? MapSchema(string urn) => null;
}
