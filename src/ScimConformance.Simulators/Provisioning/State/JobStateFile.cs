using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>
/// A job's memory in a file of JSON lines. Changes are appended; at the end of a cycle the file is written anew beside itself and put in place in one step.
/// A process that is killed loses at most the line that it was writing, and a line that broke off is passed over.
/// </summary>
internal sealed class JobStateFile : IJobJournal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private FileStream _file;

    private JobStateFile(string path)
    {
        _path = path;
        _file = Open(path);
    }

    /// <summary>Opens a file, made when there is none, and reads what it holds.</summary>
    /// <exception cref="FormatException">A line before the last is not one of this file's.</exception>
    /// <exception cref="IOException">It cannot be read or written, or another process has it open.</exception>
    public static (JobStateFile File, JobState State) Load(string path)
    {
        var state = new JobState();
        JobStateFile? unread = new(path);
        try
        {
            state.ReadFrom(unread.Lines());
            var file = unread;
            unread = null;
            state.Journal = file;
            return (file, state);
        }
        finally
        {
            unread?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Append(JsonObject change)
    {
        _file.Write(Utf8.GetBytes(change.ToJsonString(ScimJson.Compact) + "\n"));
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Compact(IEnumerable<JsonObject> state)
    {
        var next = _path + ".next";
        using (var writer = new StreamWriter(next, append: false, Utf8))
        {
            foreach (var line in state)
            {
                writer.Write(line.ToJsonString(ScimJson.Compact));
                writer.Write('\n');
            }

            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        _file.Dispose();
        File.Move(next, _path, overwrite: true);
        _file = Open(_path);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private IEnumerable<JsonObject> Lines()
    {
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(_file, Utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var number = 0;
        long good = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            JsonObject line;
            try
            {
                line = ScimJson.Object(text);
            }
            catch (JsonException e)
            {
                if (reader.Peek() >= 0)
                {
                    throw new FormatException($"{_path}, line {number} is not one of a simulation's memory: {e.Message} Give another --state file, or remove this one to begin anew.", e);
                }

                break;
            }

            good += Utf8.GetByteCount(text) + 1;
            yield return line;
        }

        // What broke off is cut off, so that the next line does not continue it.
        _file.SetLength(Math.Min(good, _file.Length));
        _file.Seek(0, SeekOrigin.End);
        if (good > _file.Length)
        {
            _file.Write("\n"u8);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
}
