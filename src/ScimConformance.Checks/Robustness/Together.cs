using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Sending several requests at the same time, and reading what came of each.</summary>
internal static class Together
{
    /// <summary>How many requests go out at the same time where the check says nothing else.</summary>
    public const int Few = 6;

    /// <summary>Sends requests at the same time and waits for all answers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="send">Sends the one of this number, from 0.</param>
    public static Task<ScimResponse[]> SendAsync(int count, Func<int, Task<ScimResponse>> send) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => send(i))));

    /// <summary>
    /// Sends requests at the same time, then those that were honestly refused once more, one after the other, as a client would.
    /// </summary>
    /// <returns>For each number, whether the request succeeded at last.</returns>
    public static async Task<bool[]> SendWithRetryAsync(int count, Func<int, Task<ScimResponse>> send)
    {
        var replies = await SendAsync(count, send);
        var done = new bool[count];
        for (var i = 0; i < count; i++)
        {
            done[i] = (replies[i].IsRefusal() ? await send(i) : replies[i]).IsSuccess;
        }

        CheckContext.Require(done.Any(d => d), $"none of {count} requests succeeded; the first was answered {replies[0].Describe()}");
        return done;
    }

    /// <summary>Whether the endpoint declines for now because of other requests: conflict, precondition, lock, throttling, overload.</summary>
    public static bool IsRefusal(this ScimResponse reply) => reply.Status is 409 or 412 or 423 or 429 or 503;

    /// <summary>The texts at a path of the elements of a multi-valued attribute.</summary>
    public static IReadOnlyList<string> Values(this ScimResponse resource, string attribute) =>
        (resource.At(attribute) as JsonArray)?.Select(e => e.Member("value").Text()).OfType<string>().ToList() ?? [];

    /// <summary>Judges that none of the values is missing whose request succeeded.</summary>
    public static void ExpectNothingLost(this ScimResponse resource, string attribute, IReadOnlyList<string> sent, bool[] done)
    {
        var present = resource.Values(attribute).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wanted = sent.Where((_, i) => done[i]).ToList();
        var lost = wanted.Where(v => !present.Contains(v)).ToList();
        resource.Judge(lost.Count == 0, $"all {wanted.Count} values of {attribute} that were answered with success", $"{lost.Count} of {wanted.Count} missing: {string.Join(", ", lost.Take(5))}");
    }
}
