using NUnit.Framework;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Schemas;

/// <summary>The built-in schemas against the JSON that RFC 7643 section 8.7 prints. Every difference is in the table below, with its reason.</summary>
public sealed class CoreSchemasAgainstRfcTests
{
    private static readonly (string Difference, string Reason)[] Known =
    [
        ("User profileUrl caseExact False -> True", "erratum 6001 (reported); section 2.3.7"),
        ("User ims.type canonicalValues aim,gtalk,icq,xmpp,msn,skype,qq,yahoo -> aim,gtalk,icq,xmpp,msn,skype,qq,yahoo,other", "section 4.1.2"),
        ("User photos.value caseExact False -> True", "erratum 6001 (reported); section 2.3.7"),
        ("User addresses.primary added", "section 2.4; the examples of 8.2 use it"),
        ("User groups.$ref referenceTypes User,Group -> Group", "erratum 8471 (verified)"),
        ("User groups.$ref caseExact False -> True", "section 2.3.7"),
        ("User x509Certificates.value caseExact False -> True", "erratum 6000 (reported)"),
        ("Group displayName required False -> True", "erratum 5368 (verified)"),
        ("Group members.$ref caseExact False -> True", "section 2.3.7"),
        ("Group members.display added", "erratum 6011 (reported); the example of 8.4 uses it"),
        ("EnterpriseUser manager.value caseExact False -> True", "erratum 8472 (verified)"),
        ("EnterpriseUser manager.$ref caseExact False -> True", "section 2.3.7"),
        ("ServiceProviderConfig documentationUri caseExact False -> True", "section 2.3.7"),
        ("ServiceProviderConfig etag added", "section 5 requires it"),
        ("ServiceProviderConfig etag.supported added", "section 5 requires it"),
        ("ServiceProviderConfig pagination added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.cursor added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.index added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.defaultPaginationMethod added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.defaultPageSize added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.maxPageSize added", "RFC 9865 section 4"),
        ("ServiceProviderConfig pagination.cursorTimeout added", "RFC 9865 section 4"),
        ("ServiceProviderConfig authenticationSchemes.type added", "section 5 requires it; erratum 8011 (reported)"),
        ("ServiceProviderConfig authenticationSchemes.primary added", "the example of 8.5 uses it; erratum 8011 (reported)"),
        ("ServiceProviderConfig authenticationSchemes.specUri caseExact False -> True", "section 2.3.7"),
        ("ServiceProviderConfig authenticationSchemes.documentationUri caseExact False -> True", "section 2.3.7"),
        ("ResourceType id caseExact False -> True", "section 3.1"),
        ("ResourceType endpoint caseExact False -> True", "section 2.3.7"),
        ("ResourceType schemaExtensions multiValued False -> True", "erratum 7522 (verified)"),
        ("Schema id caseExact False -> True", "section 3.1"),
        ("Schema attributes.type canonicalValues string,complex,boolean,decimal,integer,dateTime,reference -> string,boolean,decimal,integer,dateTime,reference,binary,complex", "erratum 5606 (verified)"),
        ("Schema attributes.subAttributes.type canonicalValues string,complex,boolean,decimal,integer,dateTime,reference -> string,boolean,decimal,integer,dateTime,reference,binary", "erratum 8415 (verified)"),
        ("Schema attributes.subAttributes.referenceTypes multiValued False -> True", "erratum 5607 (verified)"),
    ];

    private static IEnumerable<Schema> Printed => RfcFixtures.Names("-8.7.").SelectMany(RfcFixtures.Array).Select(SchemaJson.Parse);

    [Test]
    public void All_six_schemas_are_printed() =>
        Assert.That(Printed.Select(s => s.Id), Is.EquivalentTo(CoreSchemas.All.Select(s => s.Id)));

    [Test]
    public void The_schemas_differ_from_the_printed_ones_only_as_listed()
    {
        var differences = Printed.SelectMany(p => Differences(p, CoreSchemas.All.Single(s => s.Id == p.Id)));
        Assert.That(differences, Is.EquivalentTo(Known.Select(k => k.Difference)));
    }

    [Test]
    public void Every_difference_has_a_reason() =>
        Assert.That(Known.Select(k => k.Reason), Has.All.Matches("section|erratum"));

    [Test]
    public void Descriptions_are_there_and_are_our_own()
    {
        var printed = Printed.SelectMany(s => Flatten(s).Values.Select(a => a.Description)).Where(d => d.Length > 25).ToHashSet();
        foreach (var (path, attribute) in CoreSchemas.All.SelectMany(Flatten))
        {
            Assert.That(attribute.Description, Has.Length.GreaterThan(4), path);
            Assert.That(printed, Does.Not.Contain(attribute.Description), path);
        }
    }

    private static IEnumerable<string> Differences(Schema printed, Schema ours)
    {
        var (before, after) = (Flatten(printed), Flatten(ours));
        var name = ours.Id == ScimUrn.EnterpriseUser ? "EnterpriseUser" : ours.Id.Split(':')[^1];
        foreach (var removed in before.Keys.Except(after.Keys))
            yield return $"{name} {removed} removed";
        foreach (var (path, attribute) in after)
        {
            if (!before.TryGetValue(path, out var old))
            {
                yield return $"{name} {path} added";
                continue;
            }

            foreach (var (then, now) in Characteristics(old).Zip(Characteristics(attribute)).Where(p => p.First != p.Second))
                yield return $"{name} {path} {then.Name} {then.Value} -> {now.Value}";
        }
    }

    private static Dictionary<string, SchemaAttribute> Flatten(Schema schema) =>
        schema.Attributes.SelectMany(a => Flatten(a, "")).ToDictionary(p => p.Path, p => p.Attribute, StringComparer.Ordinal);

    private static IEnumerable<(string Path, SchemaAttribute Attribute)> Flatten(SchemaAttribute attribute, string prefix) =>
        attribute.SubAttributes.SelectMany(s => Flatten(s, $"{prefix}{attribute.Name}.")).Prepend((prefix + attribute.Name, attribute));

    private static IEnumerable<(string Name, string Value)> Characteristics(SchemaAttribute attribute) =>
    [
        ("type", attribute.Type.ToString()),
        ("multiValued", attribute.MultiValued.ToString()),
        ("required", attribute.Required.ToString()),
        ("canonicalValues", string.Join(',', attribute.CanonicalValues)),
        ("caseExact", attribute.CaseExact.ToString()),
        ("mutability", attribute.Mutability.ToString()),
        ("returned", attribute.Returned.ToString()),
        ("uniqueness", attribute.Uniqueness.ToString()),
        ("referenceTypes", string.Join(',', attribute.ReferenceTypes)),
    ];
}
