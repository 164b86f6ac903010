using NUnit.Framework;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Whatever is written as an expression, nothing but the language's own error comes of it.</summary>
public sealed class MappingFuzzTests
{
    private static readonly MappingSources Person = MappingSources
        .Of(("mail", "ada@example.com"), ("empty", ""), ("date", "2020-03-16-07:00"), ("number", "42"), ("long", new string('a', 5_000) + "!"), ("strange", "\uD800\u0000İ"))
        .With("proxyAddresses", MappingValue.OfList(["SMTP:a@x", "smtp:b@x"]))
        .With("nothing", MappingValue.OfList([]))
        .With("manager", MappingValue.OfReferences("42"))
        .WithRoles("Admin", "User");

    [TestCase(1)]
    [TestCase(2)]
    public void Fifty_thousand_expressions_yield_a_value_or_the_language_s_own_error(int seed)
    {
        var generator = new ExpressionGenerator(seed);
        var options = new MappingOptions { RegexTimeout = TimeSpan.FromMilliseconds(5), Random = MappingOptions.Seeded(seed) };
        var (values, refused, failed) = (0, 0, 0);
        for (var i = 0; i < 50_000; i++)
        {
            var text = generator.Next();
            try
            {
                var expression = MappingExpression.Parse(text);
                try
                {
                    expression.Evaluate(Person, options);
                    values++;
                }
                catch (MappingExpressionException)
                {
                    failed++;
                }
            }
            catch (MappingExpressionException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new AssertionException($"{text} → {e}");
            }
        }

        Assert.That(new[] { values, refused, failed }, Is.All.GreaterThan(2_000), "each way is tried often");
    }

    [Test]
    public void A_long_and_deep_expression_is_refused_and_not_computed()
    {
        var deep = string.Concat(Enumerable.Repeat("ToLower(", 1_200)) + "[mail]" + new string(')', 1_200);
        Assert.That(() => MappingExpression.Parse(deep), Throws.TypeOf<MappingExpressionException>());
        Assert.That(() => MappingExpression.Parse(new string('(', 9_000)), Throws.TypeOf<MappingExpressionException>());
        Assert.That(() => MappingExpression.Parse(new string('"', 10_001)), Throws.TypeOf<MappingExpressionException>());
    }

    [Test]
    public void An_argument_is_computed_once_however_deep_it_stands()
    {
        // Were each argument computed twice, this would take two to the power of 45 steps.
        var expression = "[mail]";
        for (var i = 0; i < 45; i++)
        {
            expression = $"Coalesce(IgnoreFlowIfNullOrEmpty({expression}))";
            expression = i % 2 == 0 ? expression : $"Append({expression}, \"\")";
            if (expression.Split('(').Length > 44)
            {
                break;
            }
        }

        Assert.That(MappingExpression.Parse(expression).Evaluate(Person).Text, Is.EqualTo("ada@example.com"));
    }
}
