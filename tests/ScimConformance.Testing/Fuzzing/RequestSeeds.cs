using System.Text;
using ScimConformance.Provider;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>Requests as a client would send them, which are then spoilt.</summary>
internal sealed class RequestSeeds(KnownThings known, string host)
{
    private const string V2 = ReferenceProvider.BasePath;
    private const string V1 = "/scim/v1";
    private const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string Message = "urn:ietf:params:scim:api:messages:2.0:";

    private static readonly string[] Filters =
    [
        "userName eq \"u1\"", "userName sw \"u\"", "title pr", "not (title pr)", "emails[type eq \"work\" and value co \"@\"]", "active eq true",
        "meta.lastModified gt \"2026-01-01T00:00:00Z\"", "(userName co \"1\" or title eq \"x\") and active ne false", "displayName eq null",
        $"{Enterprise}:department eq \"d\"", "members.value eq \"1\"", "name.familyName gt \"a\"", "id eq \"1\"", "externalId eq \"e\"",
    ];

    private static readonly string[] Names = ["userName", "title", "name.familyName", "emails", "meta.created", "displayName", $"{Enterprise}:department", "id"];

    private static readonly string[] Operations =
    [
        """{"op":"replace","path":"title","value":"x"}""", """{"op":"add","path":"emails","value":[{"value":"a@example.com","type":"work"}]}""",
        """{"op":"remove","path":"emails[type eq \"work\"]"}""", """{"op":"replace","path":"emails[type eq \"work\"].value","value":"b@example.com"}""",
        """{"op":"replace","value":{"nickName":"n","name":{"givenName":"g"}}}""", """{"op":"remove","path":"name.familyName"}""",
        """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"d"}""", """{"op":"replace","path":"active","value":false}""",
        """{"op":"add","path":"members","value":[{"value":"ID"}]}""", """{"op":"remove","path":"members[value eq \"ID\"]"}""", """{"op":"remove","path":"members"}""",
    ];

    public FuzzRequest Next(Random random)
    {
        if (known.TakeSurplus() is { } surplus)
            return Request("DELETE", V2 + surplus);
        return random.Next(25) switch
        {
            0 or 1 => Json("POST", V2 + "/Users", UserBody(random)),
            2 => Json("POST", V2 + "/Groups", GroupBody(random)),
            3 => Request("GET", V2 + known.Resource(random, "/Users")),
            4 => Json("PUT", V2 + known.Resource(random, "/Users"), UserBody(random)),
            5 or 6 => Json("PATCH", V2 + known.Resource(random, "/Users"), PatchBody(random)),
            7 => Json("PATCH", V2 + known.Resource(random, "/Groups"), PatchBody(random)),
            8 => Json("PUT", V2 + known.Resource(random, "/Groups"), GroupBody(random)),
            9 or 10 => Request("GET", V2 + Pick(random, "/Users", "/Groups", "") + Query(random)),
            11 or 12 => Request("GET", V2 + Pick(random, "/Users", "/Groups", "") + $"?cursor={known.Cursor(random)}&count={random.Next(4)}&sortBy={Pick(random, Names)}"),
            13 => Request("GET", V2 + $"/Users?cursor={known.Cursor(random)}&count={random.Next(4)}"),
            14 => Json("POST", V2 + Pick(random, "/Users", "/Groups", "") + "/.search", SearchBody(random)),
            15 or 16 or 17 => Json("POST", V2 + "/Bulk", BulkBody(random)),
            18 => Request("GET", V2 + Pick(random, "/ServiceProviderConfig", "/ResourceTypes", "/ResourceTypes/User", "/Schemas", $"/Schemas/{User}", "/Me")),
            19 => Request("GET", V1 + Pick(random, "/Users", "/ServiceProviderConfigs", "/Schemas", "/Groups.xml", "/Users.json") + Query(random)),
            20 => Json("POST", V1 + "/Users", $$"""{"schemas":["urn:scim:schemas:core:1.0"],"userName":"v{{random.Next(1000)}}","emails":[{"value":"v@example.com","type":"work"}]}""", "application/json"),
            21 => Json("POST", V1 + "/Users", $"""<?xml version="1.0"?><User xmlns="urn:scim:schemas:core:1.0"><userName>x{random.Next(1000)}</userName><name><familyName>f</familyName></name></User>""", "application/xml"),
            22 => Json("PATCH", V1 + known.Resource(random, "/Users"), """{"schemas":["urn:scim:schemas:core:1.0"],"title":"t","meta":{"attributes":["nickName"]},"emails":[{"value":"a@example.com","operation":"delete"}]}""", "application/json"),
            23 => Json("POST", ReferenceApplication.TokenPath, TokenForm(random), "application/x-www-form-urlencoded"),
            _ => Request("DELETE", V2 + known.Resource(random, Pick(random, "/Users", "/Groups"))),
        };
    }

