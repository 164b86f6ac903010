using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What the run's resources look like: everything follows from the seed, the endpoint's schemas and the user's templates.</summary>
public sealed record TestDataOptions
{
    /// <summary>The domain of generated e-mail addresses and user names; reserved for examples by RFC 2606 unless told otherwise.</summary>
    public string EmailDomain { get; init; } = "example.com";

    /// <summary>Members to add to every generated user; strings may hold <c>{unique}</c>, <c>{email}</c> and <c>{domain}</c>. Null for none.</summary>
    public JsonObject? UserTemplate { get; init; }

    /// <summary>Members to add to every generated group; strings may hold <c>{unique}</c> and <c>{domain}</c>. Null for none.</summary>
    public JsonObject? GroupTemplate { get; init; }

    /// <summary>The seed from which the run prefix follows.</summary>
    public long Seed { get; init; }
}

/// <summary>Makes valid test users and groups for one endpoint.</summary>
public sealed class TestData
{
    /// <summary>What stands between the run prefix and the rest of a name.</summary>
    internal const char PrefixSeparator = '-';

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string CoreUser = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string CoreGroup = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private readonly TestDataOptions _options;
    private readonly TargetProfile _profile;

    /// <summary>Creates the source.</summary>
    public TestData(TestDataOptions options, TargetProfile profile)
    {
        _options = options;
        _profile = profile;
        RunPrefix = PrefixOf(options.Seed);
    }

    /// <summary>How every name that the run creates begins: <c>sc</c> and seven letters or digits.</summary>
    public string RunPrefix { get; }

    /// <summary>The e-mail address that belongs to a unique name.</summary>
    public string Email(string unique) => $"{unique}@{_options.EmailDomain}";

    /// <summary>A user that the endpoint should accept: user name, name, display name, an e-mail, active, and whatever its /Schemas requires; then the template.</summary>
    /// <param name="unique">The unique name to derive values from.</param>
    public JsonObject User(string unique)
    {
        var schema = _profile.Users?.Schema ?? CoreUser;
        var user = new JsonObject
        {
            ["schemas"] = new JsonArray(schema),
            ["userName"] = Email(unique),
        };
        AddIfKnown(user, "name", new JsonObject { ["givenName"] = "Test", ["familyName"] = unique });
        AddIfKnown(user, "displayName", $"Test {unique}");
        AddIfKnown(user, "emails", new JsonArray(new JsonObject { ["value"] = Email(unique), ["type"] = "work", ["primary"] = true }));
        AddIfKnown(user, "active", true);
        RequiredValues.Fill(user, _profile, _profile.Users, unique, Email(unique));
        return Apply(user, _options.UserTemplate, unique);
    }

    /// <summary>A group that the endpoint should accept: a display name, and whatever its /Schemas requires; then the template.</summary>
    /// <param name="unique">The unique name to derive values from.</param>
    public JsonObject Group(string unique)
    {
        var group = new JsonObject
        {
            ["schemas"] = new JsonArray(_profile.Groups?.Schema ?? CoreGroup),
            ["displayName"] = unique,
        };
        RequiredValues.Fill(group, _profile, _profile.Groups, unique, Email(unique));
        return Apply(group, _options.GroupTemplate, unique);
    }

    private void AddIfKnown(JsonObject user, string name, JsonNode value)
    {
        var published = _profile.Users is { } users && _profile.Schema(users.Schema) is not null;
        if (!published || _profile.Attribute(_profile.Users, name) is { IsWritable: true })
        {
            user[name] = value;
        }
    }

    private JsonObject Apply(JsonObject resource, JsonObject? template, string unique) =>
        template is null ? resource : resource.MergeFrom((JsonObject)Substitute(template, unique)!);

    private JsonNode? Substitute(JsonNode? node, string unique) => node switch
    {
        JsonObject obj => new JsonObject(obj.Select(p => KeyValuePair.Create(p.Key, Substitute(p.Value, unique)))),
        JsonArray array => new JsonArray(array.Select(e => Substitute(e, unique)).ToArray()),
        _ when node.Text() is { } text => JsonValue.Create(
            text.Replace("{unique}", unique, StringComparison.Ordinal)
                .Replace("{email}", Email(unique), StringComparison.Ordinal)
                .Replace("{domain}", _options.EmailDomain, StringComparison.Ordinal)),
        _ => node?.DeepClone(),
    };

    /// <summary>Whether a text has the form of a run prefix: <c>sc</c> and seven lower-case letters or digits.</summary>
    public static bool IsPrefix(string text) => text.Length == 9 && text.StartsWith("sc", StringComparison.Ordinal) && text.All(Digits.Contains);

    /// <summary>The prefix of a run: <c>sc</c> and seven base-36 digits that follow from the seed; neighbouring seeds give different-looking prefixes.</summary>
    public static string PrefixOf(long seed)
    {
        // Finalizer of SplitMix64: spreads neighbouring seeds.
        var x = unchecked((ulong)seed + 0x9E3779B97F4A7C15UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        x ^= x >> 31;
        return "sc" + new string(Enumerable.Range(0, 7).Select(_ =>
        {
            var digit = Digits[(int)(x % 36)];
            x /= 36;
            return digit;
        }).ToArray());
    }
}
