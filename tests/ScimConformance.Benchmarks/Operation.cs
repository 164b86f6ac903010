namespace ScimConformance.Benchmarks;

/// <summary>One kind of request, as a wrk script. Scripts see <c>base</c> (path prefix), <c>ids</c> and <c>names</c> of all users.</summary>
/// <param name="Name">Its name in options and bare paths.</param>
/// <param name="Title">Its name in reports.</param>
/// <param name="Aim">The requests a second aimed for, as a part of those of the bare server; 0 for none.</param>
/// <param name="Script">Lua that defines <c>request()</c>.</param>
internal sealed record Operation(string Name, string Title, double Aim, string Script)
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>Reading ones first: the last one makes the store grow.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("get", "GET by id", 0.7, """
            function request() return wrk.format("GET", base .. "/Users/" .. ids[math.random(#ids)]) end
            """),
        new("eq", "GET ?filter=userName eq", 0.6, """
            function request() return wrk.format("GET", base .. "/Users?filter=userName%20eq%20%22" .. names[math.random(#names)] .. "%22") end
            """),
        new("list", "GET list of 100", 0, """
            function request() return wrk.format("GET", base .. "/Users?count=100") end
            """),
        new("patch", "PATCH displayName", 0.35, """
            local n = 0
            function request()
              n = n + 1
              return wrk.format("PATCH", base .. "/Users/" .. ids[math.random(#ids)], nil,
                '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Renamed ' .. n .. '"}]}')
            end
            """),
        new("post", "POST of a user", 0.35, $$"""
            local n = 0
            function request()
              n = n + 1
              local name = run .. "." .. n .. "@example.com"
              return wrk.format("POST", base .. "/Users", nil,
                '{"schemas":["{{UserSchema}}"],"userName":"' .. name .. '","externalId":"' .. name .. '","active":true,"displayName":"Ada Becker",'
                .. '"name":{"formatted":"Ada Becker","familyName":"Becker","givenName":"Ada"},"emails":[{"value":"' .. name .. '","type":"work","primary":true}]}')
            end
            """),
    ];
}
