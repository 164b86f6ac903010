using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What all simulated identity providers have in common: a directory, links to the accounts in the application, and a wire that is theirs to the byte.</summary>
public abstract class ProvisioningClient : IDisposable
{
    private readonly ProvisioningWire _wire;
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<ProvisioningStep> _steps = [];

    private protected ProvisioningClient(ProvisioningConnection connection, IdpDirectory directory, IReadOnlyList<string> headerOrder)
    {
        Directory = directory;
        Order = headerOrder;
        _wire = new ProvisioningWire(connection, headerOrder);
    }

    /// <summary>The tenant's directory.</summary>
    public IdpDirectory Directory { get; }

    /// <summary>What was sent so far, in order.</summary>
    public IReadOnlyList<ProvisioningStep> Steps => _steps;

    /// <summary>The last step.</summary>
    /// <exception cref="InvalidOperationException">Nothing was sent yet.</exception>
    public ProvisioningStep LastStep => _steps.Count > 0 ? _steps[^1] : throw new InvalidOperationException("Nothing was sent yet.");

    /// <summary>The order of headers on the wire; empty when it is not known.</summary>
    internal IReadOnlyList<string> Order { get; }

    /// <summary>Keeps the pace of requests, and tells how often the application asked to wait.</summary>
    internal RequestPacing Pacing => _wire.Pacing;

    /// <summary>The Authorization header's value, or null.</summary>
    private protected string? Authorization => _wire.Authorization;

    /// <summary>The id that the application gave to the account of a person, or null while it is not known.</summary>
    public virtual string? LinkOf(string userId) => _links.GetValueOrDefault(userId);

    /// <summary>The path of a person's account below the base URL.</summary>
    /// <exception cref="InvalidOperationException">The account is not known yet.</exception>
    public string TargetOf(string userId) => LinkOf(userId) is { } id
        ? "/Users/" + Uri.EscapeDataString(id)
        : throw new InvalidOperationException($"No account is linked to '{userId}' yet.");

    /// <summary>Removes an account by a plain DELETE that is no part of the identity provider's own traffic.</summary>
    internal Task<ProvisioningStep> CleanUpAsync(string target) => SendAsync(
        "clean up",
        new WireRequest("DELETE", target) { Headers = Authorization is { } value ? [new WireHeader("Authorization", value)] : [] },
        step =>
        {
            var gone = step.Status is >= 200 and <= 299 or 404 or 410;
            if (gone)
            {
                Removed(target);
            }

            return gone ? null : "what the simulation created could not be removed";
        });

    /// <summary>Tells the journal that an account or a group is gone.</summary>
    internal void Removed(string target) => _wire.Removed(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the client holds.</summary>
    /// <param name="disposing">Whether it is disposed of and not finalised.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _wire.Dispose();
        }
    }

    private protected void Link(string userId, string id) => _links[userId] = id;

    private protected void Unlink(string userId) => _links.Remove(userId);

    /// <summary>Sends a request and lets the identity provider judge the answer.</summary>
    /// <param name="action">What it is for.</param>
    /// <param name="request">The request.</param>
    /// <param name="judge">Says what is wrong with the answer, in words, or null.</param>
    /// <exception cref="TransportException">No complete answer came.</exception>
    private protected async Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge)
    {
        var step = await _wire.SendAsync(action, request, judge);
        lock (_steps)
        {
            _steps.Add(step);
        }

        return step;
    }

    /// <summary>What is wrong with an answer that must be a ListResponse, or null.</summary>
    private protected static string? WhyNoList(ProvisioningStep step) => ProvisioningAnswers.WhyNoList(step);

    /// <summary>What is wrong with an answer that must be the created resource, or null.</summary>
    private protected static string? WhyNotCreated(ProvisioningStep step) => ProvisioningAnswers.WhyNotCreated(step);

    /// <summary>What is wrong with an answer that must be a resource, or null.</summary>
    private protected static string? WhyNoResource(ProvisioningStep step) => ProvisioningAnswers.WhyNoResource(step);

    /// <summary>What is wrong with an answer to a change or a deletion, or null.</summary>
    private protected static string? WhyNotDone(ProvisioningStep step) => ProvisioningAnswers.WhyNotDone(step);

    /// <summary>The resources in a ListResponse.</summary>
    private protected static IReadOnlyList<JsonObject> Listed(ProvisioningStep step) => ProvisioningAnswers.Listed(step);
}
