using System.Text;
using System.Xml;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.V1;

/// <summary>An element of a request as it was sent, with neither comments nor processing instructions.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its local name.</param>
/// <param name="IsNil">Whether it says that it has no value.</param>
/// <param name="Children">The elements in it.</param>
/// <param name="Text">The text in it.</param>
internal sealed record XmlElementTree(string Namespace, string Name, bool IsNil, IReadOnlyList<XmlElementTree> Children, string Text)
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>
    /// Reads a document. There is no document type definition, hence no entity to expand and no file or address to fetch; length and depth are
    /// bounded as those of JSON are.
    /// </summary>
    /// <exception cref="ScimException">invalidSyntax: the body is not well-formed, has a document type definition, or is nested too deeply.</exception>
    internal static XmlElementTree Parse(ReadOnlySpan<byte> body, ScimLimits limits)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.BodyBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            // Bytes behind a byte order mark are decoded here already.
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings);
            reader.MoveToContent();
            var root = Read(reader, limits.JsonDepth);
            while (reader.Read())
            {
                // To the end: what follows the root must be well-formed too.
            }

            return root;
        }
        catch (XmlException e)
        {
            throw ScimError.InvalidSyntax(
                e.Message.Contains("DTD", StringComparison.Ordinal)
                    ? "The body has a document type definition (DOCTYPE), which is not accepted; leave it out."
                    : $"The body is not well-formed XML (line {e.LineNumber}, column {e.LinePosition}).").ToException();
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            throw ScimError.InvalidSyntax("The body has bytes that are not text in the encoding of the XML document; send UTF-8.").ToException();
        }
    }

    private static XmlElementTree Read(XmlReader reader, int levels)
    {
        if (levels == 0)
            throw ScimError.InvalidSyntax("The body is nested too deeply.").ToException();
        if (reader.NodeType != XmlNodeType.Element)
            throw ScimError.InvalidSyntax("The body has no XML element.").ToException();
        var (space, name) = (reader.NamespaceURI, reader.LocalName);
        var isNil = reader.GetAttribute("nil", InstanceNamespace) is "true" or "1";
        var children = new List<XmlElementTree>();
        var text = new StringBuilder();
        if (!reader.IsEmptyElement)
            for (reader.Read(); reader.NodeType != XmlNodeType.EndElement; reader.Read())
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        children.Add(Read(reader, levels - 1));
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                        text.Append(reader.Value);
                        break;
                }

        if (children.Count > 0 && text.ToString().AsSpan().Trim().Length > 0)
            throw ScimError.InvalidSyntax($"The element <{name}> has both text and elements in it.").ToException();
        return new XmlElementTree(space, name, isNil, children, text.ToString());
    }
}
