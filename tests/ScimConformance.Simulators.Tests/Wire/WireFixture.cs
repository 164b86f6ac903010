using System.Text.RegularExpressions;
using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>A request as documents and captures show it: <c>fixtures/&lt;idp&gt;/&lt;pattern&gt;.http</c>. A name in braces, such as <c>{id}</c>, stands for any text without line break.</summary>
internal sealed partial class WireFixture
{
    private readonly bool _ordered;
    private readonly string _line;
    private readonly List<string> _headers;

    private WireFixture(string text)
    {
        var lines = text.Split('\n');
        Assert.That(lines[0], Does.Match(@"^# seen: .+\[(doc|observed|inferred)"), "the first line says where the pattern was seen");
        var comments = lines.TakeWhile(l => l.StartsWith('#')).ToList();
        _ordered = comments.Any(c => c.StartsWith("# order:", StringComparison.Ordinal));
        _line = lines[comments.Count];
        _headers = lines.Skip(comments.Count + 1).TakeWhile(l => l.Length > 0).ToList();
        Body = string.Join('\n', lines.Skip(comments.Count + 2 + _headers.Count));
        Sources = lines[0]["# seen: ".Length..].Split("; headers:")[0];
    }

    /// <summary>Where the request was seen, with marks.</summary>
    public string Sources { get; }

    /// <summary>The body; empty when there is none.</summary>
    public string Body { get; }

    public static IEnumerable<string> Names(string idp) =>
        System.IO.Directory.EnumerateFiles(RepositoryFiles.At("fixtures", idp), "*.http").Select(f => Path.GetFileNameWithoutExtension(f)!).Order();

    public static WireFixture Read(string idp, string name) => new(RepositoryFiles.ReadText("fixtures", idp, name + ".http"));

    /// <summary>Compares request line, the set of headers, their order where it is known, and the body.</summary>
    public void Match(string request)
    {
        var halves = request.Split("\r\n\r\n", 2);
        var head = halves[0].Split("\r\n");
        Assert.Multiple(() =>
        {
            Assert.That(head[0], Does.Match(Pattern(_line)));
            Assert.That(head.Skip(1).Select(NameOf), _ordered ? Is.EqualTo(_headers.Select(NameOf)) : Is.EquivalentTo(_headers.Select(NameOf)));
            foreach (var header in _headers)
            {
                Assert.That(head.Skip(1).FirstOrDefault(h => NameOf(h) == NameOf(header)), Does.Match(Pattern(header)));
            }

            Assert.That(halves[1], Does.Match(Pattern(Body)));
        });
    }

    /// <summary>Whether this is the request line.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query below the base URL.</param>
    public bool IsFor(string method, string target) => Regex.IsMatch($"{method} /scim{target} HTTP/1.1", Pattern(_line));

    private static string NameOf(string header) => header.Split(':')[0];

    private static string Pattern(string text) => "^" + Placeholder().Replace(Regex.Escape(text), ".*?") + "$";

    [GeneratedRegex(@"\\\{[a-z]+}")]
    private static partial Regex Placeholder();
}
