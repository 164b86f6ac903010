using System.Text;
using System.Text.RegularExpressions;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of media types and of XML.</summary>
internal static partial class FormatFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("v1-json-as-text", "JSON is sent as text/json", ["V1-FORMAT-001", "V1-FORMAT-002", "V1-FORMAT-003"], e =>
        {
            if (e.ResponseHeaders.ContentType == Json)
            {
                e.ResponseHeaders.ContentType = "text/json";
            }
        }),
        Fault.OnRequest("v1-xml-by-default", "Without a choice the answer is XML", ["V1-FORMAT-002"], e =>
        {
            if (e.RequestHeaders.Accept == "*/*")
            {
                e.RequestHeaders.Accept = "application/xml";
            }
        }),
        Fault.Instead("v1-suffix-unknown", "A suffix is part of the id", ["V1-FORMAT-003", "V1-FORMAT-004"], e => e.Path.EndsWith(".json", StringComparison.Ordinal) || e.Path.EndsWith(".xml", StringComparison.Ordinal), e => e.ReplyErrors(404)),
        Fault.OnRequest("v1-xml-not-answered", "XML is announced, and JSON answered", ["V1-XML-001", "V1-XML-003", "V1-XML-005", "V1-XML-006"], e =>
        {
            if (e.AsksForXml())
            {
                e.RequestHeaders.Accept = Json;
            }
        }),
        Fault.Instead(
            "v1-xml-not-read",
            "XML is announced, and bodies of XML refused",
            ["V1-XML-002", "V1-XML-004", "V1-XML-007"],
            e => e.RequestHeaders.ContentType.ToString().Contains("xml", StringComparison.Ordinal),
            e => e.ReplyErrors(415)),
        OnXml("v1-xml-flat", "Values stand in repeated elements of the attribute", ["V1-XML-003"], text => text
            .Replace("<emails><email>", "<emails>", StringComparison.Ordinal).Replace("</email></emails>", "</emails>", StringComparison.Ordinal).Replace("</email><email>", "</emails><emails>", StringComparison.Ordinal)),
        OnXml("v1-xml-one-namespace", "Extensions stand in the core namespace", ["V1-XML-004"], text => text.Replace("enterprise:department", "department", StringComparison.Ordinal)),
        OnXml("v1-xml-list-without-response", "A list is an element of its own kind", ["V1-XML-005"], text => text.Replace("<Response ", "<Users ", StringComparison.Ordinal).Replace("</Response>", "</Users>", StringComparison.Ordinal)),
        Fault.OnResponse("v1-xml-errors-in-json", "Errors are JSON whatever is asked for", ["V1-XML-006"], e =>
        {
            if (e.IsXml() && e.Status >= 400)
            {
                e.ReplyErrors(e.Status);
            }
        }),
        OnXmlBody("v1-xml-meta-not-read", "meta.attributes is not read from XML", ["V1-XML-007"], text => text.Replace("<meta>", "<was>", StringComparison.Ordinal).Replace("</meta>", "</was>", StringComparison.Ordinal)),
        OnXmlBody("v1-xml-expands-entities", "Entities of an XML body are expanded", ["SECURITY-XML-001"], text => text.Contains("<!ENTITY a0", StringComparison.Ordinal)
            ? Doctype().Replace(text, "").Replace("&a4;", new string('a', 10_000), StringComparison.Ordinal)
            : text),
        OnXmlBody("v1-xml-fetches-entities", "External entities of an XML body are fetched", ["SECURITY-XML-002"], text => Doctype().Replace(text, "").Replace("&file;", "127.0.0.1 localhost", StringComparison.Ordinal)),
    ];

    private static Fault OnXml(string id, string title, IReadOnlyList<string> breaks, Func<string, string> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsXml())
        {
            e.SetText(change(e.Text()));
        }
    });

    private static Fault OnXmlBody(string id, string title, IReadOnlyList<string> breaks, Func<string, string> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.RequestHeaders.ContentType.ToString().Contains("xml", StringComparison.Ordinal))
        {
            e.RequestBody = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(e.RequestBody)));
        }
    });

    [GeneratedRegex(@"<!DOCTYPE[^\]]*\]>")]
    private static partial Regex Doctype();
}
