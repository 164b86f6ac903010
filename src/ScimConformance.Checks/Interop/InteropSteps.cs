using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Steps that the interoperability checks share.</summary>
internal static class InteropSteps
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The ids of a group's members, as GET shows them.</summary>
    public static async Task<IReadOnlyList<string>> MembersAsync(this CheckContext scim, ScimResource group) =>
        (await scim.ReadAsync(group)).Values("members").Select(m => m.Member("value").Text()).OfType<string>().ToList();

    /// <summary>Whether these are exactly the members, each once.</summary>
    public static bool AreExactly(this IReadOnlyList<string> members, params ScimResource[] expected) =>
        members.Order(StringComparer.Ordinal).SequenceEqual(expected.Select(e => e.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Creates users, one after the other.</summary>
    public static async Task<ScimResource[]> CreateUsersAsync(this CheckContext scim, int count)
    {
        var users = new ScimResource[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = await scim.CreateUserAsync();
        }

        return users;
    }

    /// <summary>The object of a list's <c>Resources</c> that has this id, or null.</summary>
    public static JsonObject? Listed(this ScimResponse list, ScimResource resource) =>
        list.Resources.FirstOrDefault(r => r.Member("id").Text() == resource.Id);

    /// <summary>The text with each letter in the other case.</summary>
    public static string SwapCase(this string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
