using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 sections 3 and 3.3: the <c>schemas</c> attribute and schema extensions.</summary>
internal static class S3_Schemas
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string Unknown = "urn:example:unknown:2.0:User";

    public static CheckGroup Group { get; } = new("RFC7643-3", "Schemas and extensions of resources",
    [
        // The "schemas" attribute is a REQUIRED attribute and its values MUST be non-empty and unique URIs.
        new()
        {
            Id = "SCHEMAS-URI-001", Title = "schemas of users holds distinct URIs",
            Verifies = ["RFC7643-3-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                var urns = Texts(read.At("schemas"));
                CheckContext.Require(urns.Count > 0, "the user has no schemas");
                read.Judge(urns.Count == urns.Distinct(StringComparer.OrdinalIgnoreCase).Count(), "distinct values", read.At("schemas").Show());
                read.ExpectNone(urns.Where(u => !Uri.TryCreate(u, UriKind.Absolute, out _)), "every value a URI");
            },
        },

        // Each value SHALL be one of the resource type's base schema or its declared extensions.
        new()
        {
            Id = "SCHEMAS-URI-002", Title = "schemas of users lists only what the resource type declares",
            Verifies = ["RFC7643-3-02"], Needs = [Needs.Users, Needs.ResourceTypes],
            Run = async scim =>
            {
                var users = scim.Profile.Users!;
                string[] declared = [users.Schema, .. users.Extensions.Select(e => e.Urn)];
                var read = await scim.ReadAsync(await scim.SharedUserAsync());
                read.ExpectNone(
                    Texts(read.At("schemas")).Where(u => !declared.Contains(u, StringComparer.OrdinalIgnoreCase)),
                    $"only {string.Join(", ", declared)}");
            },
        },

        // The order of values in "schemas" MUST NOT impact behavior.
        new()
        {
            Id = "SCHEMAS-ORDER-001", Title = "POST reads the extension's URN before the base schema's",
            Verifies = ["RFC7643-3-03"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var body = WithDepartment(scim);
                body["schemas"] = new JsonArray(Texts(body["schemas"]).Reverse<string>().Select(u => (JsonNode)u).ToArray());
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect(Enterprise, "department").Is("Tour Operations");
            },
        },

        // All representations of SCIM schemas MUST include a non-empty array with value(s) of the URIs supported by that representation.
        new()
        {
            Id = "SCHEMAS-MISSING-001", Title = "POST without schemas is refused",
            Verifies = ["RFC7643-3-05"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body.Remove("schemas");
                (await scim.PostAsync(scim.Users, body)).Accept(r => r.Is(400));
            },
        },

        // The "schemas" attribute lists the schemas present; a URI that the provider does not know is refused or left out.
        new()
        {
            Id = "SCHEMAS-UNKNOWN-001", Title = "an unknown schema URI and its container are refused or ignored",
            Verifies = ["RFC7643-3-06"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["schemas"]!.AsArray().Add((JsonNode)Unknown);
                body[Unknown] = new JsonObject { ["colour"] = "green" };
                var reply = await scim.PostAsync(scim.Users, body);
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                var stored = !read.At(Unknown).IsUnassigned() || Texts(read.At("schemas")).Contains(Unknown);
                reply.Accept(r => r.Is(400), r => r.IsSuccess().With(!stored, "without the unknown schema"));
            },
        },

        // Extended attributes are kept in their own sub-attribute namespace identified by the schema extension URI.
        new()
        {
            Id = "EXTENSION-PLACE-001", Title = "extension attributes are not at the top level",
            Verifies = ["RFC7643-3-07"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateAsync(scim.Users, WithDepartment(scim)));
                foreach (var name in new[] { "department", "employeeNumber", "costCenter", "organization", "division", "manager" })
                {
                    read.Expect(name).IsUnassigned();
                }
            },
        },

        // "schemas" indicates the namespaces of the SCIM schemas that define the attributes present in the current JSON structure.
        new()
        {
            Id = "SCHEMAS-PRESENT-001", Title = "schemas names every extension that the representation holds",
            Verifies = ["RFC7643-3-08"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateAsync(scim.Users, WithDepartment(scim)));
                var present = ((JsonObject)read.Json!).Where(m => m.Key.Contains(':', StringComparison.Ordinal) && !m.Value.IsUnassigned()).Select(m => m.Key);
                read.ExpectNone(present.Except(Texts(read.At("schemas")), StringComparer.OrdinalIgnoreCase), "the URN of every container in schemas");
            },
        },

        // The base schema ... MUST be in the "schemas" attribute (RFC 7643 section 3.3).
        new()
        {
            Id = "SCHEMAS-BASE-001", Title = "schemas of an extended user holds the base schema too",
            Verifies = ["RFC7643-3.3-01"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateAsync(scim.Users, WithDepartment(scim)));
                read.Judge(Texts(read.At("schemas")).Contains(scim.Profile.Users!.Schema, StringComparer.OrdinalIgnoreCase), $"schemas with {scim.Profile.Users.Schema}", read.At("schemas").Show());
            },
        },

        // The schema extension URI SHALL be used as a JSON container to distinguish attributes belonging to the extension namespace.
        new()
        {
            Id = "EXTENSION-CONTAINER-001", Title = "an extension attribute comes back under the extension's URN",
            Verifies = ["RFC7643-3.3-02"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var user = await scim.CreateAsync(scim.Users, WithDepartment(scim));
                (await scim.ReadAsync(user)).Expect(Enterprise, "department").Is("Tour Operations");
            },
        },

        // Schema extensions SHOULD avoid redefining any attributes defined in this specification.
        new()
        {
            Id = "EXTENSION-REDEFINE-001", Title = "extensions do not redefine attributes of the base schema",
            Verifies = ["RFC7643-3.3-03"], Needs = [Needs.Schemas, Needs.ResourceTypes],
            Run = async scim =>
            {
                var published = await PublishedDefinitions.ReadAsync(scim);
                var offenders = scim.Profile.ResourceTypes.SelectMany(t => t.Extensions.SelectMany(e =>
                    published.Of(e.Urn).Values.Where(d => d.Parent is null && published.Of(t.Schema).ContainsKey(d.Name)).Select(d => d.Place)));
                published.Reply.ExpectNone(offenders, "no attribute of an extension named like one of the base schema");
            },
        },
    ]);

    private static JsonObject WithDepartment(CheckContext scim)
    {
        var user = scim.NewUser();
        if (!Texts(user["schemas"]).Contains(Enterprise))
        {
            user["schemas"]!.AsArray().Add((JsonNode)Enterprise);
        }

        return user.MergeFrom(new JsonObject { [Enterprise] = new JsonObject { ["department"] = "Tour Operations" } });
    }

    private static List<string> Texts(JsonNode? node) => (node as JsonArray)?.Select(e => e.Text()).OfType<string>().ToList() ?? [];
}
