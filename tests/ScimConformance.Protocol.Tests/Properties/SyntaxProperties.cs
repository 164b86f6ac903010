using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Properties;

/// <summary>What holds of every filter and every path, and of every text that is none.</summary>
public sealed class SyntaxProperties
{
    // The same values in every run; `dotnet run … -- fuzz --seed N` looks further.
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20251123, 1);

    [Test]
    public void A_filter_is_read_back_as_it_was_written() => Check.One(Many, Prop.ForAll(
        Generators.Filter.ToArbitrary(),
        filter => FilterParser.Parse(filter.ToString(), new ScimLimits { FilterLength = int.MaxValue }).Equals(filter)));

    [Test]
    public void A_filter_in_canonical_form_is_its_own_canonical_form() => Check.One(Many, Prop.ForAll(
        Generators.Filter.ToArbitrary(),
        filter => FilterParser.Parse(filter.ToString(), new ScimLimits { FilterLength = int.MaxValue }).ToString() == filter.ToString()));

    [Test]
    public void An_attribute_path_is_read_back_as_it_was_written() => Check.One(Many, Prop.ForAll(
        Generators.Path.ToArbitrary(),
        path => AttributePath.Parse(path.ToString()) is var read && read.Equals(path) && read.ToString() == path.ToString()));

    [Test]
    public void A_patch_path_is_read_back_with_its_parts() => Check.One(Many, Prop.ForAll(
        Generators.PatchPath.ToArbitrary(),
        sample =>
        {
            var read = PatchPath.Parse(sample.Text, limits: new ScimLimits { FilterLength = int.MaxValue });
            return read.Urn == sample.Path.Urn && read.Attribute == sample.Path.Attribute && read.SubAttribute == sample.Path.SubAttribute
                && Equals(read.ValueFilter, sample.Filter) && PatchPath.Parse(read.ToString(), limits: new ScimLimits { FilterLength = int.MaxValue }).Equals(read);
        }));

    [Test]
    public void Text_is_a_filter_that_can_be_written_again_or_is_refused() => Check.One(Many.WithMaxTest(20_000), Prop.ForAll(
        Generators.AlmostAFilter.ToArbitrary(),
        text => Refused(() => FilterParser.Parse(FilterParser.Parse(text).ToString()))));

    [Test]
    public void Text_is_a_path_or_is_refused() => Check.One(Many.WithMaxTest(20_000), Prop.ForAll(
        Generators.AlmostAFilter.ToArbitrary(),
        text => Refused(() => PatchPath.Parse(PatchPath.Parse(text).ToString())) && Refused(() => AttributePath.Parse(text))));

    [Test]
    public void Any_text_is_a_query_or_is_refused() => Check.One(Many, Prop.ForAll(
        ArbMap.Default.ArbFor<(string?, string?, string?, string?)>(),
        ArbMap.Default.ArbFor<(string?, string?, string?)>(),
        (words, numbers) => Refused(() => SearchRequest.FromQuery(words.Item1, words.Item2, words.Item3, words.Item4, "ascending", numbers.Item1, numbers.Item2, numbers.Item3))));

    [Test]
    public void Any_JSON_is_a_message_or_is_refused() => Check.One(Many.WithMaxTest(5000), Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new System.Random(seed);
            var body = RandomJson.Object(random, "schemas", "Operations", "op", "path", "value", "filter", "attributes", "sortBy", "cursor", "count", "startIndex", "Resources", "status");
            body["schemas"] = new JsonArray(random.Next(3) switch { 0 => ScimUrn.PatchOp, 1 => ScimUrn.SearchRequest, _ => ScimUrn.ListResponse });
            return Refused(() => PatchOp.Parse(body)) && Refused(() => SearchRequest.Parse(body)) && Refused(() => ListResponse.Parse(body));
        }));

    /// <summary>That nothing but a refusal stops it.</summary>
    private static bool Refused(Action read)
    {
        try
        {
            read();
        }
        catch (ScimException refusal)
        {
            return refusal.Error is { Status: 400, Detail.Length: > 0 };
        }

        return true;
    }
}
