namespace ScimConformance.Benchmarks;

/// <summary>One kind of request, as a wrk script. Scripts see <c>base</c> (path prefix), <c>ids</c> and <c>names</c> of all users, <c>outsider</c>, and the groups <c>small</c> and <c>large</c>.</summary>
/// <param name="Name">Its name in options and bare paths.</param>
/// <param name="Title">Its name in reports.</param>
/// <param name="Aim">The requests a second aimed for, as a part of those of the bare server; 0 for none.</param>
/// <param name="Script">Lua that defines <c>request()</c>.</param>
internal sealed record Operation(string Name, string Title, double Aim, string Script)
{
    /// <summary>The operation on a small group that is compared with that on a large one.</summary>
    public const string SmallGroup = "members-small";

    /// <summary>The operation on a large group.</summary>
    public const string LargeGroup = "members-large";

    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    private const string PatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <summary>How many connections send it.</summary>
    public int Connections { get; private init; } = 32;

    /// <summary>Reading ones first: the last one makes the store grow.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("get", "GET by id", 0.7, """
            function request() return wrk.format("GET", base .. "/Users/" .. ids[math.random(#ids)]) end
            """),
        Filter("eq", "GET ?filter=userName eq", 0.6, "userName%20eq%20%22", "%22", "names"),
        // As Entra asks.
        Filter("emails", "GET ?filter=emails[type eq \"work\"].value eq", 0.5, "emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22", "%22", "names"),
        Filter("external", "GET ?filter=externalId eq", 0.5, "externalId%20eq%20%22", "%22", "externals"),
        new("list", "GET list of 100", 0.5, """
            function request() return wrk.format("GET", base .. "/Users?count=100") end
            """),
        new("patch", "PATCH displayName", 0.4, $$"""
            local n = 0
            function request()
              n = n + 1
              return wrk.format("PATCH", base .. "/Users/" .. ids[math.random(#ids)], nil,
                '{"schemas":["{{PatchSchema}}"],"Operations":[{"op":"replace","path":"displayName","value":"Renamed ' .. n .. '"}]}')
            end
            """),
        Members(SmallGroup, "PATCH add or remove a member, group of 10", "small"),
        Members(LargeGroup, "PATCH add or remove a member, group of 10,000", "large"),
        new("post", "POST of a user", 0.4, $$"""
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

    private static Operation Filter(string name, string title, double aim, string before, string after, string values) => new(name, title, aim, $$"""
        function request() return wrk.format("GET", base .. "/Users?filter={{before}}" .. {{values}}[math.random(#{{values}})] .. "{{after}}") end
        """);

    /// <summary>One connection: requests of several would meet on the same group, and what is measured would be how they wait for each other.</summary>
    private static Operation Members(string name, string title, string group) => new(name, title, 0, $$"""
        local n = 0
        function request()
          n = n + 1
          local operation = n % 2 == 1 and '{"op":"add","path":"members","value":[{"value":"' .. outsider .. '"}]}'
            or '{"op":"remove","path":"members[value eq \\"' .. outsider .. '\\"]"}'
          return wrk.format("PATCH", base .. "/Groups/" .. {{group}}, nil, '{"schemas":["{{PatchSchema}}"],"Operations":[' .. operation .. ']}')
        end
        """)
    { Connections = 1 };
}
