using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Requirements;

public sealed class CsvTests
{
    [TestCase("a,b\nc,d\n", "a|b;c|d")]
    [TestCase("a,b\r\nc,d", "a|b;c|d")]
    [TestCase("a,,\n", "a||")]
    [TestCase("\"x, y\",\"say \"\"hi\"\"\"\n", "x, y|say \"hi\"")]
    [TestCase("\"two\nlines\",b\n", "two\nlines|b")]
    [TestCase("a\n\nb\n", "a;b")]
    [TestCase("", "")]
    public void Reads_records(string text, string expected) =>
        Assert.That(string.Join(';', Csv.Read(text).Select(r => string.Join('|', r))), Is.EqualTo(expected));
}
