using System.Globalization;

namespace ScimConformance.Harness;

/// <summary>Keeps the pace of a run: at most so many requests a second, and a pause where the endpoint asks for one (429 Too Many Requests, or 503 with Retry-After; RFC 9110 section 10.2.3, RFC 6585 section 4). One serves all requests to a target; it is safe for use from several tasks.</summary>
public sealed class RequestPacing
{
    /// <summary>How often one request is sent at most.</summary>
    public const int MostTries = 5;

    /// <summary>How long one request is waited for in all.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>How long a run waits in all.</summary>
    public static readonly TimeSpan LongestWaitOfRun = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly double? _rate;
    private TimeSpan _nextSlot;
    private TimeSpan _pausedUntil;
    private TimeSpan _waited;
    private int _answers;
    private int _givenUp;

    /// <summary>Creates it.</summary>
    /// <param name="perSecond">The most requests a second, evenly spaced; null for no limit.</param>
    /// <param name="clock">The clock; the system's where null.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perSecond"/> is not above 0.</exception>
    public RequestPacing(double? perSecond = null, TimeProvider? clock = null)
    {
        if (perSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(perSecond));
        }

        _rate = perSecond;
        _clock = clock ?? TimeProvider.System;
        _origin = _clock.GetTimestamp();
    }

    /// <summary>How the pace was held back so far.</summary>
    public RunThrottling SoFar
    {
        get
        {
            lock (_lock)
            {
                return new RunThrottling(_rate, _answers, _waited, _givenUp);
            }
        }
    }

    /// <summary>Sends a request when its turn comes, and again after a pause that the answer asks for, as long as tries and patience last.</summary>
    /// <param name="send">Sends it once.</param>
    /// <param name="look">Takes the status and the Retry-After header, if any, from an answer.</param>
    /// <param name="cancellation">Gives up while it waits; what is on its way is not broken off.</param>
    /// <returns>The last answer.</returns>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, Func<T, (int Status, string? RetryAfter)> look, CancellationToken cancellation)
    {
        var waited = TimeSpan.Zero;
        for (var tries = 1; ; tries++)
        {
            await TurnAsync(cancellation).ConfigureAwait(false);
            var reply = await send().ConfigureAwait(false);
            var (status, retryAfter) = look(reply);
            if (PauseAfter(status, retryAfter, tries) is not { } pause)
            {
                return reply;
            }

            waited += pause;
            if (!TryPause(pause, tries < MostTries && waited <= LongestWait))
            {
                return reply;
            }
        }
    }

    /// <summary>Waits for the turn of one request, without looking at its answer.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task TurnAsync(CancellationToken cancellation)
    {
        var slot = NextSlot();
        while (slot - Now is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, _clock, cancellation).ConfigureAwait(false);

            // Another request may have been asked to wait meanwhile.
            lock (_lock)
            {
                slot = _pausedUntil > slot ? _pausedUntil : slot;
            }
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    private TimeSpan NextSlot()
    {
        lock (_lock)
        {
            var slot = Later(Later(Now, _pausedUntil), _nextSlot);
            if (_rate is { } rate)
            {
                _nextSlot = slot + TimeSpan.FromSeconds(1 / rate);
            }

            return slot;
        }
    }

    private bool TryPause(TimeSpan pause, bool patient)
    {
        lock (_lock)
        {
            _answers++;
            var from = Later(Now, _pausedUntil);
            var until = Later(Now + pause, _pausedUntil);
            if (!patient || _waited + (until - from) > LongestWaitOfRun)
            {
                _givenUp++;
                return false;
            }

            _waited += until - from;
            _pausedUntil = until;
            return true;
        }
    }

    /// <summary>How long an answer asks to wait; null when it does not. A 429 that does not say how long is given 1, 2, 4 and 8 seconds.</summary>
    private TimeSpan? PauseAfter(int status, string? retryAfter, int tries) =>
        status is not (429 or 503) ? null
        : Parse(retryAfter) ?? (status == 429 ? TimeSpan.FromSeconds(1 << (tries - 1)) : null);

    private TimeSpan? Parse(string? retryAfter)
    {
        if (long.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        }

        return DateTimeOffset.TryParseExact(retryAfter, ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date)
            ? Later(TimeSpan.Zero, date - _clock.GetUtcNow())
            : null;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
