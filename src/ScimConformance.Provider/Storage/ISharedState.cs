namespace ScimConformance.Provider.Storage;

/// <summary>What the providers over one place of storage share beside resources, so that it makes no difference which of them a request reaches.</summary>
internal interface ISharedState
{
    /// <summary>A secret of 32 random bytes: made when it is first asked for, the same for all from then on.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="cancel">Cancels the operation.</param>
    ValueTask<byte[]> GetSecretAsync(string name, CancellationToken cancel);

    /// <summary>Takes note of something that may be used once; false where it has been used before.</summary>
    /// <param name="what">What is used, in the form of a digest.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When nobody could use it any more, so that it need not be remembered.</param>
    /// <param name="cancel">Cancels the operation.</param>
    ValueTask<bool> IsFirstUseAsync(string what, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel);
}
