using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The command line as reports show it.</summary>
internal static class Arguments
{
    /// <summary>The arguments with the values of secret options blotted out, and with them every other place where a secret stands.</summary>
    public static IReadOnlyList<string> WithoutSecrets(IReadOnlyList<string> arguments, Redactor redactor)
    {
        var shown = new List<string>();
        foreach (var argument in arguments)
        {
            var inline = CredentialOptions.Secret.FirstOrDefault(o => argument.StartsWith(o + "=", StringComparison.Ordinal) || argument.StartsWith(o + ":", StringComparison.Ordinal));
            var follows = shown.Count > 0 && CredentialOptions.Secret.Contains(shown[^1], StringComparer.Ordinal);
            shown.Add(inline is not null ? $"{inline}={Redactor.Mark}" : follows ? Redactor.Mark : redactor.Text(argument));
        }

        return shown;
    }
}
