using System.Collections.Concurrent;
using System.Text;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>The judge can say no: each fault turns red the checks that it names.</summary>
public sealed class FaultTests
{
    // Each fault is run once, whichever test asks first.
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> Red = new(StringComparer.Ordinal);

    private static IEnumerable<string> FaultIds => FaultCatalogue.All.Select(f => f.Id);

    [Test]
    public void Every_check_has_a_fault()
    {
        var named = FaultCatalogue.All.SelectMany(f => f.Breaks).ToHashSet();
        var unproven = FullCatalogue.Instance.Entries.Select(e => e.Check.Id).Where(id => !named.Contains(id));
        Assert.That(unproven, Is.Empty, "a check that nothing can turn red is not a check");
    }

    [Test]
    public void Every_fault_names_existing_checks_and_has_its_own_id()
    {
        var unknown = FaultCatalogue.All.SelectMany(f => f.Breaks.Where(id => FullCatalogue.Instance.Find(id) is null).Select(id => $"{f.Id}: {id}"));
        Assert.That(unknown, Is.Empty);
        Assert.That(FaultCatalogue.All.Where(f => f.Breaks.Count == 0).Select(f => f.Id), Is.Empty);
        Assert.That(FaultIds, Is.Unique);
    }

    /// <summary>Runs the checks that the fault names, and their groups, so that what else it hits is reviewed too (see the snapshot).</summary>
    [TestCaseSource(nameof(FaultIds))]
    public async Task A_fault_turns_its_checks_red(string id)
    {
        var fault = FaultCatalogue.Find(id)!;
        Assert.That(await RedAsync(fault), Is.SupersetOf(fault.Breaks));
    }

    [Test]
    public async Task What_each_fault_turns_red_in_its_groups_is_reviewed()
    {
        var text = new StringBuilder();
        foreach (var fault in FaultCatalogue.All.OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            text.Append(fault.Id).Append('\t').AppendJoin(' ', await RedAsync(fault)).Append('\n');
        }

        await Snapshot.Match(text.ToString(), "Checks", "faults");
    }

    private static Task<IReadOnlyList<string>> RedAsync(Fault fault) => Red.GetOrAdd(fault.Id, _ => new(() => RunAsync(fault))).Value;

    private static async Task<IReadOnlyList<string>> RunAsync(Fault fault)
    {
        var catalogue = FullCatalogue.Instance;
        var groups = fault.Breaks.Select(id => catalogue.Find(id)!.Group).ToHashSet();
        var red = new List<string>();
        foreach (var entries in catalogue.Entries.Where(e => groups.Contains(e.Group)).GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
        {
            await using var provider = await ReferenceProvider.StartAsync(fault, tolerant: entries.Key);
            using var runner = await CheckRunner.ConnectAsync(provider.Target.WithLoad(FullCatalogue.LoadOf(entries)), new TestDataOptions { Seed = 1 });
            var outcomes = await new PlanRunner(runner).RunAsync(entries.ToList());
            red.AddRange(outcomes.Where(o => o.Status == CheckStatuses.WhenBroken(o.Entry.Level)).Select(o => o.Entry.Check.Id));
        }

        return red;
    }
}
