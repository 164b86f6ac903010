using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>The shared state of all providers over one database.</summary>
internal sealed class RelationalSharedState(RelationalDatabase database) : ISharedState
{
    private const string Find = "SELECT value FROM scim_secret WHERE name = @name";

    private const string Make = "INSERT INTO scim_secret (name, value) VALUES (@name, @value) ON CONFLICT DO NOTHING";

    private const string Forget = "DELETE FROM scim_used WHERE until <= @now";

    private const string Use = "INSERT INTO scim_used (what, until) VALUES (@what, @until) ON CONFLICT DO NOTHING";

    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    public async ValueTask<byte[]> GetSecretAsync(string name, CancellationToken cancel)
    {
        if (known.TryGetValue(name, out var secret))
            return secret;
        if (await FindAsync(name, cancel) is not { } found)
        {
            await database.CommitAsync([new CommitStep(new SqlStatement(Make, ("name", name), ("value", RandomNumberGenerator.GetBytes(32))), Returns: false, Refuse: null)], cancel);
            // Another provider may have been faster; what is stored counts.
            found = (await FindAsync(name, cancel))!;
        }

        return known.GetOrAdd(name, found);
    }

    public async ValueTask<bool> IsFirstUseAsync(string what, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        var result = await database.CommitAsync(
        [
            new CommitStep(new SqlStatement(Forget, ("now", now.ToUnixTimeMilliseconds())), Returns: false, Refuse: null),
            new CommitStep(
                new SqlStatement(Use, ("what", what), ("until", until.ToUnixTimeMilliseconds())), Returns: false,
                static (written, _) => written == 1 ? null : new CommitResult(CommitOutcome.NotUnique)),
        ], cancel);
        return result.Outcome == CommitOutcome.Committed;
    }

    private async ValueTask<byte[]?> FindAsync(string name, CancellationToken cancel) =>
        (await database.QueryAsync(new SqlStatement(Find, ("name", name)), static row => row.GetFieldValue<byte[]>(0), cancel)).SingleOrDefault();
}
