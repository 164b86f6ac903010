using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>An endpoint that a run talks to: somebody's, or the reference provider in process.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private Endpoint(ScimTarget target, string description)
    {
        Target = target;
        Description = description;
    }

    public ScimTarget Target { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>The endpoints of a run, each with the checks that it is judged by.</summary>
    public static IEnumerable<(Endpoint Endpoint, IReadOnlyList<CatalogueEntry> Entries)> For(CheckSettings settings, IReadOnlyList<CatalogueEntry> entries)
    {
        if (settings.Url is null)
        {
            throw new UsageException("Give the URL of an endpoint.");
        }

        var target = new ScimTarget(settings.Url) { Credentials = settings.Credentials, Timeout = settings.Timeout };
        yield return (new Endpoint(target, target.BaseUrl.AbsoluteUri), entries);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
