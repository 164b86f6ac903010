using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Removes what a run left behind: first what its journal names, then whatever else bears its prefix. Each resource is read before it is removed, and removed only if its name is the run's, so that a stranger's is never touched, not even one that got a used id.</summary>
public sealed class LeftoverSweep : IDisposable
{
    /// <summary>Up to this many resources an endpoint is read through even where a filter works: filters that find nothing by mistake are common.</summary>
    private const int ReadThroughUpTo = 5000;
    private const int PageSize = 100;
    private const int MostPages = 100_000;

    private readonly ScimClient _client;
    private readonly bool _dryRun;
    private readonly CancellationToken _cancellation;
    private readonly List<SweepFinding> _findings = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private LeftoverSweep(ScimTarget target, bool dryRun, CancellationToken cancellation)
    {
        _client = new ScimClient(target);
        _dryRun = dryRun;
        _cancellation = cancellation;
    }

    /// <summary>Sweeps.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="entries">What journals tell of this endpoint.</param>
    /// <param name="prefixes">Prefixes of runs besides those of the entries.</param>
    /// <param name="dryRun">Whether nothing is removed.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One finding for each resource that was looked at.</returns>
    /// <exception cref="UnusableTargetException">The endpoint is unreachable, refuses the credentials or does not speak SCIM.</exception>
    /// <exception cref="ArgumentException">A prefix has not the form of a run prefix.</exception>
    public static async Task<IReadOnlyList<SweepFinding>> RunAsync(
        ScimTarget target, IReadOnlyList<JournalEntry> entries, IReadOnlyList<string> prefixes, bool dryRun, CancellationToken cancellation = default)
    {
        if (prefixes.Concat(entries.Select(e => e.Prefix)).FirstOrDefault(p => !TestData.IsPrefix(p)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no prefix of a run; it must be 'sc' and seven lower-case letters or digits, as the run printed it.");
        }

        using var sweep = new LeftoverSweep(target, dryRun, cancellation);
        var profile = await TargetDiscovery.ReadAsync(sweep._client, cancellation);
        foreach (var entry in entries.Reverse())
        {
            await sweep.ByJournalAsync(entry);
        }

        foreach (var prefix in prefixes.Concat(entries.Select(e => e.Prefix)).Distinct())
        {
            // Groups before the users that are their members.
            foreach (var type in profile.ResourceTypes.OrderBy(t => t == profile.Users))
            {
                await sweep.ByPrefixAsync(type.Endpoint, type == profile.Users ? "userName" : "displayName", prefix);
            }
        }

        return sweep._findings;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ByJournalAsync(JournalEntry entry)
    {
        foreach (var target in entry.Targets.Reverse())
        {
            await RemoveOwnAsync(target, entry.Prefix, entry.Name);
        }

        // Whoever has this name may have had it before: the run does not know whether its request was carried out.
        if (!entry.Answered && entry.Name is { } name && !JournalName.IsOf(name, entry.Prefix))
        {
            _findings.Add(new SweepFinding(SweepAction.LeftAlone, entry.Endpoint, name, "the run asked for it and got no answer; look whether it is there, and whose it is"));
        }
    }

    private async Task ByPrefixAsync(string endpoint, string attribute, string prefix)
    {
        try
        {
            var own = new Dictionary<string, string>(StringComparer.Ordinal);
            var filter = Uri.EscapeDataString($"{attribute} sw \"{prefix}{TestData.PrefixSeparator}\"");
            var filtered = await CollectAsync(endpoint, $"filter={filter}&", prefix, own);
            if (filtered is not > 0 || await CountAsync(endpoint) <= ReadThroughUpTo)
            {
                await CollectAsync(endpoint, "", prefix, own);
            }

            foreach (var (target, name) in own)
            {
                await RemoveOwnAsync(target, prefix, name);
            }
        }
        catch (TransportException e)
        {
            _findings.Add(new SweepFinding(SweepAction.Failed, endpoint, prefix + TestData.PrefixSeparator, e.Message));
        }
    }

    /// <summary>Pages through a list and keeps what bears the prefix.</summary>
    /// <returns>How many resources the list has; null when it is not answered as a list.</returns>
    private async Task<long?> CollectAsync(string endpoint, string query, string prefix, Dictionary<string, string> own)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        long? total = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await GetAsync($"{endpoint}?{query}startIndex={listed.Count + 1}&count={PageSize}");
            if (reply.Status != 200 || reply.At("totalResults").Integer() is not { } count)
            {
                if (query.Length == 0 && page == 0 && reply.Status is not (403 or 404 or 501))
                {
                    _findings.Add(new SweepFinding(SweepAction.Failed, endpoint, prefix + TestData.PrefixSeparator, $"its list cannot be read: {reply.Describe()}"));
                }

                return total;
            }

            total = count;
            var before = listed.Count;
            foreach (var resource in reply.Resources)
            {
                if (resource.Member("id").Text() is { } id && listed.Add(id) && JournalName.Of(resource).FirstOrDefault(n => JournalName.IsOf(n, prefix)) is { } name)
                {
                    own[$"{endpoint}/{Uri.EscapeDataString(id)}"] = name;
                }
            }

            // An endpoint that ignores startIndex shows the same page again.
            if (listed.Count == before || listed.Count >= total)
            {
                return total;
            }
        }

        return total;
    }

