namespace ScimConformance.Harness;

/// <summary>Writes a report in one format.</summary>
public interface IReportWriter
{
    /// <summary>Writes the report as UTF-8 without byte order mark and leaves the stream open.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    void Write(ConformanceReport report, Stream output);
}
