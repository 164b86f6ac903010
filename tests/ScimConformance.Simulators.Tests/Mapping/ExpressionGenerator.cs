using System.Text;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Makes up mapping expressions: grammatical ones of every function, and damaged ones.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private static readonly string[] Attributes = ["[mail]", "[missing]", "[empty]", "[proxyAddresses]", "[nothing]", "[appRoleAssignments]", "[manager]", "[date]", "[number]", "[long]", "[ strange ]"];

    private static readonly string[] Constants =
    [
        "\"\"", "\" \"", "\"a\"", "\"True\"", "\"False\"", "\"d\"", "\"yyyy\"", "\"ww\"", "\"yyyy-MM-dd\"", "\"2020-02-30\"", "\"2021-06-30+08:00\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59Z\"", "\"@\"", "\",\"",
        "\"(a+)+$\"", "\"(?<g>.*)@\"", "\"(\"", "\"[a-\"", "\"(?:a{1000}){1000}\"", "\"g\"", "\"$0$0${g}$1\"", "\"tr\"", "\"İß\u0000\uD800\"", "\"Nonsense\"", "\"AssumeLocal\"", "\"%\"", "\"é\u0301\"", "vbTextCompare", "vbBinaryCompare",
        "0", "1", "-1", "3", "257", "256", "999999999", "-999999999", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "2.5", "&HF", "&H7FFFFFFFFFFFFFFF", "&HFFFFFFFFFFFFFFFF", "&H", "1e5",
    ];

    private static readonly string[] Operators = ["=", "<>", ">", ">=", "<", "<="];
    private static readonly string Alphabet = "()[],\"\\ =<>&-+.0123456789aZé\u0000\uD83D\n$";
    private readonly Random _random = new(seed);
    private readonly MappingFunction[] _functions = [.. MappingFunctions.All.Values.OrderBy(f => f.Name, StringComparer.Ordinal)];

    public string Next()
    {
        var text = Expression(_random.Next(1, 6));
        return _random.Next(3) == 0 ? Damaged(text) : text;
    }

    private string Expression(int depth) => (depth <= 0 ? _random.Next(2) : _random.Next(6)) switch
    {
        0 => Pick(Attributes),
        1 => Pick(Constants),
        _ => Call(depth),
    };

    private string Call(int depth)
    {
        var function = Pick(_functions);
        var most = Math.Min(function.Most, function.Fewest + 4);
        var count = _random.Next(20) == 0 ? _random.Next(9) : _random.Next(function.Fewest, most + 1);
        var arguments = Enumerable.Range(0, count).Select(i => Argument(function, i, depth - 1));
        return $"{function.Name}({string.Join(_random.Next(4) == 0 ? "," : ", ", arguments)})";
    }

    private string Argument(MappingFunction function, int index, int depth) =>
        _random.Next(8) == 0 ? ""
        : (function.TakesComparison && index == 0) || _random.Next(60) == 0 ? $"{Expression(depth)} {Pick(Operators)} {Expression(depth)}"
        : Expression(depth);

    private string Damaged(string text)
    {
        var damaged = new StringBuilder(text);
        for (var i = _random.Next(1, 4); i > 0 && damaged.Length > 0; i--)
        {
            var at = _random.Next(damaged.Length);
            switch (_random.Next(4))
            {
                case 0:
                    damaged.Remove(at, 1);
                    break;
                case 1:
                    damaged.Insert(at, Alphabet[_random.Next(Alphabet.Length)]);
                    break;
                case 2:
                    damaged[at] = Alphabet[_random.Next(Alphabet.Length)];
                    break;
                default:
                    damaged.Length = at;
                    break;
            }
        }

        return damaged.ToString();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
