using ScimConformance.Faults;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Finds faults by the name that the user typed.</summary>
internal static class FaultNames
{
    /// <summary>The fault with this id.</summary>
    /// <exception cref="UsageException">There is none; the message names the nearest ids.</exception>
    public static Fault Find(string id) => FaultCatalogue.Find(id)
        ?? throw new UsageException($"There is no fault '{id}'. Did you mean {string.Join(", ", Likeness.Order(id, FaultCatalogue.All.Select(f => f.Id)).Take(5))}? 'list faults' shows them all.");
}
