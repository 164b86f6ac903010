using System.Text;

namespace ScimConformance.Harness;

/// <summary>What a request authenticates with: the value of the Authorization header, and the secrets in it that no report may show.</summary>
public sealed class ScimCredentials
{
    private ScimCredentials(string? authorization, params string[] secrets)
    {
        Authorization = authorization;
        Secrets = secrets.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>No Authorization header.</summary>
    public static ScimCredentials None { get; } = new(null);

    /// <summary>The Authorization header's value, or null for none.</summary>
    public string? Authorization { get; }

    /// <summary>The strings to blot out of every report.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>A bearer token (RFC 6750).</summary>
    public static ScimCredentials Bearer(string token) => new($"Bearer {token}", token);

    /// <summary>User name and password (RFC 7617), encoded as UTF-8.</summary>
    public static ScimCredentials Basic(string user, string password)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return new($"Basic {encoded}", encoded, password);
    }
}
