using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>Every upper-case keyword of the two RFCs leads to a row or says why there is none (fixtures/requirements/keywords.tsv).</summary>
public sealed class KeywordTests
{
    // As counted in the RFC texts: MUST, SHALL, SHOULD, MAY with or without NOT, REQUIRED, RECOMMENDED, OPTIONAL, annexes left out.
    private const int InRfc7643 = 253;
    private const int InRfc7644 = 295;

    private static readonly List<Keyword> Keywords = RepositoryFiles.ReadText("fixtures", "requirements", "keywords.tsv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Split('\t'))
        .Select(f => new Keyword(f[0], f[1], int.Parse(f[2]), f[3], f[4], f[5].Split(' ', StringSplitOptions.RemoveEmptyEntries), f[6]))
        .ToList();

    [TestCase("RFC7643", InRfc7643)]
    [TestCase("RFC7644", InRfc7644)]
    public void No_keyword_is_left_out(string rfc, int count)
    {
        Assert.That(Keywords.Count(k => k.Rfc == rfc), Is.EqualTo(count));
        var gaps = Keywords.Where(k => k.Rfc == rfc).GroupBy(k => k.Section).Where(s => !s.Select(k => k.Nth).SequenceEqual(Enumerable.Range(1, s.Count())));
        Assert.That(gaps.Select(g => g.Key), Is.Empty, "sections whose keywords are not numbered from 1 without a gap");
    }

    [Test]
    public void Every_keyword_has_rows_or_a_reason_and_not_both() =>
        Assert.That(Keywords.Where(k => (k.Rows.Count > 0) == (k.Reason.Length > 0)).Select(k => k.Place), Is.Empty);

    [Test]
    public void Every_row_that_a_keyword_names_exists()
    {
        var unknown = Keywords.SelectMany(k => k.Rows.Where(r => !FullCatalogue.Instance.Requirements.Contains(r)).Select(r => $"{k.Place}: {r}"));
        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Every_sentence_shows_its_keyword() =>
        Assert.That(Keywords.Where(k => !k.Words.Contains(k.Word, StringComparison.Ordinal)).Select(k => $"{k.Place}: {k.Words}"), Is.Empty);

    private sealed record Keyword(string Rfc, string Section, int Nth, string Word, string Words, IReadOnlyList<string> Rows, string Reason)
    {
        public string Place => $"{Rfc} {Section} #{Nth} {Word}";
    }
}
