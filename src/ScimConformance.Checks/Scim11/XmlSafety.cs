using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>What XML can do to a careless reader (our security verdict, where SCIM 1.1 is offered in XML). The documents are harmless in size: they show the weakness and do not use it.</summary>
internal static class XmlSafety
{
    private const int Levels = 4;

    public static CheckGroup Group { get; } = new("SECURITY-xml", "XML bodies",
    [
        new()
        {
            Id = "SECURITY-XML-001", Title = "entities that grow by nesting are not expanded",
            Verifies = ["SECURITY-XML-01"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var entities = string.Concat(Enumerable.Range(1, Levels).Select(i => $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">"));
                var reply = await scim.V1.SendXmlAsync("POST", "/Users", Api3_6_Xml.User(
                    $"<userName>{scim.Email(scim.NewName())}</userName><displayName>&a{Levels};</displayName>", $"<!DOCTYPE User [<!ENTITY a0 \"a\">{entities}]>"));
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(!reply.Text.Contains(new string('a', 1000), StringComparison.Ordinal), "without the expanded text"));
            },
        },
        new()
        {
            Id = "SECURITY-XML-002", Title = "an external entity is not fetched",
            Verifies = ["SECURITY-XML-02"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var reply = await scim.V1.SendXmlAsync("POST", "/Users", Api3_6_Xml.User(
                    $"<userName>{scim.Email(scim.NewName())}</userName><displayName>[&file;]</displayName>", "<!DOCTYPE User [<!ENTITY file SYSTEM \"file:///etc/hosts\">]>"));
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(!reply.Text.Contains("localhost", StringComparison.OrdinalIgnoreCase) || !reply.Text.Contains("127.0.0.1", StringComparison.Ordinal), "without the file's text"));
            },
        },
    ]);
}
