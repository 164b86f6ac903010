using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>
/// Every request that Microsoft's documents and published captures print (fixtures/entra/printed.json) is reproduced by a fixture, byte for byte, or the table says why not.
/// That the simulator sends what the fixtures hold, <see cref="EntraFixtureTests"/> shows.
/// </summary>
public sealed class PrintedRequestTests
{
    private static readonly IReadOnlyList<JsonObject> Rows = ScimJson.Object(RepositoryFiles.ReadText("fixtures", "entra", "printed.json"))["rows"]!.AsArray().OfType<JsonObject>().ToList();

    private static IEnumerable<TestCaseData> Reproduced => Rows.Where(r => r["fixture"] is not null && r["answer"] is null).Select(ToCase);

    private static IEnumerable<TestCaseData> Answers => Rows.Where(r => r["answer"] is not null).Select(ToCase);

    [TestCaseSource(nameof(Reproduced))]
    public void Fixture_is_what_was_printed(JsonObject row)
    {
        var fixture = WireFixture.Read("entra", row["fixture"]!.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(fixture.IsFor(row["method"]!.ToString(), row["path"]!.ToString()), "another request line");
            if (row["body"] is { } body)
            {
                Assert.That(fixture.Body, Is.EqualTo(Compact(body)));
            }

            if (row["operation"] is { } operation)
            {
                Assert.That(fixture.Body, Does.Match(@"""Operations"":\[(.*,)?" + Regex.Escape(Compact(operation)) + @"(,.*)?\]"));
            }

            if (row["members"] is { } members)
            {
                Assert.That(fixture.Body, Does.Contain(Compact(members)[1..^1]));
            }
        });
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Printed_answer_is_taken(JsonObject row)
    {
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.Bearer("secret"));
        server.Answers(200, Compact(row["answer"]!));
        using var entra = new EntraClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), new IdpDirectory(seed: 1), EntraSituations.All[row["fixture"]!.ToString()].Options);
        await entra.TestConnectionAsync();
        Assert.That(entra.LastStep.Problem, Is.Null);
    }

    [Test]
    public void Every_row_is_reproduced_or_says_why_not()
    {
        Assert.That(Rows, Has.Count.AtLeast(100));
        Assert.Multiple(() =>
        {
            foreach (var row in Rows)
            {
                var name = $"{row["name"]} ({row["source"]})";
                Assert.That(new[] { "fixture", "reason" }.Count(m => row[m]?.ToString() is { Length: > 0 }), Is.EqualTo(1), $"{name} needs either a fixture that reproduces it or a reason why there is none");
                Assert.That(row["trust"]?.ToString(), Is.AnyOf("doc", "observed", "doc+observed", "inferred"), name);
                Assert.That(row["source"]?.ToString(), Is.Not.Null.And.Not.Empty, name);
                Assert.That(new[] { "path", "body", "operation", "members", "answer" }.Any(row.ContainsKey), $"{name} says nothing that could be compared");
            }

            Assert.That(Rows.GroupBy(r => (r["name"]?.ToString(), r["flag"]?.ToString())).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty, "named twice");
        });
    }

    private static TestCaseData ToCase(JsonObject row) => new TestCaseData(row).SetArgDisplayNames($"{row["name"]}{(row["flag"]?.ToString() == "true" ? " with the flag" : "")}", $"{row["source"]} [{row["trust"]}]");

    private static string Compact(JsonNode node) => node.ToJsonString(ScimJson.Compact);
}
