using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Fills the attributes that an endpoint's SCIM 1.1 schema of users marks as required (core schema section 10).</summary>
internal static class Scim11Required
{
    /// <summary>The same user with a value for whatever the schema requires and the user lacks.</summary>
    public static JsonObject Fill(JsonObject user, Scim11Profile profile)
    {
        var email = user["userName"].Text() ?? "";
        foreach (var attribute in profile.Required)
        {
            var urn = attribute.Source.Member("schema").Text() ?? Scim11Face.Core;
            var holder = urn.Equals(Scim11Face.Core, StringComparison.OrdinalIgnoreCase) ? user : Extension(user, urn);
            if (holder.Member(attribute.Name).IsUnassigned())
            {
                holder[attribute.Name] = RequiredValues.Sample(attribute, email.Split('@')[0], email);
            }
        }

        return user;
    }

    private static JsonObject Extension(JsonObject user, string urn)
    {
        if (user[urn] is JsonObject known)
        {
            return known;
        }

        (user["schemas"] as JsonArray)?.Add((JsonNode)urn);
        var extension = new JsonObject();
        user[urn] = extension;
        return extension;
    }
}
