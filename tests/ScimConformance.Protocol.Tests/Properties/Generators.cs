using FsCheck;
using FsCheck.Fluent;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Tests.Properties;

/// <summary>Random paths and filters, and text that nearly is one.</summary>
internal static class Generators
{
    private const int Depth = 4;

    private static readonly string[] Tokens =
    [
        "userName", "emails", "name.familyName", "urn:a:b:2.0:User:x", "not", "and", "or", "eq", "ne", "co", "gt", "pr", "(", ")", "[", "]", "\"", "\"a\"", "\\", "\\u0041", "\\ud800", "true", "null",
        "1", "-1.5e3", ".", ":", "$ref", " ", "  ", "", "\u00e9", "\U0001F600", "\0", "\t", "{", "}", ",", "value",
    ];

    /// <summary>Text made of the pieces of filters and paths, put together at random.</summary>
    public static Gen<string> AlmostAFilter { get; } = Gen.Elements(Tokens).ArrayOf().Select(tokens => string.Concat(tokens));

    public static Gen<AttributePath> Path { get; } =
        from urn in Gen.Elements(null, "urn:ietf:params:scim:schemas:core:2.0:User", "urn:x:y", "https://example.com/schema:1.0")
        from name in Name()
        from sub in Gen.OneOf(Gen.Constant((string?)null), Name().Select(text => (string?)text))
        select new AttributePath(urn, name, sub);

    public static Gen<Filter> Filter { get; } = FilterOf(Depth, inBrackets: false);

    /// <summary>A path as PATCH has it, with the parts it is made of.</summary>
    public static Gen<(string Text, AttributePath Path, Filter? Filter)> PatchPath { get; } =
        from path in Path
        from filter in Gen.OneOf(Gen.Constant((Filter?)null), FilterOf(Depth - 1, inBrackets: true).Select(inner => (Filter?)inner))
        select filter is null ? (path.ToString(), path, filter)
            : ($"{new AttributePath(path.Urn, path.Attribute, null)}[{filter}]{(path.SubAttribute is null ? "" : "." + path.SubAttribute)}", path, filter);

    private static Gen<string> Name() =>
        from first in Gen.Elements("abcXYZ".ToCharArray())
        from rest in Gen.Elements("abzAZ019$-_".ToCharArray()).ArrayOf()
        select first + new string(rest);

    private static Gen<FilterValue> Value() => Gen.OneOf(
        Gen.Elements(FilterValue.True, FilterValue.False, FilterValue.Null),
        Gen.Elements("a", "\"", "\\", "/", " ", "\n", "\u0001", "\u007f", "\u00e9", "\u0130", "\uffff", "\U0001F600", "(", "]", "eq").ArrayOf().Select(parts => FilterValue.Of(string.Concat(parts))),
        from digits in Gen.Choose(int.MinValue, int.MaxValue)
        from scale in Gen.Choose(0, 9)
        select FilterValue.Of(new decimal(digits & int.MaxValue, 0, 0, digits < 0, (byte)scale)));

    private static Gen<Filter> FilterOf(int depth, bool inBrackets)
    {
        var leaves = Gen.OneOf(
            from path in Path
            from op in Gen.Elements(Enum.GetValues<CompareOperator>())
            from value in Value()
            select (Filter)new AttributeExpression(path, op, value),
            Path.Select(path => (Filter)new PresentExpression(path)));
        if (depth == 0)
            return leaves;
        var inner = FilterOf(depth - 1, inBrackets);
        var branches = new List<Gen<Filter>>
        {
            leaves,
            inner.Select(filter => (Filter)new NotExpression(filter)),
            from op in Gen.Elements(LogicalOperator.And, LogicalOperator.Or)
            from count in Gen.Choose(2, 4)
            from operands in inner.ArrayOf(count)
            select (Filter)new LogicalExpression(op, operands),
        };
        if (!inBrackets)
            branches.Add(from path in Path
                         from selection in FilterOf(depth - 1, inBrackets: true)
                         select (Filter)new ValuePath(path, selection));
        return Gen.OneOf(branches);
    }
}
