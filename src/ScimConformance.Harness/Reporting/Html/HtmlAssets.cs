using System.Security.Cryptography;
using System.Text;

namespace ScimConformance.Harness;

/// <summary>The page's style and script, and the policy that allows them and nothing else.</summary>
internal static class HtmlAssets
{
    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>Nothing may be loaded, sent or run but this style and this script, each known by its hash.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src {Hash(Style)}; script-src {Hash(Script)}; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(HtmlAssets).Assembly.GetManifestResourceStream("html/" + name)!);
        // A browser hashes the text with line feeds, whatever the checkout made of them.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
