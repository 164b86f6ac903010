namespace ScimConformance.Simulators.Mapping;

/// <summary>A function of the expression language.</summary>
/// <param name="Name">Its name, case-sensitive.</param>
/// <param name="Parameters">The names of its parameters, separated by commas; optional ones in brackets, <c>…</c> after the last for any number of it.</param>
/// <param name="Body">Computes its value.</param>
internal sealed record MappingFunction(string Name, string Parameters, Func<MappingCall, MappingValue> Body)
{
    private readonly string[] _names = Parameters.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The most arguments; a great number for those that take any.</summary>
    public int Most => _names.LastOrDefault() is { } last && last.Contains('…') ? int.MaxValue : _names.Length;

    /// <summary>The fewest arguments.</summary>
    public int Fewest => _names.Count(n => !n.StartsWith('['));

    /// <summary>Says what is wrong with a call as it is written, or null.</summary>
    public Func<FunctionCall, string?> WhyWrong { get; init; } = _ => null;

    /// <summary>Whether it may stand inside another function.</summary>
    public bool MayBeNested { get; init; } = true;

    /// <summary>Whether its first argument may be a comparison.</summary>
    public bool TakesComparison { get; init; }

    /// <summary>Says what number of arguments is expected when the given number is wrong, else null.</summary>
    public string? WhyWrongCount(int count) => count >= Fewest && count <= Most ? null
        : $"{Name}({Parameters}) takes {(Most == int.MaxValue ? $"{Fewest} or more" : Most == Fewest ? $"{Most}" : $"{Fewest} to {Most}")} arguments, there are {count}";

    /// <summary>The name of a parameter, counted from 0.</summary>
    public string ParameterName(int index) => _names.Length == 0 ? "none" : _names[Math.Min(index, _names.Length - 1)].Trim('[', ']', '…');
}
