namespace ScimConformance.Simulators.Mapping;

/// <summary>The object that a mapping reads: one person or group with its attributes.</summary>
public interface IMappingSource
{
    /// <summary>The value of an attribute; <see cref="MappingValue.Null"/> when the object has none.</summary>
    /// <param name="attribute">The attribute's name, case-sensitive.</param>
    MappingValue Read(string attribute);

    /// <summary>Whether an attribute changed since the last cycle. In an initial cycle everything did.</summary>
    /// <param name="attribute">The attribute's name, case-sensitive.</param>
    bool HasChanged(string attribute) => true;
}

/// <summary>A source of strings only, given by a function.</summary>
internal sealed class TextSource(Func<string, string?> read) : IMappingSource
{
    public MappingValue Read(string attribute) => MappingValue.Of(read(attribute));
}
