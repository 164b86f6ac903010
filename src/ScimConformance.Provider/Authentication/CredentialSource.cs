using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Authentication;

/// <summary>
/// The credentials of the options and of the credentials file, which is read anew when it has changed. A file that cannot be read any more
/// leaves the former credentials in force: a slip of the pen must lock nobody out.
/// </summary>
internal sealed partial class CredentialSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ScimProviderOptions options;
    private readonly TenantDirectory tenants;
    private readonly TimeProvider clock;
    private readonly ILogger<CredentialSource> log;
    private readonly Lock reading = new();
    private volatile CredentialBook current;
    private string stamp = "";
    private long looked;

    /// <exception cref="ArgumentException">There are no credentials, they contradict each other, or the file cannot be read.</exception>
    public CredentialSource(Schemas.ProviderModel model, TenantDirectory tenants, TimeProvider clock, ILogger<CredentialSource> log)
    {
        (options, this.tenants, this.clock, this.log) = (model.Options, tenants, clock, log);
        if (options.CredentialsFile is { } file)
            stamp = CredentialFile.StampOf(file);
        looked = clock.GetTimestamp();
        current = Read();
        if (current.IsEmpty && !options.AllowAnonymous)
            throw new ArgumentException("The provider has no credentials, so nobody could use it; add some to Credentials or OAuth.Clients, or set AllowAnonymous.");
    }

    internal CredentialBook Current
    {
        get
        {
            if (options.CredentialsFile is { } file && clock.GetElapsedTime(Volatile.Read(ref looked)) >= Patience)
                Refresh(file);
            return current;
        }
    }

    private void Refresh(string file)
    {
        // Others go on with what there is while one reads.
        if (!reading.TryEnter())
            return;
        try
        {
            Volatile.Write(ref looked, clock.GetTimestamp());
            var now = CredentialFile.StampOf(file);
            if (now == stamp)
                return;
            stamp = now;
            current = Read();
            LogRead(log, file);
        }
        catch (ArgumentException exception)
        {
            LogUnreadable(log, exception.Message);
        }
        finally
        {
            reading.Exit();
        }
    }

    private CredentialBook Read()
    {
        var file = options.CredentialsFile is { } path ? CredentialFile.Read(path) : CredentialFile.None;
        return new CredentialBook(
            [.. options.Credentials, .. file.Credentials], [.. options.OAuth.Clients, .. file.Clients], [.. options.OAuth.Issuers, .. file.Issuers], tenants, clock);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The credentials in {File} have changed and are in force")]
    private static partial void LogRead(ILogger log, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The former credentials stay in force: {Problem}")]
    private static partial void LogUnreadable(ILogger log, string problem);
}
