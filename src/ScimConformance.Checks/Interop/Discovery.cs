using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Discovery documents that clients configure themselves by.</summary>
internal static class Discovery
{
    public static CheckGroup Group { get; } = new("INTEROP-discovery", "discovery documents that clients believe",
    [
        // authentik takes a document that it cannot read for one that denies everything: no PATCH, no filter.
        new()
        {
            Id = "INTEROP-REG-041", Title = "the ServiceProviderConfig has every member that strict clients read, limits included",
            Verifies = ["INTEROP-DISCOVERY-01"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var config = (await scim.GetAsync("/ServiceProviderConfig")).Require(r => r.Is(200).WithJsonObject());
                foreach (var feature in new[] { "patch", "bulk", "filter", "changePassword", "sort", "etag" })
                {
                    config.Expect($"{feature}.supported").IsBoolean();
                }

                config.Expect("bulk.maxOperations").IsInteger();
                config.Expect("bulk.maxPayloadSize").IsInteger();
                config.Expect("filter.maxResults").IsInteger();
                config.Expect("authenticationSchemes").IsArray();
            },
        },

        new()
        {
            Id = "INTEROP-REG-041-2", Title = "PATCH works where it is said to work, and is refused where it is said not to",
            Verifies = ["INTEROP-DISCOVERY-02"], Needs = [Needs.Users, Needs.ServiceProviderConfig, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var said = scim.Profile.ServiceProviderConfig.At("patch.supported").Boolean();
                CheckContext.Require(said is not null, "patch.supported is no boolean, which another check judges");
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, """{"op":"replace","path":"displayName","value":"Renamed Person"}""");
                var works = reply.IsSuccess && (await scim.ReadAsync(user)).At("displayName").Text() == "Renamed Person";
                reply.Judge(works == said, said == true ? "a PATCH that takes effect, as patch.supported says" : "a refused PATCH, as patch.supported says", reply.Describe());
            },
        },

        new()
        {
            Id = "INTEROP-REG-041-3", Title = "/Schemas and /ResourceTypes are ListResponses, and active is declared as what it is",
            Verifies = ["INTEROP-DISCOVERY-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                foreach (var document in new[] { "/Schemas", "/ResourceTypes" })
                {
                    var list = await scim.GetAsync(document);
                    CheckContext.ApplicableIf(list.Status != 404, $"no {document} is published");
                    list.Accept(r => r.Is(200).WithList().With(list.Resources.Count > 0, "with resources"));
                    list.Expect("totalResults").IsInteger();
                }

                var active = scim.Profile.Attribute(scim.Profile.Users, "active");
                scim.Expect(active is null || active.Type.Equals("boolean", StringComparison.OrdinalIgnoreCase), "active declared as boolean, or not at all", active?.Type ?? "absent");
            },
        },
    ]);
}