    private async Task<long> CountAsync(string endpoint) =>
        (await GetAsync($"{endpoint}?startIndex=1&count=1")).At("totalResults").Integer() ?? 0;

    private async Task RemoveOwnAsync(string target, string prefix, string? name)
    {
        if (!_seen.Add(target))
        {
            return;
        }

        try
        {
            _findings.Add(await TryRemoveOwnAsync(target, prefix, name));
        }
        catch (TransportException e)
        {
            _findings.Add(new SweepFinding(SweepAction.Failed, target, name, e.Message));
        }
    }

    private async Task<SweepFinding> TryRemoveOwnAsync(string target, string prefix, string? name)
    {
        var found = await GetAsync(target);
        if (found.Status is 404 or 410)
        {
            return new SweepFinding(SweepAction.GoneAlready, target, name);
        }

        if (found.Status != 200 || found.Json is not JsonObject resource)
        {
            return new SweepFinding(SweepAction.Failed, target, name, $"it cannot be read: GET answered {found.Describe()}");
        }

        var names = JournalName.Of(resource).ToList();
        if (names.FirstOrDefault(n => n == name || JournalName.IsOf(n, prefix)) is not { } own)
        {
            return new SweepFinding(SweepAction.LeftAlone, target, names.FirstOrDefault(), $"the run created something of this id, but what is there does not bear its name ({name ?? prefix + TestData.PrefixSeparator}); look whose it is");
        }

        if (_dryRun)
        {
            return new SweepFinding(SweepAction.WouldRemove, target, own);
        }

        var removed = await SendAsync(new ScimRequest("DELETE", target) { Accept = _client.AcceptAt(target) });
        if (!removed.IsSuccess && removed.Status is not (404 or 410))
        {
            return new SweepFinding(SweepAction.Failed, target, own, $"DELETE answered {removed.Describe()}");
        }

        return (await GetAsync(target)).Status == 200
            ? new SweepFinding(SweepAction.Failed, target, own, $"DELETE answered {removed.Status}, and it is still there")
            : new SweepFinding(SweepAction.Removed, target, own);
    }

    private Task<ScimResponse> GetAsync(string target) => SendAsync(new ScimRequest("GET", target) { Accept = _client.AcceptAt(target) });

    private Task<ScimResponse> SendAsync(ScimRequest request) => _client.SendAsync(request, new Transcript(), new FindingCollector(), _cancellation);
}
