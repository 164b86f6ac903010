using NUnit.Framework;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

public sealed class GuidSequenceTests
{
    [Test]
    public void Every_one_is_a_random_guid_of_RFC_9562_and_none_comes_twice()
    {
        var sequence = new GuidSequence(5);
        var drawn = Enumerable.Range(0, 100_000).Select(_ => sequence.Next()).ToList();
        Assert.That(drawn.Where(g => g[14] != '4' || !"89ab".Contains(g[19], StringComparison.Ordinal)), Is.Empty);
        Assert.That(drawn.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(drawn.Count));
        var again = new GuidSequence(5);
        Assert.That(drawn.Take(100), Is.EqualTo(Enumerable.Range(0, 100).Select(_ => again.Next())));
    }
}
