namespace ScimConformance.Simulators.Mapping;

/// <summary><c>Name(argument, …)</c>; an omitted argument is null and keeps its place.</summary>
internal sealed class FunctionCall(string text, MappingFunction function, IReadOnlyList<MappingExpression?> arguments) : MappingExpression
{
    public MappingFunction Function => function;

    public IReadOnlyList<MappingExpression?> Arguments => arguments;

    public override IEnumerable<string> SourceAttributes => arguments.SelectMany(a => a?.SourceAttributes ?? []);

    public MappingExpressionException Wrong(int? argument, string expectation) =>
        new(text, argument is { } index && index < arguments.Count && arguments[index] is { } given ? given.Position : Position, function.Name, expectation);

    public override string ToString() => $"{function.Name}({string.Join(", ", arguments)})";

    internal override MappingValue Value(MappingScope scope)
    {
        var call = new MappingCall(this, scope);
        var value = function.Body(call);
        if (value.Values.Sum(v => (long)v.Length) > MaxValueLength)
        {
            throw call.TooLong();
        }

        return call.HasRedacted ? value.Redacted() : value;
    }
}

/// <summary>One call being computed: its arguments, each evaluated once and only when it is asked for.</summary>
internal sealed class MappingCall(FunctionCall node, MappingScope scope)
{
    private readonly MappingValue?[] _values = new MappingValue?[node.Arguments.Count];

    /// <summary>How many arguments there are, omitted ones included.</summary>
    public int Count => _values.Length;

    public MappingOptions Options => scope.Options;

    public IMappingSource Source => scope.Source;

    /// <summary>Whether an argument that was asked for is hidden in logs; then the result is too.</summary>
    public bool HasRedacted { get; private set; }

    /// <summary>The value of the argument at this place, counted from 0; none when it is omitted.</summary>
    public MappingValue this[int index]
    {
        get
        {
            if (!IsGiven(index))
            {
                return MappingValue.Null;
            }

            var value = _values[index] ??= node.Arguments[index]!.Value(scope);
            HasRedacted |= value.IsRedacted;
            return value;
        }
    }

    /// <summary>Whether something stands at this place, even if it has no value.</summary>
    public bool IsGiven(int index) => index < _values.Length && node.Arguments[index] is not null;

    /// <summary>The source attributes that an argument reads.</summary>
    public IEnumerable<string> SourcesOf(int index) => IsGiven(index) ? node.Arguments[index]!.SourceAttributes : [];

    /// <summary>One string; null when there is no value.</summary>
    public string? Text(int index)
    {
        var value = this[index];
        return value.Kind switch
        {
            MappingValueKind.Null => null,
            MappingValueKind.Roles => throw Wrong(index, "text is expected, found app roles; use SingleAppRoleAssignment"),
            _ when value.Values.Count > 1 => throw Wrong(index, $"one value is expected, found {value.Values.Count}; take one with Item or put them together with Join"),
            _ => value.Values.Count == 0 ? null : value.Values[0],
        };
    }

    /// <summary>A whole number that has to be there.</summary>
    public long Number(int index) => Numbers.TryWhole(Text(index), out var number) ? number : throw Wrong(index, $"a whole number is expected, found {Found(index)}");

    /// <summary>A whole number that has to be there, cut to the range of 32 bits: nothing here is that long.</summary>
    public int Length(int index) => (int)Math.Clamp(Number(index), int.MinValue + 1, int.MaxValue - 1);

    /// <summary>Text that must not be left out.</summary>
    public string Required(int index) => Text(index) is { } text ? text : throw Wrong(index, $"a value is expected, found {Found(index)}");

    public MappingExpressionException Wrong(int index, string expectation) => node.Wrong(index, $"{Ordinal(index)} ({node.Function.ParameterName(index)}): {expectation}");

    public MappingExpressionException TooLong() => node.Wrong(null, $"a value of at most {MappingExpression.MaxValueLength} characters is expected, this one grows longer");

    private static string Ordinal(int index) => $"argument {index + 1}";

    private string Found(int index) => !IsGiven(index) ? "nothing" : this[index] is { IsNull: true } ? "no value" : $"'{Shorten(this[index].IsRedacted ? "[Redact]" : string.Join(';', this[index].Values))}'";

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
