using System.Security;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.6 and the XML schema of SCIM 1.1.</summary>
internal static class Api3_6_Xml
{
    public static CheckGroup Group { get; } = new("SCIM11-API-3.6-XML", "SCIM 1.1: XML",
    [
        // "and, if supported, "Accept: application/xml" for XML."
        new()
        {
            Id = "V1-XML-001", Title = "Accept: application/xml is answered with XML",
            Verifies = ["SCIM11-API-3.6-03"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetOnceAsync(user.Target, Scim11Face.Xml)).Accept(r => r.Is(200));
                reply.Judge(reply.MediaType == Scim11Face.Xml, $"Content-Type {Scim11Face.Xml}", $"Content-Type {reply.MediaType}");
                reply.Judge(reply.Xml.Text(ScimXml.Core, "id") == user.Id, $"<id>{user.Id}</id>", reply.Describe());
                reply.Judge(string.Equals(reply.Xml.Text(ScimXml.Core, "userName"), user.UserName, StringComparison.OrdinalIgnoreCase), $"<userName>{user.UserName}</userName>", reply.Describe());
            },
        },
        new()
        {
            Id = "V1-XML-002", Title = "a user in XML is created as it says",
            Verifies = ["SCIM11-API-3.6-03"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var (name, email) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
                var created = (await CreateAsync(scim, $"<userName>{name}</userName><displayName>O&apos;Malley &amp; Co</displayName><emails><email><value>{email}</value><type>work</type></email></emails>"))
                    .Accept(r => r.Is(201).WithHeader("Location"));
                CheckContext.Require(created.Header("Location") is not null, "the creation told no Location");
                var read = (await scim.V1.GetAsync(new Uri(new Uri(scim.V1.Url("/Users")), created.Header("Location")!).AbsoluteUri)).Require(r => r.Is(200).WithJsonObject());
                read.Expect("userName").IsIgnoringCase(name);
                read.Expect("displayName").Is("O'Malley & Co");
                read.ExpectValues("emails", [email]);
            },
        },

        // XML schema: "emails" holds "email", which holds "value".
        new()
        {
            Id = "V1-XML-003", Title = "e-mail addresses stand in <email> inside <emails>",
            Verifies = ["SCIM11-API-3.6-05"], Needs = [Needs.Scim11Xml, Needs.Scim11Attribute("emails")],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetOnceAsync(user.Target, Scim11Face.Xml)).Accept(r => r.Is(200));
                var sent = user.Json.Values("emails");
                CheckContext.ApplicableIf(sent.Count > 0, "users show no e-mail address");
                var seen = reply.Xml?.Element(ScimXml.Core + "emails")?.Elements(ScimXml.Core + "email").Select(e => e.Text(ScimXml.Core, "value")).ToList() ?? [];
                reply.Judge(sent.All(seen.Contains), $"<emails><email><value>{sent[0]}</value>", reply.Describe());
            },
        },

        // XML schema of the enterprise extension: elements in the namespace of the extension. Core schema section 4: "XML MUST use XML namespaces".
        new()
        {
            Id = "V1-XML-004", Title = "the enterprise extension has its own namespace, in requests and answers",
            Verifies = ["SCIM11-API-3.6-05"], Needs = [Needs.Scim11Xml, Needs.Scim11Enterprise],
            Run = async scim =>
            {
                var name = scim.Email(scim.NewName());
                var reply = (await CreateAsync(scim, $"<userName>{name}</userName><e:department>Sales &amp; Tours</e:department>")).Accept(r => r.Is(201));
                reply.Judge(reply.Xml.Text(ScimXml.Enterprise, "department") == "Sales & Tours", "department in the namespace of the extension", reply.Describe());
            },
        },

        // XML schema: "Response" holds totalResults and "Resources", which holds "Resource".
        new()
        {
            Id = "V1-XML-005", Title = "a list is a Response with Resources",
            Verifies = ["SCIM11-API-3.6-05"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                await scim.V1.SharedUserAsync();
                var reply = (await scim.V1.GetAsync("/Users?count=1", Scim11Face.Xml)).Accept(r => r.Is(200));
                reply.Judge(reply.Xml?.Name == ScimXml.Core + "Response", "<Response> of SCIM 1.1", reply.Describe());
                reply.Judge(long.TryParse(reply.Xml.Text(ScimXml.Core, "totalResults"), out var total) && total > 0, "<totalResults>", reply.Describe());
                reply.Judge(!string.IsNullOrEmpty(reply.Xml.Text(ScimXml.Core, "Resources", "Resource", "id")), "<Resources><Resource><id>", reply.Describe());
            },
        },

        // "implementers MUST return the errors in the body of the response in the client requested format"
        new()
        {
            Id = "V1-XML-006", Title = "an error in XML has errors with description and code",
            Verifies = ["SCIM11-API-3.9-01"], Needs = [Needs.Scim11Xml],
            Run = async scim =>
            {
                var reply = (await scim.V1.GetAsync($"/Users/{CheckContext.UnknownId}", Scim11Face.Xml)).Require(r => r.Is(404));
                reply.Judge(reply.Xml.Text(ScimXml.Core, "errors", "error", "code") == "404", "<Response><errors><error><code>404", reply.Describe());
                reply.Judge(!string.IsNullOrWhiteSpace(reply.Xml.Text(ScimXml.Core, "errors", "error", "description")), "a <description>", reply.Describe());
            },
        },
        new()
        {
            Id = "V1-XML-007", Title = "a PATCH in XML removes and merges as one in JSON",
            Verifies = ["SCIM11-API-3.6-03"], Needs = [Needs.Scim11Xml, Needs.Scim11Capability("patch"), Needs.Scim11OptionalAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"title":"Before","displayName":"Before"}""");
                (await scim.V1.SendXmlAsync("PATCH", user.Target, User("<meta><attributes><attribute><value>title</value></attribute></attributes></meta><displayName>After</displayName>"))).Accept(r => r.Is(200), r => r.Is(204));
                var read = await scim.V1.ReadAsync(user);
                read.Expect("title").IsUnassigned();
                read.Expect("displayName").Is("After");
            },
        },
    ]);

    /// <summary>A document with a user in it.</summary>
    public static string User(string members, string before = "") =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{before}<User xmlns=\"{SecurityElement.Escape(Scim11Face.Core)}\" xmlns:e=\"{SecurityElement.Escape(Scim11Face.Enterprise)}\">{members}</User>";

    /// <summary>Creates a user in XML. An endpoint that asks more of every user than this one has refuses it in JSON too: then nothing can be said about XML.</summary>
    private static async Task<ScimResponse> CreateAsync(CheckContext scim, string members)
    {
        var reply = await scim.V1.SendXmlAsync("POST", "/Users", User(members));
        if (reply.Status == 400)
        {
            var json = await scim.V1.PostAsync("/Users", new JsonObject { ["schemas"] = new JsonArray(Scim11Face.Core), ["userName"] = scim.Email(scim.NewName()) });
            CheckContext.ApplicableIf(json.Status == 201, $"users must have more than this check gives them, in JSON too: {json.Describe()}");
        }

        return reply;
    }
}