    private FuzzRequest Request(string method, string target)
    {
        var request = new FuzzRequest { Method = method, Target = target };
        request.Headers.Add(("Host", host));
        request.Headers.Add(("Authorization", "Bearer " + ReferenceProvider.Token));
        return request;
    }

    private FuzzRequest Json(string method, string target, string body, string mediaType = "application/scim+json")
    {
        var request = Request(method, target);
        request.Headers.Add(("Content-Type", mediaType));
        request.Body = Encoding.UTF8.GetBytes(body);
        return request;
    }

    private static string UserBody(Random random) => $$"""
        {"schemas":["{{User}}","{{Enterprise}}"],"userName":"u{{random.Next(200)}}","externalId":"e","name":{"givenName":"g","familyName":"f"},"active":true,
        "emails":[{"value":"a@example.com","type":"work","primary":true},{"value":"b@example.com","type":"home"}],"title":"t","password":"p",
        "{{Enterprise}}":{"department":"d","manager":{"value":"1"} },"x509Certificates":[{"value":"MIIB"}],"roles":[{"value":"r"}]}
        """;

    private string GroupBody(Random random) =>
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g{{random.Next(100)}}","members":[{"value":"{{known.Id(random, "/Users")}}"},{"value":"{{known.Id(random, "/Groups")}}"}]}""";

    private string PatchBody(Random random) => $$"""{"schemas":["{{Message}}PatchOp"],"Operations":[{{string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Operation(random)))}}]}""";

    private string Operation(Random random) => Pick(random, Operations).Replace("ID", known.Id(random, "/Users"), StringComparison.Ordinal);

    private string SearchBody(Random random) => $$"""
        {"schemas":["{{Message}}SearchRequest"],"filter":"{{Pick(random, Filters).Replace("\"", "\\\"", StringComparison.Ordinal)}}","sortBy":"{{Pick(random, Names)}}","count":{{random.Next(5)}},
        "attributes":["{{Pick(random, Names)}}"],{{(random.Next(2) == 0 ? "\"startIndex\":1" : $"\"cursor\":\"{known.Cursor(random)}\"")}}}
        """;

    private string BulkBody(Random random)
    {
        var operations = Enumerable.Range(1, random.Next(1, 6)).Select(i => random.Next(4) switch
        {
            0 => $$"""{"method":"POST","path":"/Users","bulkId":"b{{i}}","data":{{UserBody(random)}}}""",
            1 => $$"""{"method":"POST","path":"/Groups","bulkId":"b{{i}}","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"bulk","members":[{"value":"bulkId:b{{random.Next(1, 6)}}"}]} }""",
            2 => $$"""{"method":"PATCH","path":"{{known.Resource(random, "/Users")}}","version":"W/\"1\"","data":{{PatchBody(random)}}}""",
            _ => $$"""{"method":"DELETE","path":"{{known.Resource(random, "/Users")}}"}""",
        });
        return $$"""{"schemas":["{{Message}}BulkRequest"],"failOnErrors":{{random.Next(1, 5)}},"Operations":[{{string.Join(',', operations)}}]}""";
    }

    private static string TokenForm(Random random) => random.Next(3) switch
    {
        0 => "grant_type=client_credentials&client_id=fuzz&client_secret=fuzz-secret-fuzz-secret-fuzz-secret&scope=",
        1 => "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln",
        _ => "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=a.b.c",
    };

    private static string Query(Random random) =>
        $"?filter={Uri.EscapeDataString(Pick(random, Filters))}&sortBy={Pick(random, Names)}&sortOrder={Pick(random, "ascending", "descending")}&startIndex={random.Next(4)}&count={random.Next(8)}&attributes={Pick(random, Names)}";

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
