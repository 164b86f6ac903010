namespace ScimConformance.Simulators.Provisioning;

/// <summary>Ends the turn of one object.</summary>
internal sealed class ExportFailedException(ExportFailure failure) : Exception(failure.Reason)
{
    public ExportFailure Failure { get; } = failure;
}
