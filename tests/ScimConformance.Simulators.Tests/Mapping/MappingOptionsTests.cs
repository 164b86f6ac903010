using NUnit.Framework;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Time and randomness from outside, and the switches for what documentation and service do differently.</summary>
public sealed class MappingOptionsTests
{
    private const string Active = """Switch([IsSoftDeleted], , "False", "True", "True", "False")""";
    private static readonly MappingOptions Documented = new();

    [Test]
    public void Join_keeps_empty_parts_when_asked() => Assert.That(
        Evaluate("""Join(", ", "", [surname], [givenName])""", Documented with { JoinSkipsEmpty = false }, ("surname", "Doe"), ("givenName", "John")), Is.EqualTo(", Doe, John"));

    [Test]
    public void Split_keeps_spaces_when_asked() => Assert.That(
        MappingExpression.Parse("""Split("One, Two", ",")""").Evaluate(MappingSources.Of(), Documented with { SplitTrims = false }).Values, Is.EqualTo(new[] { "One", " Two" }));

    [TestCase("PCase(\"PABLO GONSALVES\")", "PABLO GONSALVES")]
    [TestCase("PCase(\"pABLO gONSALVES\", \" \")", "PABLO GONSALVES")]
    public void PCase_leaves_capitals_alone_when_asked(string expression, string expected) =>
        Assert.That(Evaluate(expression, Documented with { PCaseLowersFirst = false }), Is.EqualTo(expected));

    [Test]
    public void IIF_computes_a_condition_on_no_value_when_asked()
    {
        const string Expression = """IIF([country]="","Other",[country])""";
        Assert.That(Evaluate(Expression, Documented), Is.Null);
        Assert.That(Evaluate(Expression, Documented with { IifFailsOnNull = false }), Is.EqualTo("Other"));
    }

    [Test]
    public void The_printed_telephone_example_can_be_had() => Assert.That(
        Evaluate("""Replace([mobile], , "[()\\s-]+", , "", , )""", Documented with { ReplaceDropsLeadingPlus = true }, ("mobile", "+1 (999) 888-7777")), Is.EqualTo("19998887777"));

    [Test]
    public void Switch_forgets_a_source_that_did_not_change_when_asked()
    {
        var faulty = Documented with { SwitchForgetsUnchanged = true };
        var source = new MappingSources { Changed = ["displayName"] }.With("IsSoftDeleted", MappingValue.False);
        Assert.That(MappingExpression.Parse(Active).Evaluate(source, Documented).Text, Is.EqualTo("True"));
        Assert.That(MappingExpression.Parse(Active).Evaluate(source, faulty).IsNull, Is.True);
        Assert.That(MappingExpression.Parse(Active).Evaluate(new MappingSources { Changed = ["IsSoftDeleted"] }.With("IsSoftDeleted", MappingValue.False), faulty).Text, Is.EqualTo("True"));
        Assert.That(MappingExpression.Parse(Active).Evaluate(new MappingSources().With("IsSoftDeleted", MappingValue.False), faulty).Text, Is.EqualTo("True"), "an initial cycle");
    }

    [Test]
    public void Now_comes_from_the_clock() => Assert.That(
        Evaluate("Now()", Documented with { Clock = new SimulatedClock(new DateTimeOffset(2021, 7, 2, 15, 33, 38, TimeSpan.Zero)) }), Is.EqualTo("7/2/2021 3:33:38 PM"));

    [Test]
    public void Random_values_follow_from_the_seed()
    {
        string? Draw(int seed) => Evaluate("Join(\" \", Guid(), RandomString(20, 1, 1, 1, 1))", Documented with { Random = MappingOptions.Seeded(seed) });
        var first = Draw(7);
        Assert.That(Draw(7), Is.EqualTo(first));
        Assert.That(Draw(8), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_random_string_has_what_was_asked_for()
    {
        var drawn = Enumerable.Range(0, 200).Select(seed => Evaluate("RandomString(10,2,2,2,1,\"?,\")", Documented with { Random = MappingOptions.Seeded(seed) })!).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(drawn, Is.All.Length.EqualTo(10));
            Assert.That(drawn.Select(s => s.Count(char.IsAsciiDigit)), Is.All.GreaterThanOrEqualTo(2));
            Assert.That(drawn.Select(s => s.Count(char.IsAsciiLetterUpper)), Is.All.GreaterThanOrEqualTo(2));
            Assert.That(drawn.Select(s => s.Count(char.IsAsciiLetterLower)), Is.All.GreaterThanOrEqualTo(1));
            Assert.That(drawn.Select(s => s.Count(c => !char.IsAsciiLetterOrDigit(c))), Is.All.GreaterThanOrEqualTo(2));
            Assert.That(drawn, Is.All.Not.Contain("?").And.All.Not.Contain(","));
        });
    }

    [Test]
    public void A_guid_is_one_of_version_4() => Assert.That(Evaluate("Guid()", Documented), Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));

    [Test]
    public void The_first_value_that_is_not_taken_is_selected()
    {
        const string Expression = """SelectUniqueValue([a], [b], "c")""";
        var taken = new HashSet<string> { "1" };
        Assert.That(Evaluate(Expression, Documented with { IsTaken = taken.Contains }, ("a", "1"), ("b", null)), Is.EqualTo("c"));
        Assert.That(() => Evaluate(Expression, Documented with { IsTaken = _ => true }, ("a", "1"), ("b", "2")), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("all of them are"));
    }

    [TestCase("Redact([secret])", "s3cret")]
    [TestCase("Append(\"x\", Redact([secret]))", "xs3cret", Description = "what is made of a hidden value is hidden too")]
    public void A_redacted_value_is_hidden_in_logs_only(string expression, string expected)
    {
        var value = MappingExpression.Parse(expression).Evaluate(MappingSources.Of(("secret", "s3cret")));
        Assert.That(value.Text, Is.EqualTo(expected));
        Assert.That(value.ToString(), Is.EqualTo("[Redact]"));
    }

    [Test]
    public void A_redacted_value_is_not_told_in_errors() => Assert.That(
        () => Evaluate("Left(\"a\", Redact([secret]))", Documented, ("secret", "s3cret")), Throws.TypeOf<MappingExpressionException>().With.Message.Not.Contains("s3cret"));

    [Test]
    public void A_regular_expression_that_takes_for_ever_is_stopped() => Assert.That(
        () => Evaluate("""Replace([x], , "^(a+)+$", , "", , )""", Documented with { RegexTimeout = TimeSpan.FromMilliseconds(50) }, ("x", new string('a', 5000) + "b")),
        Throws.TypeOf<MappingExpressionException>().With.Message.Contains("done within 50 ms"));

    [TestCase("""Replace({0},"a", , ,"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", , )""")]
    [TestCase("""Replace({0}, ,"a", ,"$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0", , )""")]
    [TestCase("""ConvertToUTF8Hex({0})""")]
    public void A_value_does_not_grow_without_end(string function)
    {
        var expression = "\"a\"";
        for (var depth = 0; depth < 20 && Grown().Length <= MappingExpression.MaxLength; depth++)
        {
            expression = Grown();
        }

        Assert.That(() => Evaluate(expression, Documented), Throws.TypeOf<MappingExpressionException>().With.Message.Contains("at most 100000 characters"));
        string Grown() => function.Replace("{0}", expression, StringComparison.Ordinal);
    }

    private static string? Evaluate(string expression, MappingOptions options, params (string Name, string? Value)[] attributes) =>
        MappingExpression.Parse(expression).Evaluate(MappingSources.Of(attributes), options).Text;
}
