using Microsoft.Extensions.DependencyInjection;
using ScimConformance.Faults;
using ScimConformance.Provider;

namespace ScimConformance.Checks.Tests;

/// <summary>A provider that behaves differently from the reference provider and conforms all the same.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Allowed">The sentence or section that allows it.</param>
internal sealed record FairVariant(string Id, string Allowed)
{
    /// <summary>What stands around the provider, built as faults are.</summary>
    public Func<FaultExchange, Task>? Wire { get; init; }

    /// <summary>How the provider is configured.</summary>
    public Action<ScimProviderOptions>? Configure { get; init; }

    /// <summary>What the provider works with, such as its clock.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The check that warns of it, rightly, because a SHOULD asks for the other way; null for none.</summary>
    public string? DeservedWarning { get; init; }

    /// <summary>A variant that changes answers.</summary>
    public static FairVariant Answering(string id, string allowed, Action<FaultExchange> change) => new(id, allowed)
    {
        Wire = async x =>
        {
            await x.NextAsync();
            change(x);
        },
    };

    /// <summary>A variant that refuses some requests, once they have shown valid credentials.</summary>
    public static FairVariant Refusing(string id, string allowed, int status, string? scimType, Func<FaultExchange, bool> refused) => new(id, allowed)
    {
        Wire = async x =>
        {
            if (x.RequestHeaders.Authorization.Count > 0 && refused(x) && (await x.AskAsync("GET", "/Users?count=0")).Status == 200)
            {
                x.ReplyError(status, scimType, "not done here");
                return;
            }

            await x.NextAsync();
        },
    };

    /// <summary>Whether it is judged by the checks of SCIM 2.0 alone: what it declares cannot be declared in SCIM 1.1.</summary>
    public bool OnlyVersion2 { get; init; }

    /// <summary>What to put around the provider, or null.</summary>
    public Fault? AsFault() => Wire is null ? null : new Fault { Id = Id, Title = Id, Breaks = [], Wire = Wire };
}
