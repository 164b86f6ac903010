using System.Text;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>No form of a secret gets through.</summary>
public sealed class RedactorTests
{
    private const string Token = "s3cr3t/t+k=n&\"x\"";

    private static readonly Redactor Redactor = new(ScimCredentials.Bearer(Token));

    [TestCase("plain s3cr3t/t+k=n&\"x\" text", "plain [redacted] text")]
    [TestCase("?a=s3cr3t%2Ft%2Bk%3Dn%26%22x%22", "?a=[redacted]")]
    [TestCase("?a=s3cr3t%2ft%2bk%3dn%26%22x%22", "?a=[redacted]")]
    [TestCase("{\"a\":\"s3cr3t/t+k=n&\\\"x\\\"\"}", "{\"a\":\"[redacted]\"}")]
    [TestCase("{\"a\":\"s3cr3t/t\\u002Bk=n\\u0026\\u0022x\\u0022\"}", "{\"a\":\"[redacted]\"}")]
    [TestCase("<b>s3cr3t/t+k=n&amp;&quot;x&quot;</b>", "<b>[redacted]</b>")]
    [TestCase("nothing to see", "nothing to see")]
    public void Text_is_blotted_in_every_spelling(string text, string expected) => Assert.That(Redactor.Text(text), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("u")]
    [TestCase("us")]
    [TestCase("user:")]
    public void Base64_is_blotted_wherever_in_it_the_secret_begins(string before)
    {
        var text = Redactor.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Token}:after")));

        Assert.That(text, Does.Contain(Redactor.Mark));
        Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Token))[3..9]));
    }

    [Test]
    public void Basic_credentials_are_blotted_as_header_and_as_password()
    {
        var redactor = new Redactor(ScimCredentials.Basic("admin", "pässword"));

        Assert.That(redactor.Header(new WireHeader("Authorization", ScimCredentials.Basic("admin", "pässword").Authorization!)).Value, Is.EqualTo("Basic [redacted]"));
        Assert.That(redactor.Text("admin has pässword and p%C3%A4ssword"), Is.EqualTo("admin has [redacted] and [redacted]"));
    }

    [TestCase("Bearer s3cr3t/t+k=n&\"x", "Bearer [redacted]")]
    [TestCase("Bearer S3cr3t/t+k=n&\"x\"", "Bearer [redacted]")]
    [TestCase("s3cr3t/t+k=n&\"x\"", "[redacted]")]
    [TestCase("Bearer made-up", "Bearer made-up")]
    public void A_damaged_form_of_the_token_is_blotted_and_a_made_up_one_is_shown(string value, string expected) =>
        Assert.That(Redactor.Header(new WireHeader("authorization", value)).Value, Is.EqualTo(expected));

    [Test]
    public void Bytes_that_are_no_UTF8_are_blotted_and_otherwise_kept()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(Token), 0x80];

        Assert.That(Redactor.Bytes(bytes).ToArray(), Is.EqualTo(new byte[] { 0xFF, 0xFE }.Concat("[redacted]"u8.ToArray()).Append((byte)0x80)));
    }

    [Test]
    public void A_very_short_password_is_blotted_as_a_word_and_leaves_other_words_alone() =>
        Assert.That(new Redactor(["abc"]).Text("abc, abcd and /abc/"), Is.EqualTo("[redacted], abcd and /[redacted]/"));

    [Test]
    public void Without_secrets_nothing_changes() => Assert.That(Redactor.None.Text("anything"), Is.EqualTo("anything"));
}
