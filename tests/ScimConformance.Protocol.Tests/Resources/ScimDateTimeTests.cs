using System.Globalization;
using NUnit.Framework;
using ScimConformance.Protocol.Resources;

namespace ScimConformance.Protocol.Tests.Resources;

/// <summary>RFC 7643 section 2.3.5.</summary>
public sealed class ScimDateTimeTests
{
    [TestCase("2008-01-23T04:56:22Z", "2008-01-23T04:56:22.0000000+00:00")]
    [TestCase("2008-01-23T04:56:22.5Z", "2008-01-23T04:56:22.5000000+00:00")]
    [TestCase("2011-08-01T18:29:49.793Z", "2011-08-01T18:29:49.7930000+00:00")]
    [TestCase("2008-01-23T04:56:22+02:00", "2008-01-23T04:56:22.0000000+02:00")]
    [TestCase("2008-01-23T04:56:22.123-05:30", "2008-01-23T04:56:22.1230000-05:30")]
    [TestCase("2008-01-23T04:56:22", "2008-01-23T04:56:22.0000000+00:00")]
    [TestCase("2008-01-23T04:56:22.123456789Z", "2008-01-23T04:56:22.1234567+00:00")]
    [TestCase("2008-01-23T04:56:22.123456789+01:00", "2008-01-23T04:56:22.1234567+01:00")]
    public void A_dateTime_is_read(string text, string moment)
    {
        Assert.That(ScimDateTime.TryParse(text, out var value), Is.True);
        Assert.That(value.ToString("O", CultureInfo.InvariantCulture), Is.EqualTo(moment));
    }

    [TestCase("")]
    [TestCase("2008-01-23")]
    [TestCase("04:56:22Z")]
    [TestCase("2008-01-23 04:56:22Z")]
    [TestCase("2008-01-23T04:56Z")]
    [TestCase("2008-13-23T04:56:22Z")]
    [TestCase("2008-02-30T04:56:22Z")]
    [TestCase("2008-01-23T25:56:22Z")]
    [TestCase("2008-01-23T04:56:22z")]
    [TestCase("2008-01-23T04:56:22.Z")]
    [TestCase("2008-01-23T04:56:22+0200")]
    [TestCase("2008-01-23T04:56:22 +02:00")]
    [TestCase("2008-01-23T04:56:22ZZ")]
    [TestCase("01/23/2008 04:56:22")]
    [TestCase("not a date")]
    public void Anything_else_is_refused(string text) => Assert.That(ScimDateTime.TryParse(text, out _), Is.False);

    [Test]
    public void A_moment_is_written_in_UTC_with_milliseconds() => Assert.That(
        ScimDateTime.Format(new DateTimeOffset(2008, 1, 23, 4, 56, 22, 7, TimeSpan.FromHours(2))),
        Is.EqualTo("2008-01-23T02:56:22.007Z"));
}
