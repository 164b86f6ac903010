using System.Text;

namespace ScimConformance.Simulators.Mapping;

/// <summary>Reads one mapping expression, left to right.</summary>
internal sealed class MappingExpressionParser(string text, IReadOnlyDictionary<string, MappingFunction> functions)
{
    private const int MaxDepth = 50;

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
        return _at == text.Length ? expression : throw Wrong($"the end is expected, {Found()}");
    }

    private MappingExpression Expression()
    {
        SkipSpaces();
        return Peek() switch
        {
            '[' => Attribute(),
            '"' => Constant(),
            var c when char.IsAsciiLetter(c) => Call(),
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

        _at = end + 1;
        return new SourceAttribute(name);
    }

    private StringConstant Constant()
    {
        var value = new StringBuilder();
        for (var i = _at + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    _at = i + 1;
                    return new StringConstant(value.ToString());
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

    private FunctionCall Call()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
        {
            _at++;
        }

        var name = text[start.._at];
        if (!functions.TryGetValue(name, out var function))
        {
            _at = start;
            throw Wrong($"there is no function '{name}' here; known, in this letter case: {string.Join(", ", functions.Keys)}. Attributes stand in brackets, constants in quotes");
        }

        SkipSpaces();
        if (Peek() != '(')
        {
            throw Wrong($"'(' is expected after {name}, {Found()}");
        }

        if (_open.Count == MaxDepth)
        {
            throw Wrong($"at most {MaxDepth} functions may stand inside each other");
        }

        _open.Push(name);
        var arguments = Arguments();
        if (function.WhyWrongCount(arguments.Count) is { } wanted)
        {
            _at = start;
            throw Wrong($"{name} takes {wanted}, there are {arguments.Count}");
        }

        _open.Pop();
        return new FunctionCall(function, arguments);
    }

    private List<MappingExpression?> Arguments()
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
            arguments.Add(Peek() is ',' or ')' ? null : Expression());
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
