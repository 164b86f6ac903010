using NUnit.Framework;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

public sealed class MappingExpressionTests
{
    private const string Active = """Switch([IsSoftDeleted], , "False", "True", "True", "False")""";
    private const string Zone = """Switch([state], "Australia/Sydney", "NSW", "Australia/Sydney","QLD", "Australia/Brisbane", "SA", "Australia/Adelaide")""";

    [TestCase(Active, "False", "True")]
    [TestCase(Active, "True", "False")]
    [TestCase(Active, null, null, Description = "an omitted default is no value")]
    [TestCase(Zone, "QLD", "Australia/Brisbane")]
    [TestCase(Zone, "qld", "Australia/Sydney", Description = "keys are case-sensitive")]
    [TestCase("""Switch([statusFlag], "Default Value", "true", "1", "", "0")""", "", "0")]
    [TestCase("""Switch([country],[country],"","Other")""", null, "Other", Description = "the empty key stands for no value")]
    [TestCase("""Switch([country],[country],"","Other")""", "USA", "USA")]
    [TestCase("[mail]", "a@example.com", "a@example.com")]
    [TestCase("  [mail]  ", null, null)]
    [TestCase(@"""a \""b\"" \\ c\d""", null, @"a ""b"" \ c\d")]
    [TestCase("""Switch(Switch([x], "none", "1", "one"), "?", "one", "first", "none", "zeroth")""", "1", "first")]
    public void Value_follows_from_the_source(string expression, string? source, string? expected) =>
        Assert.That(MappingExpression.Parse(expression).Evaluate(_ => source), Is.EqualTo(expected));

    [TestCase("Swich([x], , \"a\", \"b\")", 1, null, "no function 'Swich'")]
    [TestCase("switch([x], , \"a\", \"b\")", 1, null, "perhaps Switch is meant: letter case counts")]
    [TestCase("Switch([x], , \"a\")", 1, "Switch", "takes 4 or more arguments, there are 3")]
    [TestCase("Switch([x] , \"a\" \"b\")", 18, "Switch", "',' or ')' is expected, found '\"'")]
    [TestCase("Switch([x], , \"a\", \"b\"", 23, "Switch", "found the end")]
    [TestCase("Switch [x]", 8, null, "'(' is expected after Switch, found '['")]
    [TestCase("[mail", 1, null, "must end with ']'")]
    [TestCase("Switch([], , \"a\", \"b\")", 8, "Switch", "the name of an attribute")]
    [TestCase("\"open", 1, null, "must end with '\"'")]
    [TestCase("[mail] [mail]", 8, null, "the end is expected, found '['")]
    [TestCase("", 1, null, "found the end")]
    [TestCase("Switch([x], Switch([y], , \"a\"), \"k\", \"v\")", 13, "Switch", "there are 3")]
    [TestCase("Switch([x], nonsense, \"k\", \"v\")", 13, "Switch", "no function 'nonsense'")]
    public void Error_gives_position_function_and_expectation(string expression, int position, string? function, string expectation)
    {
        var error = Assert.Throws<MappingExpressionException>(() => MappingExpression.Parse(expression))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Position, Is.EqualTo(position));
            Assert.That(error.Function, Is.EqualTo(function));
            Assert.That(error.Expectation, Does.Contain(expectation));
            Assert.That(error.Message, Does.Contain($"position {position}"));
        });
    }

    [TestCase(Active)]
    [TestCase("Replace([mail], \"@contoso.com\", , , \"\", , )")]
    [TestCase("IIF([country] <> \"a \\\"b\\\" \\\\ c\", [country], Append([department], \"x\"))")]
    [TestCase("[mail]")]
    public void An_expression_is_written_as_it_is_read(string expression)
    {
        Assert.That(MappingExpression.Parse(expression).ToString(), Is.EqualTo(expression));
        Assert.That(MappingExpression.Parse(MappingExpression.Parse("  Left( [mail] ,3 )").ToString()!).Evaluate(_ => "ada@example.com"), Is.EqualTo("ada"));
    }

    [Test]
    public void Ten_thousand_characters_are_allowed_and_one_more_is_not()
    {
        var longest = $"\"{new string('x', MappingExpression.MaxLength - 2)}\"";
        Assert.That(MappingExpression.Parse(longest).Evaluate(_ => null), Has.Length.EqualTo(MappingExpression.MaxLength - 2));
        Assert.That(() => MappingExpression.Parse(longest + " "), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("there are 10001"));
    }

    [Test]
    public void Length_and_depth_are_limited()
    {
        Assert.That(() => MappingExpression.Parse($"\"{new string('x', MappingExpression.MaxLength)}\""), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("at most 10000"));
        var deep = string.Concat(Enumerable.Repeat("Switch(", 200)) + "[x]" + string.Concat(Enumerable.Repeat(", , \"a\", \"b\")", 200));
        Assert.That(() => MappingExpression.Parse(deep), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("inside each other"));
    }

    [Test]
    public void Source_attributes_are_listed() =>
        Assert.That(MappingExpression.Parse("""Switch([a], [b], "k", [c])""").SourceAttributes, Is.EqualTo(new[] { "a", "b", "c" }));
}
