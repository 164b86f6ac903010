using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ScimConformance.Provider.Tests.Properties;

/// <summary>Random users and random PATCH operations on them.</summary>
internal static class PatchSamples
{
    private static readonly Gen<string> Word = Gen.Elements("x", "y", "Z", "\u00e9 \U0001F600");

    private static readonly Gen<JsonObject> Email =
        from value in Gen.Elements("a@example.com", "b@example.com", "c@example.com")
        from type in Gen.Elements("work", "home", null)
        from primary in Gen.Frequency((4, Gen.Constant((bool?)null)), (1, Gen.Constant((bool?)true)), (1, Gen.Constant((bool?)false)))
        select Object(("value", value), ("type", type), ("primary", primary));

    private static readonly Gen<JsonObject> Name = from given in Gen.Elements("g", "h", null)
                                                   from family in Gen.Elements("f", null)
                                                   select Object(("givenName", given), ("familyName", family));

    private static readonly Gen<JsonObject> Employment = from department in Gen.Elements("d", "e", null)
                                                         from center in Gen.Elements("c", null)
                                                         select Object(("department", department), ("costCenter", center));

    internal static Gen<JsonObject> User { get; } =
        from title in Gen.Elements("t", null)
        from name in Name
        from emails in Emails(atMostOnePrimary: true)
        from employment in Employment
        select Object(("title", title), ("active", true), ("name", OrNull(name)), ("emails", OrNull(emails)), (Urn.Enterprise, OrNull(employment)));

    internal static Gen<JsonArray> Operations { get; } = Gen.Choose(1, 4).SelectMany(count => Operation().ArrayOf(count)).Select(all => new JsonArray([.. all.Select(o => o.DeepClone())]));

    private static Gen<JsonObject> Operation() => Gen.OneOf(
        OnPath(Word.Select(word => (JsonNode?)word), "title", "nickName", "name.givenName", "name.familyName", Urn.Enterprise + ":department", "nope", "name.nope", "id"),
        OnPath(Gen.Elements(true, false).Select(value => (JsonNode?)value), "active"),
        OnPath(Gen.Elements("", "renamed").Select(name => (JsonNode?)name), "userName"),
        OnPath(Name.Select(name => (JsonNode?)name), "name"),
        OnPath(Employment.Select(part => (JsonNode?)part), Urn.Enterprise),
        OnPath(Emails(atMostOnePrimary: false).Select(list => (JsonNode?)list), "emails"),
        OnPath(Emails(atMostOnePrimary: false).Select(list => (JsonNode?)list), "emails"),
        OnPath(Email.Select(email => (JsonNode?)email), "emails[type eq \"work\"]"),
        OnPath(Gen.Elements("a@example.com", "d@example.com").Select(value => (JsonNode?)value), "emails[type eq \"work\"].value"),
        OnPath(Gen.Elements("home", "other").Select(type => (JsonNode?)type), "emails[type eq \"work\"].type"),
        OnPath(Gen.Elements(true, false).Select(value => (JsonNode?)value), "emails[type eq \"work\"].primary"),
        WithoutPath());

    private static Gen<JsonObject> OnPath(Gen<JsonNode?> values, params string[] paths) =>
        from op in Gen.Elements("add", "replace", "remove")
        from path in Gen.Elements(paths)
        from value in values
        select op == "remove" ? Object(("op", op), ("path", path)) : Object(("op", op), ("path", path), ("value", value));

    private static Gen<JsonObject> WithoutPath() =>
        from op in Gen.Elements("add", "replace")
        from word in Word
        from name in Name
        from emails in Emails(atMostOnePrimary: false)
        from employment in Employment
        from parts in Gen.Choose(0, 15)
        select Object(("op", op), ("value", Object(
            ("title", (parts & 1) > 0 ? word : null), ("name", (parts & 2) > 0 ? name : null),
            ("emails", (parts & 4) > 0 ? emails : null), (Urn.Enterprise, (parts & 8) > 0 ? employment : null))));

    private static Gen<JsonArray> Emails(bool atMostOnePrimary) => Gen.Choose(0, 3).SelectMany(count => Email.ArrayOf(count)).Select(emails =>
    {
        var list = new JsonArray();
        foreach (var email in emails.Select(email => (JsonObject)email.DeepClone()))
        {
            // A user begins with values that are all different, as a provider would have made them.
            if (atMostOnePrimary && (list.Any(other => (string?)other!["value"] == (string?)email["value"]) || (email["primary"] is not null && list.Count > 0)))
                continue;
            list.Add((JsonNode)email);
        }

        return list;
    });

    private static JsonNode? OrNull(JsonNode json) => json is JsonObject { Count: 0 } or JsonArray { Count: 0 } ? null : json;

    private static JsonObject Object(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
            if (value is not null)
                json[name] = value.DeepClone();
        return json;
    }
}
