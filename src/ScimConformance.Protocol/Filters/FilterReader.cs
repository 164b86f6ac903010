using System.Diagnostics.CodeAnalysis;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Filters;

/// <summary>
/// Reads a filter by recursive descent. It recurses only at parentheses, brackets and "not", each of which counts against the depth limit,
/// so the stack is bounded whatever the text. Methods that return null have set <see cref="Error"/>.
/// </summary>
internal ref struct FilterReader(string text, int position, FilterSyntax syntax, int maxDepth)
{
    private const string StartOfTerm = "an attribute name, \"not\" or \"(\"";
    private const string Operators = "an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr)";

    private int depth;
    private bool inBrackets;
    private string end = "end of text";

    internal int Position { get; private set; } = position;

    internal SyntaxError? Error { get; private set; }

    private readonly char Current => Position < text.Length ? text[Position] : '\0';

    private readonly bool AtEnd => Position >= text.Length;

    /// <summary>Reads from the position to the end of the text.</summary>
    internal bool TryReadWhole([NotNullWhen(true)] out Filter? filter)
    {
        filter = ReadOr();
        if (filter is not null && !AtEnd)
            filter = Fail(Position, "\"and\", \"or\" or end of text");
        return filter is not null;
    }

    /// <summary>Reads what follows "[" up to and including "]".</summary>
    internal bool TryReadBracketed([NotNullWhen(true)] out Filter? filter)
    {
        var outer = end;
        (inBrackets, end) = (true, "\"]\"");
        filter = ReadOr();
        if (filter is not null && !Take(']'))
            filter = Fail(Position, "\"and\", \"or\" or \"]\"");
        (inBrackets, end) = (false, outer);
        return filter is not null;
    }

    private Filter? ReadOr() => ReadChain(LogicalOperator.Or);

    private Filter? ReadChain(LogicalOperator op)
    {
        var first = ReadOperand(op);
        if (first is null || !TakeConnective(op))
            return Error is null ? first : null;
        var operands = new List<Filter>(4) { first };
        do
        {
            if (ReadOperand(op) is not { } next)
                return null;
            operands.Add(next);
        }
        while (TakeConnective(op));
        return Error is null ? new LogicalExpression(op, operands) : null;
    }

    private Filter? ReadOperand(LogicalOperator op) => op == LogicalOperator.Or ? ReadChain(LogicalOperator.And) : ReadTerm();

    /// <summary>Steps over " and " or " or " if it stands here. Spaces before the end or a closing bracket are stepped over too.</summary>
    private bool TakeConnective(LogicalOperator op)
    {
        var start = Position;
        SkipSpaces();
        if (AtEnd || Current is ')' or ']')
            return false;
        var wordStart = Position;
        var word = ReadWord();
        var known = word.Equals("and", StringComparison.OrdinalIgnoreCase) ? LogicalOperator.And
            : word.Equals("or", StringComparison.OrdinalIgnoreCase) ? LogicalOperator.Or
            : (LogicalOperator?)null;
        if (known is null || wordStart == start)
        {
            Fail(wordStart, $"{(wordStart == start ? "a space and " : "")}\"and\", \"or\" or {end}");
            return false;
        }

        if (known != op)
        {
            Position = start;
            return false;
        }

        if (!SkipSpaces())
            Fail(Position, $"a space and {StartOfTerm}");
        return Error is null;
    }

    private Filter? ReadTerm()
    {
        SkipSpaces();
        var start = Position;
        if (Take('('))
            return ReadGroup(start);
        var word = ReadWord();
        if (word.IsEmpty)
            return Fail(start, StartOfTerm);
        var wordEnd = Position;
        var isNot = word.Equals("not", StringComparison.OrdinalIgnoreCase);
        if (isNot)
        {
            SkipSpaces();
            var opening = Position;
            if (Take('('))
                return ReadGroup(opening) is { } inner ? new NotExpression(inner) : null;
            Position = wordEnd;
        }

        if (!AttributePath.TryParse(text, start, wordEnd, out var path, out var error))
        {
            Error = error;
            return null;
        }

        if (Current == '[')
            return ReadValuePath(path);
        return ReadComparison(path, isNot ? $"\"(\" after \"not\", or {Operators}" : Operators);
    }

    private Filter? ReadGroup(int opening)
    {
        if (++depth > maxDepth)
            return Fail(opening, $"at most {maxDepth} levels of nesting");
        var outer = end;
        end = "\")\"";
        var inner = ReadOr();
        if (inner is not null && !Take(')'))
            return Fail(Position, "\"and\", \"or\" or \")\"");
        end = outer;
        depth--;
        return inner;
    }

    private Filter? ReadValuePath(AttributePath path)
    {
        if (inBrackets)
            return Fail(Position, "no brackets inside brackets");
        if (++depth > maxDepth)
            return Fail(Position, $"at most {maxDepth} levels of nesting");
        Position++;
        if (!TryReadBracketed(out var inner))
            return null;
        depth--;
        if (Current != '.' || !syntax.HasFlag(FilterSyntax.SubAttributeAfterBrackets))
            return new ValuePath(path, inner);

        Position++;
        var start = Position;
        ReadWord();
        if (!AttributePath.TryParse(text, start, Position, out var sub, out var error))
        {
            Error = error;
            return null;
        }

        if (ReadComparison(sub, Operators) is not { } comparison)
            return null;
        return new ValuePath(path, inner is LogicalExpression { Op: LogicalOperator.And } and
            ? new LogicalExpression(LogicalOperator.And, [.. and.Operands, comparison])
            : new LogicalExpression(LogicalOperator.And, [inner, comparison]));
    }

    private Filter? ReadComparison(AttributePath path, string expected)
    {
        if (!SkipSpaces())
            return Fail(Position, AtEnd ? expected : $"a space and {expected}");
        var start = Position;
        var word = ReadWord();
        if (word.Equals("pr", StringComparison.OrdinalIgnoreCase))
            return new PresentExpression(path);
        if (CompareOperatorNames.FromWire(word) is not { } op)
            return Fail(start, expected);
        // The grammar has a space here; the third example of section 3.5.2.2 (value eq"2819...") has none, and nothing else could be meant.
        if (!SkipSpaces() && Current != '"')
            return Fail(Position, $"{(AtEnd ? "" : "a space and ")}{FilterLiteral.Expected}");
        var literal = FilterLiteral.Read(text, Position);
        if (literal.Error is not null)
        {
            Error = literal.Error;
            return null;
        }

        Position = literal.End;
        return new AttributeExpression(path, op, literal.Value!);
    }

    /// <summary>Reads up to a space, parenthesis, bracket or quote.</summary>
    private ReadOnlySpan<char> ReadWord()
    {
        var rest = text.AsSpan(Position);
        var length = rest.IndexOfAny(FilterLiteral.Delimiters);
        var word = length < 0 ? rest : rest[..length];
        Position += word.Length;
        return word;
    }

    private bool SkipSpaces()
    {
        var start = Position;
        while (Current == ' ')
            Position++;
        return Position > start;
    }

    private bool Take(char c)
    {
        if (Current != c)
            return false;
        Position++;
        return true;
    }

    private Filter? Fail(int at, string expected)
    {
        Error ??= Excerpt.Error(text, at, expected);
        return null;
    }
}
