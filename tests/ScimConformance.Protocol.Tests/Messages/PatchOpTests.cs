using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Messages;

/// <summary>RFC 7644 section 3.5.2.</summary>
public sealed class PatchOpTests
{
    [Test]
    public void Operations_are_read_in_order_with_path_and_value()
    {
        var patch = Parse("""
            [{"op":"add","path":"nickName","value":"Babs"},
             {"op":"replace","path":"emails[type eq \"work\"].value","value":"a@example.com"},
             {"op":"remove","path":"title"},
             {"op":"add","value":{"active":true}}]
            """);
        Assert.Multiple(() =>
        {
            Assert.That(patch.Operations.Select(o => o.Op), Is.EqualTo(new[]
            {
                PatchOperationType.Add, PatchOperationType.Replace, PatchOperationType.Remove, PatchOperationType.Add,
            }));
            Assert.That(patch.Operations.Select(o => o.Path?.ToString()), Is.EqualTo(new[]
            {
                "nickName", "emails[type eq \"work\"].value", "title", null,
            }));
            Assert.That(patch.Operations.Select(o => o.HasValue), Is.EqualTo(new[] { true, true, false, true }));
            Assert.That(patch.Operations[1].Value!.GetValue<string>(), Is.EqualTo("a@example.com"));
        });
    }

    [Test]
    public void Member_names_count_in_any_letter_case()
    {
        var patch = PatchOp.Parse(JsonNode.Parse($$"""{"SCHEMAS":["{{ScimUrn.PatchOp}}"],"operations":[{"OP":"add","Path":"title","VALUE":"x"}]}"""));
        Assert.That(patch.Operations[0].Path!.Attribute, Is.EqualTo("title"));
    }

    [Test]
    public void A_path_equal_to_a_known_schema_names_the_whole_extension()
    {
        var body = Message($$"""[{"op":"replace","path":"{{ScimUrn.EnterpriseUser}}","value":{"department":"x"} }]""");
        Assert.That(PatchOp.Parse(body, [ScimUrn.EnterpriseUser]).Operations[0].Path!.IsSchema, Is.True);
    }

    [Test]
    public void A_null_value_is_a_value_and_a_missing_one_is_not()
    {
        Assert.That(Parse("""[{"op":"replace","path":"title","value":null}]""").Operations[0], Is.EqualTo(
            new PatchOperation(PatchOperationType.Replace, Protocol.Paths.PatchPath.Parse("title"), HasValue: true, Value: null)));
        AssertRefused("""[{"op":"replace","path":"title"}]""", ScimErrorType.InvalidValue, "\"Operations[0].value\" is missing");
    }

    [TestCase("Add")]
    [TestCase("REPLACE")]
    [TestCase("Remove")]
    public void An_operation_in_another_letter_case_needs_the_tolerance(string op)
    {
        var operations = $$"""[{"op":"{{op}}","path":"title","value":"x"}]""";
        AssertRefused(operations, ScimErrorType.InvalidSyntax, $"\"Operations[0].op\" must be \"add\", \"remove\" or \"replace\"; it is the string \"{op}\".");
        var patch = PatchOp.Parse(Message(operations), syntax: PatchSyntax.OpInAnyCase);
        Assert.That(patch.Operations[0].Op.ToString(), Is.EqualTo(op).IgnoreCase);
    }

    [Test]
    public void The_tolerance_does_not_let_unknown_operations_in() => Assert.That(
        Assert.Throws<ScimException>(() => PatchOp.Parse(Message("""[{"op":"move","path":"title"}]"""), syntax: PatchSyntax.OpInAnyCase))!.Error.ScimType,
        Is.EqualTo(ScimErrorType.InvalidSyntax));

    [TestCase("[]", "\"Operations\" must be an array of one or more operations; it is an array.")]
    [TestCase("{}", "\"Operations\" must be an array of one or more operations; it is an object.")]
    [TestCase("null", "\"Operations\" must be an array of one or more operations; it is missing.")]
    [TestCase("[1]", "\"Operations[0]\" must be a JSON object; it is 1.")]
    [TestCase("""[{"op":"add","path":"a","value":1},null]""", "\"Operations[1]\" must be a JSON object; it is null.")]
    [TestCase("""[{"path":"title"}]""", "\"Operations[0].op\" must be a string; it is missing.")]
    [TestCase("""[{"op":7,"path":"title"}]""", "\"Operations[0].op\" must be a string; it is 7.")]
    [TestCase("""[{"op":"add","path":["title"],"value":"x"}]""", "\"Operations[0].path\" must be a string; it is an array.")]
    public void A_wrong_structure_is_an_invalidSyntax_error_that_names_the_member(string operations, string detail) =>
        AssertRefused(operations, ScimErrorType.InvalidSyntax, detail);

    [Test]
    public void A_remove_without_a_path_has_no_target() =>
        AssertRefused("""[{"op":"remove"}]""", ScimErrorType.NoTarget, "\"Operations[0].path\" is missing");

    [TestCase("""[{"op":"add","value":"x"}]""", "it is the string \"x\"")]
    [TestCase("""[{"op":"replace","value":[1]}]""", "it is an array")]
    [TestCase("""[{"op":"replace","value":null}]""", "it is null")]
    public void Without_a_path_the_value_must_be_an_object(string operations, string detail) =>
        AssertRefused(operations, ScimErrorType.InvalidValue, detail);

    [Test]
    public void A_wrong_path_or_filter_keeps_its_own_error_type()
    {
        AssertRefused("""[{"op":"remove","path":"a..b"}]""", ScimErrorType.InvalidPath, "At position 2");
        AssertRefused("""[{"op":"remove","path":"a[b is 1]"}]""", ScimErrorType.InvalidFilter, "At position 4");
    }

    [TestCase("{}")]
    [TestCase("""{"schemas":[],"Operations":[{"op":"remove","path":"a"}]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"Operations":[{"op":"remove","path":"a"}]}""")]
    public void A_message_of_another_schema_is_refused(string body) => Assert.That(
        Assert.Throws<ScimException>(() => PatchOp.Parse(JsonNode.Parse(body)))!.Message,
        Does.StartWith($"\"schemas\" must be an array that contains \"{ScimUrn.PatchOp}\""));

    [Test]
    public void The_number_of_operations_is_limited()
    {
        var limits = new ScimLimits { OperationsPerPatch = 2 };
        var operation = """{"op":"remove","path":"a"}""";
        Assert.That(PatchOp.Parse(Message($"[{operation},{operation}]"), limits: limits).Operations, Has.Count.EqualTo(2));
        var thrown = Assert.Throws<ScimException>(() => PatchOp.Parse(Message($"[{operation},{operation},{operation}]"), limits: limits))!;
        Assert.That(thrown.Error, Is.EqualTo(ScimError.PayloadTooLarge("\"Operations\" has 3 operations; at most 2 are accepted in one request.")));
    }

    private static PatchOp Parse(string operations) => PatchOp.Parse(Message(operations));

    private static JsonNode? Message(string operations) =>
        JsonNode.Parse($$"""{"schemas":["{{ScimUrn.PatchOp}}"],"Operations":{{operations}}}""");

    private static void AssertRefused(string operations, ScimErrorType type, string detail)
    {
        var thrown = Assert.Catch<ScimException>(() => Parse(operations))!;
        Assert.That(thrown.Error.ScimType, Is.EqualTo(type));
        Assert.That(thrown.Message, Does.Contain(detail));
    }
}
