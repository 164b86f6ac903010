using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.3: the enterprise extension of users.</summary>
internal static class S4_3_Enterprise
{
    private const string Urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("RFC7643-4.3", "Enterprise users",
    [
        // Extension attributes are stored and returned under the extension's URN.
        new()
        {
            Id = "ENTERPRISE-001", Title = "the enterprise attributes come back as sent",
            Verifies = ["RFC7643-4.3-01"], Needs = [Needs.Users, Needs.EnterpriseUser],
            Run = async scim =>
            {
                var values = new Dictionary<string, string>
                {
                    ["employeeNumber"] = scim.NewName(), ["costCenter"] = "4130", ["organization"] = "Universal Studios",
                    ["division"] = "Theme Park", ["department"] = "Tour Operations",
                };
                var names = values.Keys.Where(n => scim.Profile.UserAttributeIsReadWrite(Urn, n)).ToList();
                CheckContext.ApplicableIf(names.Count > 0, "the enterprise extension has none of the five attributes here");
                var read = await scim.ReadAsync(await scim.CreateAsync(
                    scim.Users, Extended(scim, new JsonObject(names.Select(n => KeyValuePair.Create(n, (JsonNode?)values[n]))))));
                foreach (var name in names)
                {
                    read.Expect(Urn, name).Is(values[name]);
                }
            },
        },

        // manager.value: the "id" of the SCIM resource representing the user's manager. RECOMMENDED.
        new()
        {
            Id = "ENTERPRISE-MANAGER-001", Title = "manager comes back by its id, and $ref names it",
            Verifies = ["RFC7643-4.3-02"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Urn, "manager.value")],
            Run = async scim =>
            {
                var manager = await scim.SharedUserAsync();
                var user = await scim.CreateAsync(scim.Users, Extended(scim, ManagedBy(manager)));
                var read = await scim.ReadAsync(user);
                read.Expect(Urn, "manager.value").Is(manager.Id);
                read.Expect(Urn, "manager.$ref").Satisfies(r => r is null || (r.Text() ?? "").EndsWith("/" + manager.Id, StringComparison.Ordinal), $"absent, or a URI that ends in {manager.Id}");
            },
        },

        // manager.displayName: the displayName of the user's manager. This attribute is OPTIONAL, and mutability is "readOnly".
        new()
        {
            Id = "ENTERPRISE-MANAGER-002", Title = "manager.displayName cannot be set by the client",
            Verifies = ["RFC7643-4.3-03"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Urn, "manager.value")],
            Run = async scim =>
            {
                var manager = await scim.SharedUserAsync();
                var managed = ManagedBy(manager);
                managed["manager"]!["displayName"] = "Somebody Else";
                var created = (await scim.PostAsync(scim.Users, Extended(scim, managed))).Accept(r => r.IsSuccess(), r => r.IsClientError());
                var reply = await scim.ReadCreatedAsync(scim.Users, created);
                reply.Expect(Urn, "manager.displayName").IsNot("Somebody Else");
            },
        },

        // Attributes are uniquely identified by prefixing the attribute name with its schema URN (RFC 7644 section 3.10).
        new()
        {
            Id = "ENTERPRISE-NAME-001", Title = "attributes= takes an extension attribute by its full name",
            Verifies = ["RFC7643-4.3-04"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Urn, "department"), Needs.UserAttribute(Urn, "division")],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, Extended(scim, new JsonObject { ["department"] = "Tour Operations", ["division"] = "Theme Park" }));
                var read = (await scim.GetAsync($"{user.Target}?attributes={Urn}:department")).Accept(r => r.Is(200));
                read.Expect(Urn, "department").Is("Tour Operations");
                read.Expect(Urn, "division").IsUnassigned();
            },
        },

        // Attributes are uniquely identified by prefixing the attribute name with its schema URN (RFC 7644 section 3.10).
        new()
        {
            Id = "ENTERPRISE-NAME-002", Title = "a filter takes an extension attribute by its full name",
            Verifies = ["RFC7643-4.3-04"], Needs = [Needs.Users, Needs.Filter, Needs.EnterpriseUser, Needs.UserAttribute(Urn, "employeeNumber")],
            Run = async scim =>
            {
                var number = scim.NewName();
                var user = await scim.CreateAsync(scim.Users, Extended(scim, new JsonObject { ["employeeNumber"] = number }));
                var list = await scim.FilterAsync(scim.Users, $"{Urn}:employeeNumber eq \"{number}\"");
                CheckContext.ApplicableIf(list.Status is not (403 or 501), "the endpoint does not filter by employeeNumber");
                list.Accept(r => r.Is(200).With(list.Ids is [var only] && only == user.Id, "with this user alone"));
            },
        },
    ]);

    private static JsonObject ManagedBy(ScimResource manager) => new() { ["manager"] = new JsonObject { ["value"] = manager.Id } };

    private static JsonObject Extended(CheckContext scim, JsonObject container)
    {
        var user = scim.NewUser();
        if (!user["schemas"]!.AsArray().Any(s => s.Text() == Urn))
        {
            user["schemas"]!.AsArray().Add((JsonNode)Urn);
        }

        return user.MergeFrom(new JsonObject { [Urn] = container });
    }
}
