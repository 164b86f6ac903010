using System.Text.Json.Nodes;
using System.Xml;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Core schema section 3: names and multi-valued attributes.</summary>
internal static class Core3_Values
{
    public static CheckGroup Group { get; } = new("SCIM11-CORE-3", "SCIM 1.1: names and values",
    [
        // "SCIM names MUST be valid XML names and SHOULD be camelCased."
        new()
        {
            Id = "V1-NAMES-001", Title = "names of attributes are valid XML names",
            Verifies = ["SCIM11-CORE-3-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(scim.V1.Profile.UserSchema is not null, "no schema of users is published");
                var reply = await scim.V1.GetOnceAsync("/Schemas");
                var names = scim.V1.Profile.Attributes.SelectMany(a => ((a.Member("subAttributes") as JsonArray)?.OfType<JsonObject>() ?? []).Prepend(a)).Select(a => a.Member("name").Text() ?? "").ToList();
                var wrong = names.Where(n => !IsName(n)).ToList();
                reply.Judge(wrong.Count == 0, "names that XML allows", string.Join(", ", wrong));
            },
        },

        // "The primary attribute value 'true' MUST appear no more than once."
        new()
        {
            Id = "V1-PRIMARY-001", Title = "two primary e-mail addresses are refused or mended",
            Verifies = ["SCIM11-CORE-3.2-01"], Needs = [Needs.Scim11Attribute("emails")],
            Run = async scim =>
            {
                var reply = await scim.V1.PostAsync("/Users", scim.V1.NewUser("""{"emails":[{"value":"a@example.com","type":"work","primary":true},{"value":"b@example.com","type":"home","primary":true}]}"""));
                reply.Accept(r => r.IsClientError(), r => r.Is(201).With((reply.At("emails") as JsonArray ?? []).Count(e => e.Member("primary").Boolean() == true) <= 1, "with at most one primary address"));
            },
        },

        // "Attributes that define a "value" sub-attribute MAY be alternately represented as a collection of primitive types."
        new()
        {
            Id = "V1-PLAIN-001", Title = "plain values are taken for objects with value",
            Verifies = ["SCIM11-CORE-3.2-02"], Needs = [Needs.Scim11Attribute("emails")],
            Run = async scim =>
            {
                var email = scim.Email(scim.NewName());
                var reply = (await scim.V1.PostAsync("/Users", scim.V1.NewUser($$"""{"emails":["{{email}}"]}"""))).Accept(r => r.Is(201).WithResource());
                reply.ExpectValues("emails", [email]);
            },
        },
    ]);

    private static bool IsName(string name)
    {
        try
        {
            return XmlConvert.VerifyNCName(name).Length > 0;
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return false;
        }
    }
}
