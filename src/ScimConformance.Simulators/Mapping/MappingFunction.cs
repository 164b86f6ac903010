namespace ScimConformance.Simulators.Mapping;

/// <summary>A function of the expression language.</summary>
/// <param name="Name">Its name, case-sensitive.</param>
/// <param name="WhyWrongCount">Says what number of arguments is expected when the given number is wrong, else null.</param>
/// <param name="Body">Computes its value.</param>
internal sealed record MappingFunction(string Name, Func<int, string?> WhyWrongCount, Func<MappingArguments, string?> Body);

/// <summary>The arguments of one call, evaluated when they are asked for.</summary>
internal sealed class MappingArguments(IReadOnlyList<MappingExpression?> arguments, Func<string, string?> source)
{
    /// <summary>How many there are, omitted ones included.</summary>
    public int Count => arguments.Count;

    /// <summary>The value of the argument at this place, counted from 0; null when it is omitted or has no value.</summary>
    public string? this[int index] => arguments[index]?.Evaluate(source);
}

/// <summary>The functions that the parser knows, by name. A new function is a new line here.</summary>
internal static class MappingFunctions
{
    public static IReadOnlyDictionary<string, MappingFunction> All { get; } = new MappingFunction[]
    {
        new("Switch", n => n >= 4 && n % 2 == 0 ? null : "a source, a default and then pairs of key and value (4, 6, 8 … arguments)", Switch),
    }.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Switch(source, default, key1, value1, …): keys are case-sensitive; the key "" stands for a missing or empty source.</summary>
    private static string? Switch(MappingArguments arguments)
    {
        var source = arguments[0] ?? "";
        for (var key = 2; key < arguments.Count; key += 2)
        {
            if (arguments[key] == source)
            {
                return arguments[key + 1];
            }
        }

        return arguments[1];
    }
}
