using System.Xml;
using System.Xml.Linq;

namespace ScimConformance.Harness;

/// <summary>The judge's own way of reading the XML of SCIM 1.1: without document type definitions, so that an endpoint under test cannot do harm by it.</summary>
public static class ScimXml
{
    /// <summary>The namespace of everything that the core schema defines.</summary>
    public static XNamespace Core { get; } = "urn:scim:schemas:core:1.0";

    /// <summary>The namespace of the enterprise extension.</summary>
    public static XNamespace Enterprise { get; } = "urn:scim:schemas:extension:enterprise:1.0";

    /// <summary>Parses XML; null when the bytes are none.</summary>
    public static XElement? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The text of the first element at a path of local names in one namespace, or null.</summary>
    /// <param name="element">Where to start.</param>
    /// <param name="space">The namespace of every step.</param>
    /// <param name="path">The names.</param>
    public static string? Text(this XElement? element, XNamespace space, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element = element?.Element(space + name);
        }

        return element?.Value;
    }
}
