using System.Text;
using System.Xml.Linq;
using static ScimConformance.Provider.Tests.V1.Scim11Client;

namespace ScimConformance.Provider.Tests.V1;

/// <summary>SCIM 1.1 in XML: by the XML schema that belongs to it, and safe against what XML can do to a reader.</summary>
[TestFixture]
internal sealed class Scim11XmlTests
{
    private const string NewUser = """
        <?xml version="1.0" encoding="UTF-8"?>
        <User xmlns="urn:scim:schemas:core:1.0" xmlns:enterprise="urn:scim:schemas:extension:enterprise:1.0">
          <userName>xml</userName>
          <name><familyName>O&apos;Malley &amp; Söhne</familyName></name>
          <active>false</active>
          <emails><email><value>a@example.com</value><primary>true</primary><type>work</type></email><email><value>b@example.com</value></email></emails>
          <x509Certificates><x509Certificate><value>
            MIID
            QzCC</value></x509Certificate></x509Certificates>
          <enterprise:department>D</enterprise:department>
          <enterprise:manager><enterprise:managerId>boss</enterprise:managerId></enterprise:manager>
        </User>
        """;

    private TestProvider scim = null!;
    private Scim11Client v1 = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync(options => options.Configure = provider => provider.MaxResults = 50);
        v1 = new Scim11Client(scim);
    }

    [TearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [Test]
    public async Task A_user_in_XML_is_the_same_user_in_JSON()
    {
        var created = await v1.PostAsync("/Users", NewUser.TrimStart());
        Assert.That((created.Status, created.MediaType), Is.EqualTo((201, "application/json")), created.Text);
        var json = await scim.ReadUserAsync(created.Id);
        Assert.Multiple(() =>
        {
            Assert.That((string?)json["name"]!["familyName"], Is.EqualTo("O'Malley & Söhne"));
            Assert.That((bool?)json["active"], Is.False);
            Assert.That(JsonText.Of(json["emails"]), Is.EqualTo("""[{"value":"a@example.com","type":"work","primary":true},{"value":"b@example.com"}]"""));
            Assert.That((string?)json["x509Certificates"]![0]!["value"], Is.EqualTo("MIIDQzCC"));
            Assert.That((string?)json[Urn.Enterprise]!["manager"]!["value"], Is.EqualTo("boss"));
        });
        var xml = (await v1.GetAsync($"/Users/{created.Id}.xml")).IsOk();
        Assert.That(xml.MediaType, Is.EqualTo("application/xml"));
        var user = XElement.Parse(xml.Text);
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', user.Elements().Select(element => element.Name.LocalName)), Is.EqualTo("id meta userName name active emails x509Certificates department manager"), "the order of the XML schema");
            Assert.That((string?)user.Element(Core + "emails")!.Elements(Core + "email").First().Element(Core + "value"), Is.EqualTo("a@example.com"));
            Assert.That(string.Join(' ', user.Element(Core + "emails")!.Elements().First().Elements().Select(element => element.Name.LocalName)), Is.EqualTo("value primary type"));
            Assert.That((string?)user.Element(Enterprise + "manager")!.Element(Enterprise + "managerId"), Is.EqualTo("boss"));
            Assert.That((string?)user.Element(Core + "meta")!.Element(Core + "location"), Is.EqualTo($"{BaseUrl}/Users/{created.Id}"));
            Assert.That(user.GetNamespaceOfPrefix("enterprise"), Is.EqualTo(Enterprise));
        });
        var put = await v1.PutAsync($"/Users/{created.Id}.xml", xml.Text);
        Assert.That((put.Status, put.Headers["ETag"]), Is.EqualTo((200, xml.Headers["ETag"])), "what was read can be put back and changes nothing");
    }

    [Test]
    public async Task A_patch_in_XML_removes_and_merges()
    {
        var id = await v1.CreateUserAsync("patched", """ "title":"T","nickName":"N","emails":["a@example.com","b@example.com"] """);
        var answer = (await v1.PatchAsync($"/Users/{id}", """
            <User xmlns="urn:scim:schemas:core:1.0"><meta><attributes><attribute><value>title</value></attribute><attribute>name.givenName</attribute></attributes></meta><nickName>M</nickName>
            <emails><email><value>a@example.com</value><operation>delete</operation></email></emails></User>
            """)).IsOk();
        Assert.That((answer.Json["title"], (string?)answer.Json["nickName"], JsonText.Of(answer.Json["emails"])), Is.EqualTo(((object?)null, "M", """[{"value":"b@example.com"}]""")));
    }

    [TestCase("/Users/{0}.xml", null, "application/xml")]
    [TestCase("/Users/{0}.json", "application/xml", "application/json")]
    [TestCase("/Users/{0}", "application/xml", "application/xml")]
    [TestCase("/Users/{0}", "text/xml, */*;q=0.1", "application/xml")]
    [TestCase("/Users/{0}", "application/scim+json", "application/json")]
    [TestCase("/Users.xml", null, "application/xml")]
    [TestCase("/Users.json", null, "application/json")]
    [TestCase("/ServiceProviderConfigs.xml", null, "application/xml")]
    [TestCase("/Schemas", "application/xml", "application/xml")]
    [TestCase("/Schemas/Users.xml", null, "application/xml")]
    public async Task The_suffix_goes_before_the_Accept_header(string path, string? accept, string expected)
    {
        var id = await v1.CreateUserAsync("format");
        var answer = (await v1.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id), accept is null ? [] : [("Accept", accept)])).IsOk();
        Assert.That(answer.MediaType, Is.EqualTo(expected));
        Assert.That(expected == "application/xml" ? XElement.Parse(answer.Text).Name.Namespace : Core, Is.EqualTo(Core));
    }

    [Test]
    public async Task A_list_in_XML_says_of_each_resource_what_it_is()
    {
        await v1.CreateUserAsync("listed");
        var list = XElement.Parse((await v1.GetAsync("/Users.xml")).IsOk().Text);
        Assert.That(string.Join(' ', list.Elements().Select(element => element.Name.LocalName)), Is.EqualTo("totalResults itemsPerPage startIndex Resources"));
        var resource = list.Element(Core + "Resources")!.Element(Core + "Resource")!;
        Assert.That((string?)resource.Attribute(XName.Get("type", "http://www.w3.org/2001/XMLSchema-instance")), Is.EqualTo("User"));
        Assert.That((string?)resource.Element(Core + "userName"), Is.EqualTo("listed"));
    }

    [TestCase("schemas")]
    [TestCase("userName")]
    [TestCase("USERNAME")]
    [TestCase("id")]
    [TestCase("meta")]
    [TestCase("urn:nobody")]
    public async Task A_namespace_that_is_no_schema_is_refused(string space)
    {
        var user = $"<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>spaced</userName><x:department xmlns:x=\"{space}\">D</x:department></User>";
        IsError(await v1.PostAsync("/Users", user), 400);
        var job = (await v1.PostAsync("/Bulk", $"<Bulk xmlns=\"urn:scim:schemas:core:1.0\"><Operations><Operation><method>POST</method><bulkId>a</bulkId><path>/Users</path><data>{user[40..^7]}</data></Operation></Operations></Bulk>"));
        Assert.That(job.Status == 400 || (job.Status == 200 && job.Text.Contains("\"400\"")), job.Text);
    }

    [Test]
    public async Task Errors_come_in_the_format_that_the_client_asked_for()
    {
        var error = await v1.GetAsync("/Users/nobody.xml");
        Assert.That((error.Status, error.MediaType), Is.EqualTo((404, "application/xml")));
        Assert.That((string?)XElement.Parse(error.Text).Element(Core + "errors")!.Element(Core + "error")!.Element(Core + "code"), Is.EqualTo("404"));
    }

    [Test]
    public async Task What_XML_cannot_hold_does_not_break_an_answer()
    {
        var id = await v1.CreateUserAsync("control", """ "title":"a\u0001b\ud83d\ude00 <&>" """);
        var user = XElement.Parse((await v1.GetAsync($"/Users/{id}.xml")).IsOk().Text);
        Assert.That((string?)user.Element(Core + "title"), Is.EqualTo("a\ufffdb\ud83d\ude00 <&>"));
    }

    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName></User><User/>")]
    [TestCase("<User><userName>x</userName></User>")]
    [TestCase("<Group xmlns=\"urn:scim:schemas:core:1.0\"><displayName>x</displayName></Group>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName><userName>y</userName></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName><emails><mail><value>a</value></mail></emails></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName><emails>a@example.com</emails></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName><active>perhaps</active></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\">text<userName>x</userName></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName><a xmlns=\"urn:unknown\">y</a></User>")]
    [TestCase("<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>&nothing;</userName></User>")]
    [TestCase("<")]
    public async Task What_is_not_of_the_form_is_refused(string body)
    {
        IsError(await v1.PostAsync("/Users", body), 400);
        Assert.That(await v1.FindAsync("userName pr"), Is.Empty);
    }

    [Test]
    public async Task An_entity_bomb_is_refused_before_it_grows()
    {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE User [<!ENTITY a0 \"lol\">");
        for (var i = 1; i < 12; i++)
            bomb.Append("<!ENTITY a").Append(i).Append(" \"").Insert(bomb.Length, $"&a{i - 1};", 10).Append("\">");
        bomb.Append("]><User xmlns=\"urn:scim:schemas:core:1.0\"><userName>&a11;</userName></User>");
        var before = GC.GetTotalAllocatedBytes();
        var answer = await v1.PostAsync("/Users", bomb.ToString());
        IsError(answer, 400);
        Assert.That((string?)answer.Json["Errors"]![0]!["description"], Does.Contain("DOCTYPE"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(50_000_000));
    }

    [TestCase("<!DOCTYPE User [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>")]
    [TestCase("<!DOCTYPE User [<!ENTITY f SYSTEM \"http://127.0.0.1:9/x\">]>")]
    [TestCase("<!DOCTYPE User SYSTEM \"http://127.0.0.1:9/x.dtd\">")]
    [TestCase("<!DOCTYPE User [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>")]
    public async Task An_external_entity_is_not_fetched(string doctype)
    {
        IsError(await v1.PostAsync("/Users", $"<?xml version=\"1.0\"?>{doctype}<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>outside</userName></User>"), 400);
        Assert.That(await v1.FindAsync("userName eq \"outside\""), Is.Empty);
    }

    [Test]
    public async Task Depth_and_length_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        IsError(await v1.PostAsync("/Users", $"<User xmlns=\"urn:scim:schemas:core:1.0\">{deep}</User>"), 400);
        IsError(await v1.PostAsync("/Users", $"<User xmlns=\"urn:scim:schemas:core:1.0\"><title>{new string('x', 1_100_000)}</title></User>"), 413);
    }

    [TestCase("utf-8", 201)]
    [TestCase("utf-16", 201)]
    public async Task The_encoding_is_what_the_document_says(string encoding, int status)
    {
        var document = $"<?xml version=\"1.0\" encoding=\"{encoding}\"?><User xmlns=\"urn:scim:schemas:core:1.0\"><userName>Grüße</userName></User>";
        var bytes = Encoding.GetEncoding(encoding).GetPreamble().Concat(Encoding.GetEncoding(encoding).GetBytes(document)).ToArray();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/xml");
        using var response = await scim.Http.PostAsync($"{BaseUrl}/Users", content);
        Assert.That((int)response.StatusCode, Is.EqualTo(status), await response.Content.ReadAsStringAsync());
        Assert.That(await v1.FindAsync("userName eq \"Grüße\""), Is.EqualTo("Grüße"));
    }
}
