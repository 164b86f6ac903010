using System.Text;

namespace ScimConformance.Cli;

/// <summary>Opens files that a command writes as it goes.</summary>
internal static class OutputFiles
{
    /// <summary>A file for text.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">Its path; null for none.</param>
    /// <param name="append">Whether what is in it stays.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static StreamWriter? Open(string option, string? path, bool append = false)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return new StreamWriter(path, append, new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path}: the file cannot be written: {e.Message} Give a file in a directory that exists and that you may write to.");
        }
    }
}
