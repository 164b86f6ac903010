using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.V1;

/// <summary>Writes the JSON form of SCIM 1.1 as XML, by the XML schema that belongs to it: elements in its order, values of lists in elements of their own.</summary>
internal static class Scim11XmlWriter
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly string[] ResourceOrder = ["id", "meta", "externalId"];

    private static readonly string[] ValueOrder = ["value", "display", "primary", "type"];

    /// <summary>Lists whose elements have an order of their own.</summary>
    private static readonly string[] Ordered = ["attributes", "subAttributes", "authenticationSchemes", "Operations"];

    /// <summary>A single resource, as the element of its type.</summary>
    internal static byte[] Resource(JsonObject resource, string typeName) => Write(typeName, [resource], writer => WriteMembers(writer, resource, Scim11Urn.Core, ResourceOrder));

    /// <summary>A page of resources.</summary>
    internal static byte[] List(JsonObject page, string typeName)
    {
        var resources = page["Resources"]!.AsArray().Select(resource => resource!.AsObject()).ToList();
        return Write("Response", resources, writer =>
        {
            foreach (var name in new[] { "totalResults", "itemsPerPage", "startIndex" })
                writer.WriteElementString(name, Scim11Urn.Core, page[name]!.ToJsonString());
            writer.WriteStartElement("Resources", Scim11Urn.Core);
            foreach (var resource in resources)
            {
                writer.WriteStartElement("Resource", Scim11Urn.Core);
                writer.WriteAttributeString("xsi", "type", InstanceNamespace, typeName);
                WriteMembers(writer, resource, Scim11Urn.Core, ResourceOrder);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        });
    }

    /// <summary>An error.</summary>
    internal static byte[] Error(ScimError error) => Write("Response", [], writer =>
    {
        writer.WriteStartElement("errors", Scim11Urn.Core);
        writer.WriteStartElement("error", Scim11Urn.Core);
        writer.WriteElementString("description", Scim11Urn.Core, Printable(error.Detail));
        writer.WriteElementString("code", Scim11Urn.Core, error.Status.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    /// <summary>A document.</summary>
    /// <param name="root">Its root element.</param>
    /// <param name="resources">The resources in it, whose namespaces are declared.</param>
    /// <param name="write">Writes what is in it.</param>
    internal static byte[] Write(string root, IEnumerable<JsonObject> resources, Action<XmlWriter> write)
    {
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, Settings))
        {
            writer.WriteStartElement(root, Scim11Urn.Core);
            writer.WriteAttributeString("xmlns", "xsi", null, InstanceNamespace);
            var extensions = resources.SelectMany(resource => resource).Select(member => member.Key).Where(name => name.Contains(':')).Distinct();
            foreach (var (urn, index) in extensions.Select((urn, index) => (urn, index)))
                writer.WriteAttributeString("xmlns", urn == Scim11Urn.Enterprise ? "enterprise" : $"extension{index}", null, urn);
            write(writer);
            writer.WriteEndElement();
        }

        return output.ToArray();
    }

    /// <summary>What is in the element of a resource.</summary>
    internal static void WriteResource(XmlWriter writer, JsonObject resource) => WriteMembers(writer, resource, Scim11Urn.Core, ResourceOrder);

    private static void WriteMembers(XmlWriter writer, JsonObject json, string space, string[] first)
    {
        foreach (var (name, value) in json.OrderBy(member => Rank(member.Key, first)))
        {
            if (name == "schemas" || value is null)
                continue;
            if (name.Contains(':'))
                WriteMembers(writer, value.AsObject(), name, []);
            else
                WriteElement(writer, name, value, space);
        }
    }

    private static void WriteElement(XmlWriter writer, string name, JsonNode value, string space)
    {
        if (name == "canonicalValues")
        {
            foreach (var word in value.AsArray())
                writer.WriteElementString(name, space, Text(word!));
            return;
        }

        writer.WriteStartElement(XmlConvert.EncodeLocalName(name), space);
        switch (value)
        {
            case JsonArray array:
                foreach (var item in array)
                    if (item is not null)
                    {
                        writer.WriteStartElement(XmlConvert.EncodeLocalName(XmlNames.Singular(name)), space);
                        WriteContent(writer, item, space, Ordered.Contains(name) ? [] : ValueOrder);
                        writer.WriteEndElement();
                    }

                break;
            default:
                WriteContent(writer, value, space, []);
                break;
        }

        writer.WriteEndElement();
    }

    private static void WriteContent(XmlWriter writer, JsonNode value, string space, string[] first)
    {
        if (value is JsonObject complex)
            WriteMembers(writer, complex, space, first);
        else
            writer.WriteString(Text(value));
    }

    private static int Rank(string name, string[] first) => name.Contains(':') ? int.MaxValue : Array.IndexOf(first, name) is >= 0 and var index ? index : first.Length;

    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? Printable(value.GetValue<string>()) : value.ToJsonString();

    /// <summary>JSON has characters that XML cannot hold at all; they are shown as U+FFFD.</summary>
    private static string Printable(string text)
    {
        var isWhole = true;
        for (var i = 0; i < text.Length && isWhole; i++)
            isWhole = XmlConvert.IsXmlChar(text[i]);
        if (isWhole)
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (XmlConvert.IsXmlChar(text[i]))
                result.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                result.Append(text[i]).Append(text[++i]);
            else
                result.Append('\ufffd');
        return result.ToString();
    }
}
