using System.Text.Json;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>What answers have told: identifiers, cursors and entity tags, so that requests reach further than an unknown resource. Bounded, and safe for several tasks.</summary>
internal sealed class KnownThings
{
    private const int MostResources = 60;
    private const int MostTexts = 32;

    private readonly Lock gate = new();
    private readonly List<string> resources = [];
    private readonly HashSet<string> present = new(StringComparer.Ordinal);
    private readonly List<string> cursors = [];

    /// <summary>The resource that should go because there are too many; null where there are not.</summary>
    public string? TakeSurplus()
    {
        lock (gate)
            return resources.Count > MostResources ? RemoveAt(0) : null;
    }

    /// <summary>The path of some resource below an endpoint, such as <c>/Users/1</c>.</summary>
    public string Resource(Random random, string endpoint)
    {
        lock (gate)
        {
            var fitting = resources.FindAll(path => path.StartsWith(endpoint + "/", StringComparison.Ordinal));
            return fitting.Count == 0 ? endpoint + "/none" : fitting[random.Next(fitting.Count)];
        }
    }

    public string Id(Random random, string endpoint) => Resource(random, endpoint)[(endpoint.Length + 1)..];

    public string Cursor(Random random)
    {
        lock (gate)
            return cursors.Count == 0 || random.Next(4) == 0 ? "" : cursors[random.Next(cursors.Count)];
    }

    public void Forget(string path)
    {
        lock (gate)
            if (present.Remove(path))
                resources.Remove(path);
    }

    /// <summary>Reads an answer that succeeded.</summary>
    public void Learn(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return;
        lock (gate)
        {
            LearnResource(body);
            if (body.TryGetProperty("Resources", out var list) && list.ValueKind == JsonValueKind.Array)
                foreach (var item in list.EnumerateArray())
                    LearnResource(item);
            if (body.TryGetProperty("Operations", out var operations) && operations.ValueKind == JsonValueKind.Array)
                foreach (var operation in operations.EnumerateArray())
                    if (operation.TryGetProperty("location", out var location) && location.GetString() is { } url)
                        Add(url);
            if (body.TryGetProperty("nextCursor", out var cursor) && cursor.GetString() is { } text)
            {
                cursors.Add(text);
                if (cursors.Count > MostTexts)
                    cursors.RemoveAt(0);
            }
        }
    }

    private void LearnResource(JsonElement resource)
    {
        if (resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("location", out var location) && location.GetString() is { } url)
            Add(url);
    }

    private void Add(string url)
    {
        foreach (var endpoint in new[] { "/Users/", "/Groups/" })
            if (url.LastIndexOf(endpoint, StringComparison.Ordinal) is >= 0 and var at && present.Add(url[at..]))
                resources.Add(url[at..]);
    }

    private string RemoveAt(int index)
    {
        var path = resources[index];
        resources.RemoveAt(index);
        present.Remove(path);
        return path;
    }
}
