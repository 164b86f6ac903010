using System.Text;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>The judge can say no: each fault turns red the checks that it names.</summary>
public sealed class FaultTests
{
    private static readonly SortedDictionary<string, string> Red = new(StringComparer.Ordinal);

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
        var red = await RunAsync(fault);
        Red[id] = string.Join(' ', red.Select(o => o.Entry.Check.Id));
        Assert.That(red.Select(o => o.Entry.Check.Id), Is.SupersetOf(fault.Breaks));
    }

    [Test, Order(int.MaxValue)]
    public async Task What_each_fault_turns_red_in_its_groups_is_reviewed()
    {
        if (Red.Count != FaultCatalogue.All.Count)
        {
            Red.Clear();
            foreach (var fault in FaultCatalogue.All)
            {
                Red[fault.Id] = string.Join(' ', (await RunAsync(fault)).Select(o => o.Entry.Check.Id));
            }
        }

        var text = new StringBuilder();
        foreach (var (id, red) in Red)
        {
            text.Append(id).Append('\t').Append(red).Append('\n');
        }

        await Snapshot.Match(text.ToString(), "Checks", "faults");
    }

    private static async Task<IReadOnlyList<CheckOutcome>> RunAsync(Fault fault)
    {
        var catalogue = FullCatalogue.Instance;
        var groups = fault.Breaks.Select(id => catalogue.Find(id)!.Group).ToHashSet();
        var red = new List<CheckOutcome>();
        foreach (var entries in catalogue.Entries.Where(e => groups.Contains(e.Group)).GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
        {
            await using var provider = await ReferenceProvider.StartAsync(fault, tolerant: entries.Key);
            using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
            var outcomes = await new PlanRunner(runner).RunAsync(entries.ToList());
            red.AddRange(outcomes.Where(o => o.Status == CheckStatuses.WhenBroken(o.Entry.Level)));
        }

        return red;
    }
}
