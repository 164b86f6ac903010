using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Where a job's memory is written down, change by change.</summary>
internal interface IJobJournal : IDisposable
{
    /// <summary>Writes one change; it is on its way to the disk when this returns.</summary>
    void Append(JsonObject change);

    /// <summary>Writes the whole memory in place of all changes, at once or not at all.</summary>
    void Compact(IEnumerable<JsonObject> state);
}
