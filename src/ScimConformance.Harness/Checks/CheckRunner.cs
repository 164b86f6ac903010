namespace ScimConformance.Harness;

/// <summary>Runs checks against one endpoint. It owns the connection and the endpoint's profile; it is safe for use from several tasks.</summary>
public sealed class CheckRunner : IDisposable
{
    private readonly ScimClient _client;
    private readonly ScimClient? _second;
    private readonly TestData _data;
    private readonly SharedResources _shared;
    private readonly SharedResources? _secondShared;

    private CheckRunner(ScimClient client, ScimClient? second, TargetProfile profile, TestData data)
    {
        _client = client;
        _second = second;
        Profile = profile;
        _data = data;
        _shared = new SharedResources(client, profile, data);
        _secondShared = second is null ? null : new SharedResources(second, profile, data, "second");
    }

    /// <summary>What the endpoint says of itself.</summary>
    public TargetProfile Profile { get; }

    /// <summary>The endpoint under test.</summary>
    public ScimTarget Target => _client.Target;

    /// <summary>How every name that the run creates begins.</summary>
    public string RunPrefix => _data.RunPrefix;

    /// <summary>Connects to a target: reads its discovery documents and creates and removes one trial user.</summary>
    /// <param name="target">The endpoint under test.</param>
    /// <param name="options">Seed, e-mail domain and templates of test data.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnusableTargetException">The target is unreachable, refuses the credentials or does not speak SCIM.</exception>
    public static async Task<CheckRunner> ConnectAsync(ScimTarget target, TestDataOptions options, CancellationToken cancellation = default)
    {
        var client = new ScimClient(target);
        var second = target.SecondTenant is { } tenant ? new ScimClient(tenant) : null;
        try
        {
            if (second is not null)
            {
                await TargetDiscovery.ReachSecondTenantAsync(second, cancellation);
            }

            var profile = await TargetDiscovery.DiscoverAsync(client, options, cancellation);
            if (target.Scim11BaseUrl is not null)
            {
                profile.Scim11 = await Scim11Discovery.ReadAsync(client, cancellation);
            }

            return new CheckRunner(client, second, profile, new TestData(options, profile));
        }
        catch
        {
            client.Dispose();
            second?.Dispose();
            throw;
        }
    }

    /// <summary>Runs one check to its outcome. Never throws for what the endpoint or the check does.</summary>
    /// <param name="entry">The check.</param>
    /// <param name="cancellation">Gives up; what the check created is removed all the same.</param>
    /// <exception cref="OperationCanceledException">The run was given up.</exception>
    public async Task<CheckOutcome> RunAsync(CatalogueEntry entry, CancellationToken cancellation = default)
    {
        if (entry.Check.Needs.Select(n => n.WhyNot(Profile)).FirstOrDefault(why => why is not null) is { } missing)
        {
            return new CheckOutcome { Entry = entry, Status = CheckStatus.NotApplicable, Reason = missing };
        }

        if (entry.Check.Given.Select(ProblemWith).FirstOrDefault(problem => problem is not null) is { } broken)
        {
            return new CheckOutcome { Entry = entry, Status = CheckStatus.Inconclusive, Reason = WithHint($"what has to work did not work on trial, so a refusal says nothing: {broken}") };
        }

        var started = Target.Clock.GetTimestamp();
        var context = new CheckContext(_client, Profile, _data, _shared, entry.Check.Id, cancellation);
        context.AddSecondTenant(_second, _secondShared);
        var (status, reason) = await TryRunAsync(entry, context, cancellation);
        var exchanges = context.Transcript.Exchanges;
        var leftOver = await context.RemoveCreatedAsync();
        if (context.FindingsSoFar.Findings.Count > 0)
        {
            (status, reason) = (CheckStatuses.WhenBroken(entry.Level), null);
        }

        return new CheckOutcome
        {
            Entry = entry,
            Status = status,
            Reason = leftOver.Count == 0 ? reason : string.Join(' ', new[] { reason, $"Left behind: {string.Join("; ", leftOver)}." }.OfType<string>()),
            Findings = context.FindingsSoFar.Findings,
            Exchanges = exchanges,
            Duration = Target.Clock.GetElapsedTime(started),
        };
    }

    /// <summary>Whether the target answers a plain GET of its users at all, whatever the answer is.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> AnswersAsync(CancellationToken cancellation = default)
    {
        try
        {
            await _client.SendAsync(new ScimRequest("GET", (Profile.Users?.Endpoint ?? "/Users") + "?count=1") { Accept = _client.AcceptAt("/") }, new Transcript(), new FindingCollector(), cancellation);
            return true;
        }
        catch (TransportException)
        {
            return false;
        }
    }

    /// <summary>Removes the users that checks share; called when no check runs any more. A later check makes them anew.</summary>
    /// <returns>What could not be removed, in words.</returns>
    public async Task<IReadOnlyList<string>> RemoveSharedAsync() =>
        _secondShared is null ? await _shared.RemoveAsync() : [.. await _shared.RemoveAsync(), .. await _secondShared.RemoveAsync()];

    /// <inheritdoc/>
    public void Dispose()
    {
        _shared.Dispose();
        _secondShared?.Dispose();
        _client.Dispose();
        _second?.Dispose();
    }

    private async Task<(CheckStatus Status, string? Reason)> TryRunAsync(CatalogueEntry entry, CheckContext context, CancellationToken cancellation)
    {
        try
        {
            await entry.Check.Run(context);
            return context.FindingsSoFar.Judged > 0
                ? (CheckStatus.Passed, null)
                : (CheckStatus.Errored, "the check judged nothing: it must state at least one expectation, or say why it does not apply");
        }
        catch (InconclusiveException e)
        {
            return (CheckStatus.Inconclusive, WithHint(e.Message));
        }
        catch (NotApplicableException e)
        {
            return (CheckStatus.NotApplicable, e.Message);
        }
        catch (Exception e) when (e is TransportException or TokenException)
        {
            return (CheckStatus.Errored, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await context.RemoveCreatedAsync();
            throw;
        }
        catch (Exception e)
        {
            // The harness itself broke: that says nothing about the endpoint, and must not end the run.
            return (CheckStatus.Errored, $"the check itself broke: {e.GetType().Name}: {e.Message}");
        }
    }

    private string? ProblemWith(TrialStep step) => Profile.Users is null ? null : Profile.ProblemWith(step);

    private string WithHint(string reason) => Profile.UserCreationProblem is null
        ? reason
        : $"{reason} (users cannot be created here; give a template with --user-template or a domain with --email-domain)";
}
