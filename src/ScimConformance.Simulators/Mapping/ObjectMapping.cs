namespace ScimConformance.Simulators.Mapping;

/// <summary>The kinds of objects that are provisioned.</summary>
public enum ProvisionedObjectType
{
    /// <summary>People.</summary>
    User,

    /// <summary>Groups.</summary>
    Group,
}

/// <summary>What provisioning may do in the application.</summary>
[Flags]
public enum TargetActions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Create objects.</summary>
    Create = 1,

    /// <summary>Update objects, which includes switching them off.</summary>
    Update = 2,

    /// <summary>Delete objects.</summary>
    Delete = 4,

    /// <summary>Everything.</summary>
    All = Create | Update | Delete,
}

/// <summary>How people, or groups, become users, or groups, of the application.</summary>
public sealed record ObjectMapping
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it maps.</summary>
    public required ProvisionedObjectType ObjectType { get; init; }

    /// <summary>The lines, in order.</summary>
    public required IReadOnlyList<AttributeMapping> Attributes { get; init; }

    /// <summary>What provisioning may do.</summary>
    public TargetActions Actions { get; init; } = TargetActions.All;

    /// <summary>Whether it is on. Groups can be switched off, people cannot.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Which objects are in scope; empty for all.</summary>
    public IReadOnlyList<ScopingFilter> ScopingFilters { get; init; } = [];

    /// <summary>The lines that objects are matched by, first to last; never empty.</summary>
    public IReadOnlyList<AttributeMapping> Matching => Attributes.Where(m => m.MatchingPriority is not null).OrderBy(m => m.MatchingPriority).ToList();

    /// <summary>The same mapping with other attributes to match by.</summary>
    /// <param name="targets">Targets of existing lines, first to last.</param>
    /// <exception cref="ArgumentException">A target is not in the mapping, or there is none.</exception>
    public ObjectMapping MatchedBy(params string[] targets)
    {
        foreach (var unknown in targets.Where(t => Attributes.All(m => m.Target.Text != t)))
        {
            throw new ArgumentException($"Attribute mapping '{Name}' has no line for '{unknown}'; it has {string.Join(", ", Attributes.Select(m => m.Target.Text))}.", nameof(targets));
        }

        if (targets.Length == 0)
        {
            throw new ArgumentException($"Attribute mapping '{Name}' needs at least one attribute to match by.", nameof(targets));
        }

        return this with
        {
            Attributes = Attributes.Select(m => m with
            {
                MatchingPriority = Array.IndexOf(targets, m.Target.Text) is >= 0 and var place ? place + 1 : null,
            }).ToList(),
        };
    }
}
