using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScimConformance.Harness;

/// <summary>Blots secrets out of text and bytes, also where they stand percent-encoded, JSON- or HTML-escaped, or inside base64.</summary>
/// <remarks>A secret of fewer than four characters is blotted only where it stands as a word of its own: it would eat half the report otherwise.</remarks>
public sealed class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mark = "[redacted]";

    private const int ShortestAnywhere = 4;
    private const int ShortestInsideBase64 = 8;

    private readonly Func<IReadOnlyList<string>> _secrets;
    private readonly IReadOnlyList<string> _secretHeaders;
    private Patterns _patterns;

    /// <summary>Creates a redactor.</summary>
    /// <param name="secrets">The secrets as their owner wrote them.</param>
    public Redactor(IEnumerable<string> secrets)
        : this(secrets.ToList())
    {
    }

    /// <summary>Creates a redactor of a target's credentials. Tokens that they obtain later are known to it as well.</summary>
    public Redactor(ScimCredentials credentials)
        : this(() => credentials.Secrets, credentials.Headers.Select(h => h.Name).ToList())
    {
    }

    /// <summary>Creates a redactor of all credentials that a run against a target uses.</summary>
    public Redactor(ScimTarget target)
        : this(target.Credentials, target.SecondTenant?.Credentials)
    {
    }

    /// <summary>Creates a redactor of the credentials of a run.</summary>
    /// <param name="credentials">The target's.</param>
    /// <param name="second">Those of a second tenant, or null.</param>
    public Redactor(ScimCredentials credentials, ScimCredentials? second)
        : this(
            () => second is null ? credentials.Secrets : [.. credentials.Secrets, .. second.Secrets],
            [.. credentials.Headers.Concat(second?.Headers ?? []).Select(h => h.Name)])
    {
    }

    private Redactor(List<string> secrets)
        : this(() => secrets, [])
    {
    }

    private Redactor(Func<IReadOnlyList<string>> secrets, IReadOnlyList<string> secretHeaders)
    {
        (_secrets, _secretHeaders) = (secrets, secretHeaders);
        _patterns = new Patterns(secrets());
    }

    /// <summary>A redactor that knows no secret.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>The text without secrets.</summary>
    public string Text(string text) => Current.InText?.Replace(text, Mark) ?? text;

    /// <summary>The bytes without secrets, whatever their encoding may be.</summary>
    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0 || Current.InBytes is not { } inBytes)
        {
            return bytes;
        }

        // Latin-1 maps every byte to one character and back, so bytes that are no UTF-8 survive unchanged.
        var text = Encoding.Latin1.GetString(bytes.Span);
        var redacted = inBytes.Replace(text, Mark);
        return ReferenceEquals(text, redacted) ? bytes : Encoding.Latin1.GetBytes(redacted);
    }

    /// <summary>The header without secrets. Credentials that are a damaged form of a secret, as checks send them on purpose, go as a whole.</summary>
    public WireHeader Header(WireHeader header)
    {
        if (_secretHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
        {
            return header with { Value = Mark };
        }

        var value = Text(header.Value);
        if (header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && Current.Secrets.Any(s => ShareMuch(s, header.Value)))
        {
            var space = header.Value.IndexOf(' ');
            value = (space < 0 ? "" : header.Value[..(space + 1)]) + Mark;
        }

        return header with { Value = value };
    }

    /// <summary>The patterns of all secrets that are known by now; there are more of them when a token was renewed.</summary>
    private Patterns Current
    {
        get
        {
            var secrets = _secrets();
            var patterns = Volatile.Read(ref _patterns);
            if (patterns.Given != secrets.Count)
            {
                patterns = new Patterns(secrets);
                Volatile.Write(ref _patterns, patterns);
            }

            return patterns;
        }
    }

    private static string ToPattern(string form)
    {
        var escaped = Regex.Escape(form);
        if (form.Length < ShortestAnywhere)
        {
            return $"(?<![A-Za-z0-9]){escaped}(?![A-Za-z0-9])";
        }

        // The hexadecimal digits of percent-encoding and of JSON escapes come in either letter case.
        return form.Contains('%') || form.Contains('\\') ? $"(?i:{escaped})" : escaped;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        var bytes = Encoding.UTF8.GetBytes(secret);
        if (bytes.Length >= ShortestInsideBase64)
        {
            for (var shift = 0; shift < 3; shift++)
            {
                var core = InsideBase64(bytes, shift);
                yield return core;
                yield return core.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    /// <summary>The base64 digits that come from the secret alone when it starts at a byte offset of <paramref name="shift"/> modulo 3.</summary>
    private static string InsideBase64(byte[] secret, int shift)
    {
        var shifted = new byte[shift + secret.Length];
        secret.CopyTo(shifted, shift);
        return Convert.ToBase64String(shifted)[(((shift * 8) + 5) / 6)..(shifted.Length * 8 / 6)];
    }

    /// <summary>Whether the value holds half of the secret, or at least eight characters of it, in a row.</summary>
    private static bool ShareMuch(string secret, string value)
    {
        var length = Math.Clamp((secret.Length + 1) / 2, 1, 8);
        return Enumerable.Range(0, secret.Length - length + 1).Any(i => value.Contains(secret.Substring(i, length), StringComparison.Ordinal));
    }

    private sealed class Patterns
    {
        public Patterns(IReadOnlyList<string> secrets)
        {
            Given = secrets.Count;
            Secrets = secrets.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).ToList();
            if (Secrets.Count > 0)
            {
                InText = Matcher(f => f);
                InBytes = Matcher(f => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(f)));
            }
        }

        public int Given { get; }

        public List<string> Secrets { get; }

        public Regex? InText { get; }

        public Regex? InBytes { get; }

        private Regex Matcher(Func<string, string> map)
        {
            var forms = Secrets.SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal);
            return new Regex(string.Join('|', forms.Select(f => ToPattern(map(f)))), RegexOptions.CultureInvariant);
        }
    }
}
