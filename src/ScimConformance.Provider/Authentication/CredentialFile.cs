using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimConformance.Provider.Authentication;

/// <summary>Credentials, OAuth clients and token issuers in a JSON file, so that they can be changed while the provider runs.</summary>
/// <param name="Credentials">Bearer tokens, and user names with passwords.</param>
/// <param name="Clients">OAuth clients.</param>
/// <param name="Issuers">Token issuers.</param>
internal sealed record CredentialFile(IReadOnlyList<ScimCredential> Credentials, IReadOnlyList<ScimOAuthClient> Clients, IReadOnlyList<ScimTokenIssuer> Issuers)
{
    private static readonly JsonSerializerOptions Rules = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    internal static CredentialFile None { get; } = new([], [], []);

    /// <summary>What changes when the file does.</summary>
    internal static string StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}/{file.Length}") : "none";
    }

    /// <exception cref="ArgumentException">The file is missing, not JSON, or says something that cannot be; the message shows no secret.</exception>
    internal static CredentialFile Read(string path)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Rules) ?? throw new ArgumentException("it is null; give an object.");
            return new CredentialFile(
                All(content.Credentials, "credentials", static entry => entry.ToCredential()),
                All(content.Clients, "clients", static entry => entry.ToClient()),
                All(content.Issuers, "issuers", entry => entry.ToIssuer(Path.GetDirectoryName(Path.GetFullPath(path))!)));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArgumentException($"The credentials file \"{path}\" cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Every entry of a list, read; JSON may have null in the place of one.</summary>
    private static List<T> All<TEntry, T>(IReadOnlyList<TEntry?> entries, string name, Func<TEntry, T> read)
        where TEntry : class
    {
        var all = new List<T>();
        foreach (var entry in entries)
        {
            try
            {
                all.Add(read(entry ?? throw new ArgumentException("it is null; give an object, or leave it out.")));
            }
            catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
            {
                throw new ArgumentException($"{name}[{all.Count}]: {exception.Message}", exception);
            }
        }

        return all;
    }

    private sealed record Content
    {
        public IReadOnlyList<CredentialEntry> Credentials { get; init; } = [];

        public IReadOnlyList<ClientEntry> Clients { get; init; } = [];

        public IReadOnlyList<IssuerEntry> Issuers { get; init; } = [];
    }

    private sealed record CredentialEntry
    {
        public string? Bearer { get; init; }

        public string? User { get; init; }

        public string? Password { get; init; }

        public string? Name { get; init; }

        public string? Tenant { get; init; }

        public IReadOnlyList<string>? Permissions { get; init; }

        public string? ActsAs { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        internal ScimCredential ToCredential() => ((Bearer, User, Password) switch
        {
            ({ } token, null, null) => ScimCredential.Bearer(token),
            (null, { } user, { } password) => ScimCredential.Basic(user, password),
            _ => throw new ArgumentException("give either \"bearer\", or \"user\" and \"password\"."),
        }) with
        {
            Name = Name,
            Tenant = ScimTenant.CheckName(Tenant ?? ScimTenant.Default),
            Permissions = PermissionNames.Parse(Permissions),
            ActsAs = ActsAs,
            ExpiresAt = ExpiresAt,
        };
    }

    private sealed record ClientEntry
    {
        public required string Id { get; init; }

        public IReadOnlyList<SecretEntry> Secrets { get; init; } = [];

        public IReadOnlyList<WorkloadEntry> Workloads { get; init; } = [];

        public string? Tenant { get; init; }

        public IReadOnlyList<string>? Permissions { get; init; }

        public string? ActsAs { get; init; }

        internal ScimOAuthClient ToClient() => new()
        {
            Id = Id,
            Secrets = All(Secrets, "secrets", static secret => new ScimClientSecret(secret.Value) { ExpiresAt = secret.ExpiresAt }),
            Workloads = All(Workloads, "workloads", static workload => new ScimWorkload(workload.Issuer, workload.Subject)),
            Tenant = ScimTenant.CheckName(Tenant ?? ScimTenant.Default),
            Permissions = PermissionNames.Parse(Permissions),
            ActsAs = ActsAs,
        };
    }

    private sealed record SecretEntry
    {
        public required string Value { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }
    }

    private sealed record WorkloadEntry
    {
        public required string Issuer { get; init; }

        public required string Subject { get; init; }
    }

    private sealed record IssuerEntry
    {
        public required string Name { get; init; }

        public required string Audience { get; init; }

        public string? KeysFile { get; init; }

        public JsonElement? Keys { get; init; }

        public bool AllowReuse { get; init; }

        internal ScimTokenIssuer ToIssuer(string folder) => new()
        {
            Name = Name,
            Audience = Audience,
            AllowReuse = AllowReuse,
            Keys = (KeysFile, Keys) switch
            {
                ({ } file, null) => File.ReadAllText(Path.Combine(folder, file)),
                (null, { ValueKind: JsonValueKind.Object } keys) => keys.GetRawText(),
                (null, { ValueKind: JsonValueKind.String } pem) => pem.GetString()!,
                _ => throw new ArgumentException("give either \"keys\", a JWK Set, a JWK or PEM, or \"keysFile\", the path of a file with one of these."),
            },
        };
    }
}
