namespace ScimConformance.Harness;

/// <summary>Leaves all pooled connections behind after an answer of 500 or above: servers that fail often close the connection right after, and the next check must not run into that.</summary>
internal sealed class RenewingHandler : HttpMessageHandler
{
    private readonly Func<HttpMessageHandler> _create;
    private HttpMessageInvoker _current;

    /// <summary>Creates the handler.</summary>
    /// <param name="create">Makes a handler with connections of its own.</param>
    public RenewingHandler(Func<HttpMessageHandler> create)
    {
        _create = create;
        _current = new HttpMessageInvoker(create());
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var used = Volatile.Read(ref _current);
            try
            {
                var response = await used.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if ((int)response.StatusCode >= 500)
                {
                    Renew(used);
                }

                return response;
            }
            catch (ObjectDisposedException) when (!ReferenceEquals(used, Volatile.Read(ref _current)))
            {
                // Another request's answer retired this handler before the request went out.
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Volatile.Read(ref _current).Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Puts a new handler in place. Disposing the old one closes its idle connections now and the busy ones when their answers are read.</summary>
    private void Renew(HttpMessageInvoker used)
    {
        var renewed = new HttpMessageInvoker(_create());
        var retired = Interlocked.CompareExchange(ref _current, renewed, used) == used ? used : renewed;
        retired.Dispose();
    }
}
