using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Mapping;

/// <summary>What kind of value a mapping yields.</summary>
public enum MappingValueKind
{
    /// <summary>No value: nothing flows.</summary>
    Null,

    /// <summary>One string; booleans are <c>True</c> and <c>False</c>.</summary>
    Text,

    /// <summary>Several strings, in order; the list may be empty.</summary>
    List,

    /// <summary>App roles as complex values.</summary>
    Roles,

    /// <summary>Other objects of the directory, by their directory ids.</summary>
    References,
}

/// <summary>How app roles flow.</summary>
public enum RoleFlow
{
    /// <summary>They were read and not put into a form: a mapping that ends here cannot be sent.</summary>
    None,

    /// <summary><c>AppRoleAssignmentsComplex</c>: added, never removed.</summary>
    Add,

    /// <summary><c>AssertiveAppRoleAssignmentsComplex</c>: the whole value is replaced.</summary>
    Replace,
}

/// <summary>A value of the mapping language: nothing, a string, several strings, app roles, or references to objects of the directory. It does not change.</summary>
public sealed class MappingValue : IEquatable<MappingValue>
{
    private readonly string? _text;
    private readonly IReadOnlyList<string> _values;

    private MappingValue(MappingValueKind kind, string? text = null, IReadOnlyList<string>? values = null) => (Kind, _text, _values) = (kind, text, values ?? []);

    /// <summary>No value.</summary>
    public static MappingValue Null { get; } = new(MappingValueKind.Null);

    /// <summary>No value, and the attribute leaves the flow altogether (<c>IgnoreFlowIfNullOrEmpty</c>).</summary>
    public static MappingValue NoFlow { get; } = new(MappingValueKind.Null) { LeavesFlow = true };

    /// <summary>The text <c>True</c>.</summary>
    public static MappingValue True { get; } = new(MappingValueKind.Text, "True");

    /// <summary>The text <c>False</c>.</summary>
    public static MappingValue False { get; } = new(MappingValueKind.Text, "False");

    /// <summary>What kind of value it is.</summary>
    public MappingValueKind Kind { get; }

    /// <summary>The app roles of a value of kind <see cref="MappingValueKind.Roles"/>, in the order of their assignment; else empty.</summary>
    public IReadOnlyList<AppRole> Roles { get; private init; } = [];

    /// <summary>How the app roles flow.</summary>
    public RoleFlow RoleFlow { get; private init; }

    /// <summary>Whether logs show <c>[Redact]</c> in its place (<c>Redact</c>); on the wire it is the value.</summary>
    public bool IsRedacted { get; private init; }

    /// <summary>Whether the attribute leaves the flow: neither value nor default value is sent (<c>IgnoreFlowIfNullOrEmpty</c>).</summary>
    public bool LeavesFlow { get; private init; }

    /// <summary>Whether there is no value at all.</summary>
    public bool IsNull => Kind == MappingValueKind.Null;

    /// <summary>Whether there is no value, or it is the empty string or a list of nothing.</summary>
    public bool IsNullOrEmpty => Kind switch
    {
        MappingValueKind.Text => _text!.Length == 0,
        MappingValueKind.Roles => Roles.Count == 0,
        _ => _values.Count == 0,
    };

    /// <summary>The string: that of a text, or the only one of a list; null for anything else.</summary>
    public string? Text => Kind switch
    {
        MappingValueKind.Text => _text,
        MappingValueKind.List when _values.Count == 1 => _values[0],
        _ => null,
    };

    /// <summary>The strings: those of a list, the one of a text, the values of app roles, the directory ids of references; empty when there is no value.</summary>
    public IReadOnlyList<string> Values => Kind switch
    {
        MappingValueKind.Text => [_text!],
        MappingValueKind.Roles => Roles.Select(r => r.Value).ToList(),
        _ => _values,
    };

    /// <summary>The directory ids of the objects that are referred to; empty for values of other kinds.</summary>
    public IReadOnlyList<string> References => Kind == MappingValueKind.References ? _values : [];

    /// <summary>A string, or no value for null.</summary>
    public static MappingValue Of(string? text) => text is null ? Null : new(MappingValueKind.Text, text);

    /// <summary>A truth value as the language has it.</summary>
    public static MappingValue Of(bool value) => value ? True : False;

    /// <summary>Several strings.</summary>
    public static MappingValue OfList(IReadOnlyList<string> values) => new(MappingValueKind.List, values: values);

    /// <summary>App roles.</summary>
    public static MappingValue OfRoles(IReadOnlyList<AppRole> roles, RoleFlow flow = RoleFlow.None) => new(MappingValueKind.Roles) { Roles = roles, RoleFlow = flow };

    /// <summary>References to objects of the directory.</summary>
    /// <param name="objectIds">Their directory ids.</param>
    public static MappingValue OfReferences(params IReadOnlyList<string> objectIds) => new(MappingValueKind.References, values: objectIds);

    /// <summary>The same value, hidden in logs.</summary>
    public MappingValue Redacted() => IsRedacted ? this : new(Kind, _text, _values) { Roles = Roles, RoleFlow = RoleFlow, LeavesFlow = LeavesFlow, IsRedacted = true };

    /// <summary>Whether two values are the same; whether a value is redacted does not matter.</summary>
    public bool Equals(MappingValue? other) => other is not null && Kind == other.Kind && _text == other._text && RoleFlow == other.RoleFlow
        && LeavesFlow == other.LeavesFlow && _values.SequenceEqual(other._values) && Roles.SequenceEqual(other.Roles);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MappingValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _text, _values.Count, Roles.Count);

    /// <summary>The value as logs show it: <c>[Redact]</c> when it is redacted, several values separated by <c>;</c>, nothing for no value.</summary>
    public override string ToString() => IsRedacted ? "[Redact]" : string.Join(';', Values);
}
