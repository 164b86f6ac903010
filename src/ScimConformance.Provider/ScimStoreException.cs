using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider;

/// <summary>
/// The place where resources are kept cannot be used. The message is for whoever runs the provider: it names what is wrong and the way out,
/// and never a password. Clients are answered with 503 and Retry-After where waiting may help, otherwise with 500.
/// </summary>
public sealed class ScimStoreException : Exception
{
    private const string SecondsToWait = "5";

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and the way out.</param>
    /// <param name="mayPass">Whether trying again later may help, as when a database is being restarted.</param>
    /// <param name="cause">What the database's client said; null where nothing.</param>
    public ScimStoreException(string message, bool mayPass = false, Exception? cause = null)
        : base(message, cause) => MayPass = mayPass;

    /// <summary>Whether trying again later may help.</summary>
    public bool MayPass { get; }

    /// <summary>The value of Retry-After; null where waiting does not help.</summary>
    internal string? RetryAfter => MayPass ? SecondsToWait : null;

    /// <summary>What clients are told.</summary>
    internal ScimError Error => MayPass
        ? new(503, null, $"The place where resources are kept cannot be used at the moment; its state is in the log. Try again in {SecondsToWait} seconds. Whether a write took place is shown by a read.")
        : new(500, null, "The place where resources are kept cannot be used; the log says what is wrong with it.");
}
