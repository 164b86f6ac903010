using System.Runtime.CompilerServices;
using System.Text;
using NUnit.Framework;

// The names are those of the Verify.NUnit package, of which this is a source-compatible subset: the package index at hand does not
// serve it. The day it does, this file goes, the package reference comes, and no test or snapshot changes.
#pragma warning disable IDE0130
namespace VerifyNUnit;

/// <summary>Compares text with a reviewed file: <c>X.verified.ext</c> stands beside <c>X.received.ext</c>, which is deleted on match.</summary>
public static class Verifier
{
    /// <summary>Verifies text.</summary>
    /// <param name="target">The text received; line ends are normalised to line feeds.</param>
    /// <param name="extension">The extension of the snapshot file, without dot.</param>
    /// <param name="sourceFile">The calling file, beside which snapshots stand unless a directory is given.</param>
    /// <returns>An awaitable whose methods say where the snapshot stands.</returns>
    public static SettingsTask Verify(string target, string extension = "txt", [CallerFilePath] string sourceFile = "") =>
        new(target, extension, sourceFile);
}

/// <summary>A verification about to run: settings first, then await.</summary>
public sealed class SettingsTask
{
    private readonly string _target;
    private readonly string _extension;
    private string _directory;
    private string? _fileName;

    internal SettingsTask(string target, string extension, string sourceFile)
    {
        _target = target;
        _extension = extension;
        _directory = Path.GetDirectoryName(sourceFile) ?? "";
    }

    /// <summary>Says in which directory the snapshot stands; relative to the calling file or absolute.</summary>
    public SettingsTask UseDirectory(string directory)
    {
        _directory = Path.Combine(_directory, directory);
        return this;
    }

    /// <summary>Says what the snapshot is called, without <c>.verified</c> and extension.</summary>
    public SettingsTask UseFileName(string fileName)
    {
        _fileName = fileName;
        return this;
    }

    /// <summary>Runs the verification.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Runs the verification.</summary>
    /// <exception cref="VerifyException">The text differs from the snapshot, or there is none yet; the received text was written beside it.</exception>
    public async Task ToTask()
    {
        var test = TestContext.CurrentContext.Test;
        var name = _fileName ?? $"{test.ClassName?.Split('.')[^1]}.{test.MethodName}";
        var verified = Path.Combine(_directory, $"{name}.verified.{_extension}");
        var received = Path.Combine(_directory, $"{name}.received.{_extension}");
        var actual = Normalize(_target);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(_directory);
        await File.WriteAllTextAsync(received, actual, new UTF8Encoding(false));
        throw new VerifyException(expected is null
            ? $"New snapshot: review {name}.received.{_extension} and rename it to {name}.verified.{_extension} in {_directory}."
            : $"{name}.verified.{_extension} differs from what was received (written beside it in {_directory}).{Environment.NewLine}{FirstDifference(expected, actual)}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimStart('\uFEFF');

    private static string FirstDifference(string expected, string actual)
    {
        var (e, a) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(e.Length, a.Length)).First(i => e.ElementAtOrDefault(i) != a.ElementAtOrDefault(i));
        return $"  line {line + 1}{Environment.NewLine}  verified  {e.ElementAtOrDefault(line) ?? "(end)"}{Environment.NewLine}  received  {a.ElementAtOrDefault(line) ?? "(end)"}";
    }
}

/// <summary>A snapshot is missing or does not match.</summary>
public sealed class VerifyException(string message) : Exception(message);
