using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.Profiles;

/// <summary>Reads a profile from JSON. Every mistake is told by member, value and what it may be instead.</summary>
internal static class ProfileReader
{
    private static readonly string[] Members =
    [
        "name", "description", "userAttributes", "extensions", "groups", "defaultRole", "deactivation", "fixedAttributes", "undeclaredAttributes",
        "knownAccounts", "knownTenants",
    ];

    internal static ApplicationProfile Read(string json)
    {
        var members = Extend(Parse(json));
        var profile = new ApplicationProfile
        {
            Name = Text(members["name"], "name"),
            Description = members["description"] is { } description ? Text(description, "description") : "",
            UserAttributes = [.. Object(members["userAttributes"], "userAttributes", """{ "userName": "immutable", "active": "readWrite" }""").Select(Attribute)],
            Extensions = [.. Array(members["extensions"], "extensions").Select((urn, at) => Extension(Text(urn, $"extensions[{at}]")))],
            Groups = Word(members["groups"], "groups", GroupsEndpoint.NotFound),
            DefaultRole = members["defaultRole"] is { } role ? Role(role) : null,
            Deactivation = Word(members["deactivation"], "deactivation", Deactivation.Deactivate),
            FixedAttributes = Word(members["fixedAttributes"], "fixedAttributes", UnwantedChange.Refuse),
            UndeclaredAttributes = Word(members["undeclaredAttributes"], "undeclaredAttributes", UnwantedChange.Refuse),
            KnownAccounts = [.. Array(members["knownAccounts"], "knownAccounts").Select(Account)],
            KnownTenants = [.. Array(members["knownTenants"], "knownTenants").Select((name, at) => Tenant(name, $"knownTenants[{at}]"))],
        };
        Check(profile);
        return profile;
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            return JsonNode.Parse(json, documentOptions: options) as JsonObject
                ?? throw new FormatException("a profile is one JSON object, such as { \"extends\": \"thousandeyes\", \"name\": \"ours\", \"groups\": \"notFound\" }");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"no valid JSON at line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}", exception);
        }
    }

    /// <summary>The members of the profile that this one begins with, and its own in their place.</summary>
    private static JsonObject Extend(JsonObject own)
    {
        foreach (var (name, value) in own)
            if (name != "extends" && !Members.Contains(name, StringComparer.Ordinal))
                throw Wrong(name, value, $"not a member of a profile; there are extends, {string.Join(", ", Members)}");
        if (own["extends"] is not { } extends)
            return own;
        var text = BuiltInProfiles.Text(Text(extends, "extends"))
            ?? throw Wrong("extends", extends, $"must be a built-in profile: {string.Join(", ", BuiltInProfiles.Names)}");
        var result = Extend(Parse(text));
        foreach (var (name, value) in own)
            result[name] = value?.DeepClone();
        return result;
    }

    private static ProfileUserField Attribute(KeyValuePair<string, JsonNode?> member)
    {
        var (name, value) = member;
        var place = $"userAttributes.{name}";
        var definition = CoreSchemas.User.FindAttribute(name) ?? throw Wrong(place, value, "is not an attribute of User in RFC 7643 section 4.1; attributes of one's own are not offered");
        if (value is not JsonObject parts)
            return new ProfileUserField(definition.Name, MutabilityOf(value, place));
        foreach (var (part, inner) in parts)
            if (part is not ("mutability" or "subAttributes"))
                throw Wrong($"{place}.{part}", inner, "not known; there are mutability and subAttributes");
        var known = Array(parts["subAttributes"], $"{place}.subAttributes").Select((sub, at) => Text(sub, $"{place}.subAttributes[{at}]")).ToList();
        foreach (var sub in known)
            if (definition.FindSubAttribute(sub) is null)
                throw Wrong($"{place}.subAttributes", sub, $"is not a part of \"{definition.Name}\"; it has {string.Join(", ", definition.SubAttributes.Select(part => part.Name))}");
        return new ProfileUserField(definition.Name, MutabilityOf(parts["mutability"], $"{place}.mutability"), known.Count > 0 ? known : null);
    }

    /// <summary>writeOnly is no choice: what RFC 7643 declares to be so, such as the password, is so in every profile.</summary>
    private static Mutability MutabilityOf(JsonNode? node, string place) => Word(node, place, Mutability.ReadWrite) is var mutability and not Mutability.WriteOnly
        ? mutability
        : throw Wrong(place, node, "must be one of readWrite, immutable, readOnly");

    private static string Extension(string urn) => ScimUrn.Same(urn, ScimUrn.EnterpriseUser)
        ? ScimUrn.EnterpriseUser
        : throw Wrong("extensions", urn, $"must be \"{ScimUrn.EnterpriseUser}\", the only extension there is");

    private static ProfileRole Role(JsonNode node)
    {
        var role = Object(node, "defaultRole", """{ "value": "Regular User" }""");
        Only(role, "defaultRole", "value", "display");
        return new ProfileRole(Text(role["value"], "defaultRole.value"), role["display"] is { } display ? Text(display, "defaultRole.display") : null);
    }

    private static KnownAccount Account(JsonNode? node, int at)
    {
        var account = Object(node, $"knownAccounts[{at}]", """{ "email": "someone@example.com", "id": "1001" }""");
        Only(account, $"knownAccounts[{at}]", "email", "id");
        var id = Text(account["id"], $"knownAccounts[{at}].id");
        // Such an identifier would not survive as a segment of a path.
        return id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~') && id.Trim('.').Length > 0
            ? new KnownAccount(Text(account["email"], $"knownAccounts[{at}].email"), id)
            : throw Wrong($"knownAccounts[{at}].id", id, "must be of letters, digits, \"-\", \"_\", \".\" and \"~\", because it stands in URLs");
    }

    private static string Tenant(JsonNode? node, string place)
    {
        var name = Text(node, place);
        return ScimTenant.IsName(name) ? name : throw Wrong(place, node, "is not the name of a tenant");
    }

    private static void Check(ApplicationProfile profile)
    {
        if (profile.UserAttributes.FirstOrDefault(attribute => attribute.Name == "userName") is not { Mutability: Mutability.ReadWrite or Mutability.Immutable })
            throw new FormatException("userAttributes.userName is missing, or not readWrite or immutable; every user has one that the client sets (RFC 7643 section 4.1.1)");
        if (profile.DefaultRole is not null && !profile.UserAttributes.Any(attribute => attribute.Name == "roles"))
            throw new FormatException("defaultRole is set, but userAttributes has no \"roles\" to show it; add \"roles\": \"readOnly\", or leave defaultRole out");
        if (profile.Groups != GroupsEndpoint.Offered && profile.UserAttributes.Any(attribute => attribute.Name == "groups"))
            throw new FormatException("userAttributes has \"groups\", but there are none; set \"groups\": \"offered\", or leave the attribute out");
    }

    /// <summary>The value of an enumeration by its name in camel case.</summary>
    private static T Word<T>(JsonNode? node, string place, T absent)
        where T : struct, Enum
    {
        if (node is null)
            return absent;
        var words = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        return node is JsonValue text && text.TryGetValue<string>(out var word) && words.TryGetValue(word, out var found)
            ? found
            : throw Wrong(place, node, $"must be one of {string.Join(", ", words.Keys)}");
    }

    private static string Text(JsonNode? node, string place) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text : throw Wrong(place, node, "must be a text that is not empty");

    private static JsonObject Object(JsonNode? node, string place, string example) => node as JsonObject ?? throw Wrong(place, node, $"must be an object such as {example}");

    private static JsonArray Array(JsonNode? node, string place) => node is null ? [] : node as JsonArray ?? throw Wrong(place, node, "must be an array");

    private static void Only(JsonObject json, string place, params string[] known)
    {
        foreach (var (name, value) in json)
            if (!known.Contains(name, StringComparer.Ordinal))
                throw Wrong($"{place}.{name}", value, $"not known; there are {string.Join(" and ", known)}");
    }

    private static FormatException Wrong(string place, JsonNode? value, string way) => new($"{place} is {Shown.Value(value)}: {way}");
}
