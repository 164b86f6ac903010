using System.Text;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Reads one mapping expression, left to right.</summary>
internal sealed class MappingExpressionParser(string text, IReadOnlyDictionary<string, MappingFunction> functions)
{
    private const int MaxDepth = 50;

    private static readonly string[] NamedConstants = ["vbBinaryCompare", "vbTextCompare"];

    private readonly Stack<string> _open = new();
    private int _at;

    public MappingExpression Parse()
    {
        if (text.Length > MappingExpression.MaxLength)
        {
            throw Wrong($"at most {MappingExpression.MaxLength} characters are allowed, there are {text.Length}");
        }

        var expression = Expression();
        SkipSpaces();
        return _at == text.Length ? expression : throw Wrong(Comparison.Operators.Any(Stands) ? "a comparison may stand in IIF and CBool only" : $"the end is expected, {Found()}");
    }

    private MappingExpression Expression()
    {
        SkipSpaces();
        return Peek() switch
        {
            '[' => Attribute(),
            '"' => Constant(),
            '-' or '&' => Number(),
            var c when char.IsAsciiDigit(c) => Number(),
            var c when char.IsAsciiLetter(c) => NameOrCall(),
            _ => throw Wrong($"an attribute such as [mail], a constant such as \"text\", or a function is expected, {Found()}"),
        };
    }

    private SourceAttribute Attribute()
    {
        var end = text.IndexOf(']', _at);
        var name = end < 0 ? "" : text[(_at + 1)..end].Trim();
        if (end < 0)
        {
            throw Wrong("the attribute that begins here must end with ']'");
        }

        if (name.Length == 0 || name.Any(c => c is '[' or '"' or ',' or '(' or ')'))
        {
            throw Wrong($"the name of an attribute is expected between '[' and ']', found '{name}'");
        }

        var start = _at;
        _at = end + 1;
        return new SourceAttribute(name) { Position = start + 1 };
    }

    private TextConstant Constant()
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    var start = _at;
                    _at = i + 1;
                    return new TextConstant(value.ToString()) { Position = start + 1 };
                // Only the backslash and the quote are escaped; before anything else a backslash stands for itself.
                case '\\' when i + 1 < text.Length && text[i + 1] is '\\' or '"':
                    value.Append(text[++i]);
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        throw Wrong("the constant that begins here must end with '\"'");
    }

    /// <summary>Digits with or without a minus and a decimal point, or hexadecimal digits after &amp;H.</summary>
    private TextConstant Number()
    {
        var start = _at++;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '.')
        {
            _at++;
        }

        var number = text[start.._at];
        if (Numbers.TryAny(number, out _))
        {
            return new TextConstant(number) { Position = start + 1 };
        }

        _at = start;
        throw Wrong($"a number such as 3, -10 or &HF is expected, found '{number}'");
    }

    private MappingExpression NameOrCall()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()))
        {
            _at++;
        }

        var name = text[start.._at];
        SkipSpaces();
        if (Peek() != '(' && NamedConstants.Contains(name))
        {
            return new TextConstant(name) { Position = start + 1 };
        }

        if (!functions.TryGetValue(name, out var function))
        {
            _at = start;
            throw Wrong($"there is no function '{name}'; {Suggestion(name)}. Attributes stand in brackets, constants in quotes");
        }

        return Peek() == '(' ? Call(function, start) : throw Wrong($"'(' is expected after {name}, {Found()}");
    }

    private FunctionCall Call(MappingFunction function, int start)
    {
        if (_open.Count == MaxDepth)
        {
            throw Wrong($"at most {MaxDepth} functions may stand inside each other");
        }

        var isNested = _open.Count > 0;
        _open.Push(function.Name);
        var call = new FunctionCall(text, function, Arguments(function)) { Position = start + 1 };
        var problem = function.WhyWrongCount(call.Arguments.Count)
            ?? (isNested && !function.MayBeNested ? $"{function.Name} may stand only outermost" : null)
            ?? function.WhyWrong(call);
        if (problem is not null)
        {
            _at = start;
            throw Wrong(problem);
        }

        _open.Pop();
        return call;
    }

    private List<MappingExpression?> Arguments(MappingFunction function)
    {
        var arguments = new List<MappingExpression?>();
        _at++;
        SkipSpaces();
        if (Peek() == ')')
        {
            _at++;
            return arguments;
        }

        while (true)
        {
            SkipSpaces();
            arguments.Add(Peek() is ',' or ')' ? null : Compared(Expression(), function.TakesComparison && arguments.Count == 0));
            SkipSpaces();
            switch (Peek())
            {
                case ',':
                    _at++;
                    break;
                case ')':
                    _at++;
                    return arguments;
                default:
                    throw Wrong($"',' or ')' is expected, {Found()}");
            }
        }
    }

    private MappingExpression Compared(MappingExpression left, bool isAllowed)
    {
        SkipSpaces();
        if (Comparison.Operators.FirstOrDefault(Stands) is not { } @operator)
        {
            return left;
        }

        if (!isAllowed)
        {
            throw Wrong("a comparison may stand only as the first argument of IIF and CBool");
        }

        _at += @operator.Length;
        return new Comparison(text, _open.Peek(), left, @operator, Expression()) { Position = left.Position };
    }

    private string Suggestion(string name)
    {
        var alike = functions.Keys.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? functions.Keys.Order(StringComparer.Ordinal).FirstOrDefault(k => IsOneSlipAway(name.ToLowerInvariant(), k.ToLowerInvariant()));
        return alike is null ? $"there are {string.Join(", ", functions.Keys.Order(StringComparer.Ordinal))}" : $"perhaps {alike} is meant: letter case counts";
    }

    /// <summary>Whether one letter is missing, too many or wrong.</summary>
    private static bool IsOneSlipAway(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var same = 0;
        while (same < shorter.Length && shorter[same] == longer[same])
        {
            same++;
        }

        return longer.Length - shorter.Length <= 1 && longer[(same + (same < longer.Length ? 1 : 0))..] == shorter[Math.Min(shorter.Length, same + (longer.Length == shorter.Length ? 1 : 0))..];
    }

    private bool Stands(string what) => string.CompareOrdinal(text, _at, what, 0, what.Length) == 0;

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private string Found() => _at < text.Length ? $"found '{text[_at]}'" : "found the end";

    private MappingExpressionException Wrong(string expectation) => new(text, _at + 1, _open.TryPeek(out var function) ? function : null, expectation);
}
