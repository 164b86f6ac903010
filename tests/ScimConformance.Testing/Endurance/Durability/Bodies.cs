using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>Bodies that say the version in several attributes, and reading it from them.</summary>
internal static class Bodies
{
    internal static string Mark(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");

    internal static JsonObject User(string name, int version, string? userName) => new()
    {
        ["schemas"] = new JsonArray(Wire.User),
        ["externalId"] = name,
        ["userName"] = userName ?? $"{name}@example.com",
        ["displayName"] = Mark(version),
        ["nickName"] = Mark(version),
        ["title"] = Mark(version),
        ["name"] = new JsonObject { ["familyName"] = Mark(version) },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = Email(name, version), ["type"] = "work" }),
    };

    internal static JsonObject PatchUser(string name, int version) => Wire.Patch(
        Wire.Operation("replace", "displayName", Mark(version)),
        Wire.Operation("replace", "name.familyName", Mark(version)),
        Wire.Operation("replace", "emails[type eq \"work\"].value", Email(name, version)),
        Wire.Operation("replace", "nickName", Mark(version)),
        Wire.Operation("add", "title", Mark(version)));

    internal static JsonObject Group(string name, int version, params string[] members) => new()
    {
        ["schemas"] = new JsonArray(Wire.Group),
        ["externalId"] = name,
        ["displayName"] = Mark(version),
        ["members"] = new JsonArray([.. members.Select(id => new JsonObject { ["value"] = id })]),
    };

    /// <summary>The version that all attributes say; null where they do not agree.</summary>
    internal static int? VersionOf(JsonObject resource)
    {
        string?[] marks = resource["userName"] is null
            ? [(string?)resource["displayName"]]
            :
            [
                (string?)resource["displayName"], (string?)resource["nickName"], (string?)resource["title"], (string?)resource["name"]?["familyName"],
                ((string?)resource["emails"]?[0]?["value"])?.Split('@')[0],
            ];
        return marks.Distinct().ToList() is [{ } mark] ? int.Parse(mark[1..], CultureInfo.InvariantCulture) : null;
    }

    private static string Email(string name, int version) => $"{Mark(version)}@{name}.example.com";
}
