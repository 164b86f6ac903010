using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.V1;

namespace ScimConformance.Provider.Tests.V1;

/// <summary>Bytes that are no XML, found by sending spoilt requests.</summary>
[TestFixture]
internal sealed class XmlBytesTests
{
    [TestCase("EFBBBFC0AF3C", Description = "a byte order mark, then an overlong slash")]
    [TestCase("EFBBBF9EA080", Description = "a byte order mark, then the end of a character")]
    [TestCase("C0AF3C")]
    [TestCase("FFFE3C")]
    [TestCase("0000FEFF")]
    [TestCase("EFBBBF")]
    [TestCase("")]
    public void Are_refused(string hex)
    {
        var refusal = Assert.Throws<ScimException>(() => XmlElementTree.Parse(Convert.FromHexString(hex), ScimLimits.Default))!;
        Assert.That((refusal.Error.Status, refusal.Error.ScimType), Is.EqualTo((400, (ScimErrorType?)ScimErrorType.InvalidSyntax)));
    }
}
