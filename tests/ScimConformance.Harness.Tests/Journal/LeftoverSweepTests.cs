using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Journal;

/// <summary>What a sweep takes and what it leaves, at endpoints of every kind.</summary>
public sealed class LeftoverSweepTests
{
    private const string Prefix = "scabcdefg";

    [Test]
    public async Task An_id_that_a_stranger_has_now_is_left_alone()
    {
        using var stub = new StubEndpoint();
        stub.Add("u1", "stranger@example.com");
        stub.Add("u2", $"{Prefix}-put-001-1@example.com");

        var findings = await SweepAsync(stub, Entry("/Users/u1", $"{Prefix}-x-1@example.com"), Entry("/Users/u2", null), Entry("/Users/u3", null));

        Assert.That(findings.Select(f => $"{f.Action} {f.Target}"), Is.EqualTo(new[] { "GoneAlready /Users/u3", "Removed /Users/u2", "LeftAlone /Users/u1" }));
        Assert.That(stub.Users, Is.EqualTo(new[] { "u1" }));
    }

    [Test]
    public async Task A_name_that_a_template_gave_is_known_by_the_journal()
    {
        using var stub = new StubEndpoint();
        stub.Add("u1", $"qa.{Prefix}-put-001-1");
        stub.Add("u2", $"qa.{Prefix}-put-001-2");

        await SweepAsync(stub, Entry("/Users/u1", $"qa.{Prefix}-put-001-1"));

        Assert.That(stub.Users, Is.EqualTo(new[] { "u2" }), "what no journal names and does not begin with the prefix is not known to be the run's");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task By_prefix_the_run_is_found_with_a_filter_and_without_one(bool filters)
    {
        using var stub = new StubEndpoint();
        string[] strangers = [Prefix, Prefix + "x", Prefix.ToUpperInvariant() + "-1", "x" + Prefix + "-1", Prefix + "_1"];
        foreach (var (name, i) in strangers.Concat(Enumerable.Range(0, 250).Select(i => $"somebody-{i}")).Select((n, i) => (n, i)))
        {
            stub.Add($"s{i}", name);
        }

        stub.Add("own", $"{Prefix}-trial@example.com");
        stub.ListUsers(filters);

        var findings = await SweepAsync(stub);

        Assert.That(findings.Select(f => $"{f.Action} {f.Target} {f.Name}"), Is.EqualTo(new[] { $"Removed /Users/own {Prefix}-trial@example.com" }));
        Assert.That(stub.Users, Has.Count.EqualTo(255));
    }

    [Test]
    public async Task An_endpoint_that_says_deleted_and_keeps_it_is_told()
    {
        using var stub = new StubEndpoint();
        stub.Add("own", $"{Prefix}-1");
        stub.Instead = (request, _) => Task.FromResult(request.StartsWith("DELETE", StringComparison.Ordinal) ? StubEndpoint.Json(204, "") : null);

        var finding = (await SweepAsync(stub, Entry("/Users/own", null))).Single();

        Assert.That((finding.Action, finding.Why), Is.EqualTo((SweepAction.Failed, "DELETE answered 204, and it is still there")));
    }

    [Test]
    public async Task A_request_without_answer_for_a_name_that_is_not_the_runs_alone_is_left_to_the_user()
    {
        using var stub = new StubEndpoint();
        stub.Add("u1", "ada.hill2741@example.com");

        var findings = await SweepAsync(stub, new JournalEntry(StubEndpoint.BaseUrl, Prefix, "/Users", "ada.hill2741@example.com", [], Answered: false));

        Assert.That(findings.Single().Action, Is.EqualTo(SweepAction.LeftAlone));
        Assert.That(stub.Users, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_dry_run_removes_nothing()
    {
        using var stub = new StubEndpoint();
        stub.Add("own", $"{Prefix}-1");

        var findings = await LeftoverSweep.RunAsync(stub.Target, [Entry("/Users/own", null)], [], dryRun: true);

        Assert.That(findings.Single().Action, Is.EqualTo(SweepAction.WouldRemove));
        Assert.That(stub.Users, Has.Count.EqualTo(1));
    }

    private static JournalEntry Entry(string target, string? name) => new(StubEndpoint.BaseUrl, Prefix, "/Users", name, [target], Answered: true);

    private static Task<IReadOnlyList<SweepFinding>> SweepAsync(StubEndpoint stub, params JournalEntry[] entries) =>
        LeftoverSweep.RunAsync(stub.Target, entries, [Prefix], dryRun: false);
}
