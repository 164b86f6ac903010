using System.Text.Json.Nodes;

namespace ScimConformance.Provider.Tests.Properties;

/// <summary>
/// What RFC 7644 section 3.5.2 makes of a user, told as plainly as can be over JSON, for the paths of <see cref="PatchSamples"/>. It knows
/// nothing of the provider: no schemas, no value types, no path parser.
/// </summary>
internal static class PatchModel
{
    /// <summary>The user after all operations; null where the request is refused, which leaves the user as it was.</summary>
    internal static JsonObject? Apply(JsonObject user, JsonArray operations)
    {
        var result = (JsonObject)user.DeepClone();
        foreach (var operation in operations)
            if (!Apply(result, (string)operation!["op"]!, (string?)operation["path"], operation["value"]))
                return null;
        var blank = string.IsNullOrWhiteSpace((string?)result["userName"]);
        return blank || Emails(result).Count(IsPrimary) > 1 ? null : result;
    }

    private static bool Apply(JsonObject user, string op, string? path, JsonNode? value)
    {
        if (path is null)
            return ((JsonObject)value!).All(member => Apply(user, op, member.Key, member.Value));
        switch (path)
        {
            case "title" or "nickName" or "active":
                Set(user, path, op == "remove" ? null : value);
                return true;
            case "userName" when op != "remove":
                Set(user, path, value);
                return true;
            case "name" or Urn.Enterprise when op == "remove":
                user.Remove(path);
                return true;
            case "name" or Urn.Enterprise:
                foreach (var (name, part) in (JsonObject)value!)
                    SetIn(user, path, name, part);
                return true;
            case "name.givenName" or "name.familyName":
                SetIn(user, "name", path[5..], op == "remove" ? null : value);
                return true;
            case Urn.Enterprise + ":department":
                SetIn(user, Urn.Enterprise, "department", op == "remove" ? null : value);
                return true;
            case "emails":
                var listed = value is JsonArray array ? Distinct(array.Cast<JsonObject>()) : [];
                Put(user, op == "add" ? Append(Emails(user), listed) : op == "remove" ? [] : listed);
                return true;
            case "emails[type eq \"work\"]" or "emails[type eq \"work\"].value" or "emails[type eq \"work\"].primary" or "emails[type eq \"work\"].type":
                return ApplyToWork(user, op, path.Split("].") is [_, var sub] ? sub : null, value);
            default:
                return false;
        }
    }

    private static bool ApplyToWork(JsonObject user, string op, string? sub, JsonNode? value)
    {
        var emails = Emails(user);
        if (op != "remove" && !emails.Exists(IsWork))
            return false;
        var after = new List<JsonObject>();
        foreach (var email in emails)
        {
            if (!IsWork(email))
            {
                after.Add(email);
                continue;
            }

            var changed = op == "replace" && sub is null ? [] : (JsonObject)email.DeepClone();
            if (sub is not null)
                Set(changed, sub, op == "remove" ? null : value);
            else if (op == "remove")
                continue;
            else
                foreach (var (name, part) in (JsonObject)value!)
                    Set(changed, name, part);
            if (changed.Count > 0)
                after.Add(JsonNode.DeepEquals(changed, email) ? email : changed);
        }

        Put(user, after);
        return true;
    }

    /// <summary>Values with the same value and type are one; the first keeps what it says.</summary>
    private static List<JsonObject> Distinct(IEnumerable<JsonObject> emails)
    {
        var result = new List<JsonObject>();
        foreach (var email in emails)
        {
            var twin = result.FindIndex(other => IsTwin(other, email));
            if (twin < 0)
                result.Add(email);
            else if (email.Any(member => !result[twin].ContainsKey(member.Key)))
                result[twin] = Over(email, result[twin]);
        }

        return result;
    }

    /// <summary>Values are added; of one that is there already, what is added counts.</summary>
    private static List<JsonObject> Append(List<JsonObject> present, List<JsonObject> added)
    {
        var result = present.ToList();
        foreach (var email in added)
        {
            var twin = result.FindIndex(other => IsTwin(other, email));
            if (twin < 0)
                result.Add(email);
            else if (Over(result[twin], email) is var merged && !JsonNode.DeepEquals(merged, result[twin]))
                result[twin] = merged;
        }

        return result;
    }

    private static bool IsTwin(JsonObject left, JsonObject right) => left["value"] is null || right["value"] is null
        ? JsonNode.DeepEquals(left, right)
        : (string?)left["value"] == (string?)right["value"] && (string?)left["type"] == (string?)right["type"];

    private static JsonObject Over(JsonObject under, JsonObject over)
    {
        var result = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
            result[name] = value?.DeepClone();
        return result;
    }

    /// <summary>Puts a list in the place of the present one. One value that has become primary takes the mark from the others.</summary>
    private static void Put(JsonObject user, List<JsonObject> after)
    {
        var before = Emails(user);
        var list = Distinct(after);
        var marked = list.Where(email => IsPrimary(email) && !before.Exists(old => IsPrimary(old) && ReferenceEquals(old, email))).ToList();
        if (list.Count(IsPrimary) > 1 && marked.Count == 1)
            list = [.. list.Select(email => IsPrimary(email) && email != marked[0] ? Over(email, new JsonObject { ["primary"] = false }) : email)];
        user.Remove("emails");
        if (list.Count > 0)
            user["emails"] = new JsonArray([.. list.Select(email => email.DeepClone())]);
    }

    private static List<JsonObject> Emails(JsonObject user) => user["emails"] is JsonArray array ? [.. array.Cast<JsonObject>()] : [];

    private static bool IsWork(JsonObject email) => (string?)email["type"] == "work";

    private static bool IsPrimary(JsonObject email) => (bool?)email["primary"] == true;

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        json.Remove(name);
        if (value is not null)
            json[name] = value.DeepClone();
    }

    private static void SetIn(JsonObject user, string container, string name, JsonNode? value)
    {
        var inner = user[container] as JsonObject ?? [];
        Set(inner, name, value);
        if (inner.Count == 0)
            user.Remove(container);
        else if (inner.Parent is null)
            user[container] = inner;
    }
}
