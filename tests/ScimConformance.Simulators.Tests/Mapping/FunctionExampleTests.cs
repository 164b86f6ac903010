using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Every row of fixtures/entra/functions-examples.json: what Microsoft's page prints, and what follows from it.</summary>
public sealed class FunctionExampleTests
{
    private const string NoFlow = "<<no flow>>";

    private static IEnumerable<TestCaseData> Rows =>
        ScimJson.Object(RepositoryFiles.ReadText("fixtures", "entra", "functions-examples.json"))["rows"]!.AsArray()
            .Select(row => new TestCaseData(row!.AsObject()).SetArgDisplayNames($"{row["id"]} {row["expression"]!.GetValue<string>()}"));

    [TestCaseSource(nameof(Rows))]
    public void Example_has_its_result(JsonObject row)
    {
        var value = MappingExpression.Parse(row["expression"]!.GetValue<string>()).Evaluate(MappingSources.Of(row["attributes"]!.AsObject()));
        var expected = row["expected"] switch
        {
            null => MappingValue.Null,
            JsonArray list => MappingValue.OfList(list.Select(e => e.Text()!).ToList()),
            var text when text.Text() == NoFlow => MappingValue.NoFlow,
            var text => MappingValue.Of(text.Text()),
        };
        Assert.That(value, Is.EqualTo(expected));
    }

    [Test]
    public void The_table_is_whole() => Assert.That(Rows.Count(), Is.EqualTo(77));
}
