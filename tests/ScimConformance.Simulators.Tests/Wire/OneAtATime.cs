namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Lets one request through at a time, in the order in which they were sent: what is sent at the same time comes out the same every time.</summary>
/// <param name="inner">Sends them.</param>
/// <param name="queue">The queue, which all clients of a server share.</param>
internal sealed class OneAtATime(HttpMessageHandler inner, OneAtATime.Queue queue) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.JoinAsync(done.Task);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Who is served after whom.</summary>
    internal sealed class Queue
    {
        private Task _last = Task.CompletedTask;

        /// <summary>Goes to the end of the queue and waits for whoever was there.</summary>
        /// <param name="served">Completes when the one who joins has been served.</param>
        public Task JoinAsync(Task served) => Interlocked.Exchange(ref _last, served);
    }
}
