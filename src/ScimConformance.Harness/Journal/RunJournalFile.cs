namespace ScimConformance.Harness;

/// <summary>A journal as a file of JSON lines, which outlives the process that writes it. Lines are appended; each is with the operating system before its method returns, and an announcement is on the disk.</summary>
public sealed class RunJournalFile : IRunJournal, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Lock _flush = new();
    private readonly FileStream _file;
    private readonly Uri _baseUrl;
    private readonly string _prefix;
    private readonly TimeProvider _clock;
    private long _entries;
    private long _written;
    private long _onDisk;

    private RunJournalFile(FileStream file, Uri baseUrl, string prefix, TimeProvider clock)
    {
        _file = file;
        _baseUrl = baseUrl;
        _prefix = prefix;
        _clock = clock;
    }

    /// <summary>The file's path.</summary>
    public string Path => _file.Name;

    /// <summary>Opens a journal for writing, at its end when it is there already. No other process can open it for writing while this one has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="baseUrl">The base URL of the endpoint.</param>
    /// <param name="prefix">How the names of the run begin.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="IOException">The file cannot be written, or another run is writing it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static RunJournalFile Open(string path, Uri baseUrl, string prefix, TimeProvider clock)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        var journal = new RunJournalFile(file, baseUrl, prefix, clock) { _entries = file.Length };
        file.Seek(0, SeekOrigin.End);
        return journal;
    }

    /// <inheritdoc/>
    public long Announce(string method, string endpoint, ReadOnlyMemory<byte> body)
    {
        var entry = Interlocked.Increment(ref _entries);
        var line = Append(new JournalLine(JournalLine.Announced, entry)
        {
            BaseUrl = _baseUrl.AbsoluteUri,
            Prefix = _prefix,
            Method = method,
            Endpoint = endpoint,
            Name = JournalName.In(body.Span, _prefix),
        });
        ToDisk(line);
        return entry;
    }

    /// <inheritdoc/>
    public void Created(long entry, string target) => Append(new JournalLine(JournalLine.Created, entry) { Target = target });

    /// <inheritdoc/>
    public void NothingCreated(long entry, int status) => Append(new JournalLine(JournalLine.NothingCreated, entry) { Status = status });

    /// <inheritdoc/>
    public void Removed(string target) => Append(new JournalLine(JournalLine.Removed, null) { Target = target, BaseUrl = _baseUrl.AbsoluteUri });

    /// <summary>What may be left, in the order in which it was announced.</summary>
    public IReadOnlyList<JournalEntry> ReadOpen()
    {
        lock (_lock)
        {
            _file.Seek(0, SeekOrigin.Begin);
            using var reader = new StreamReader(_file, leaveOpen: true);
            var open = JournalReader.Read(reader.ReadToEnd(), _file.Name).Where(e => e.IsOpen).ToList();
            _file.Seek(0, SeekOrigin.End);
            return open;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private long Append(JournalLine line)
    {
        var bytes = (line with { Time = _clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ") }).ToBytes();
        lock (_lock)
        {
            // One write a line, so that a kill leaves whole lines.
            _file.Write(bytes);
            return ++_written;
        }
    }

    /// <summary>Forces a line to the disk. Tasks that announce at the same time share one flush.</summary>
    private void ToDisk(long line)
    {
        lock (_flush)
        {
            if (_onDisk >= line)
            {
                return;
            }

            var covers = Interlocked.Read(ref _written);
            _file.Flush(flushToDisk: true);
            _onDisk = covers;
        }
    }
}
