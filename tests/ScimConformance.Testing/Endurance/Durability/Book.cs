namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>What one writer knows of its own resources, by externalId: what was answered 2xx, and what the write that is under way would make of it.</summary>
internal sealed class Book
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private IReadOnlyList<(string Name, Held? After)> _pending = [];
    private bool _together;

    /// <summary>The resources that are there.</summary>
    internal IReadOnlyDictionary<string, Held> Resources => _held;

    internal string IdOf(string name) => _ids[name];

    /// <summary>A write begins.</summary>
    /// <param name="together">Whether it takes place whole or not at all, as every single request does; each operation of a bulk job is a write of its own.</param>
    /// <param name="changes">The states that it makes; null for a removal.</param>
    internal void Begin(bool together, params IReadOnlyList<(string Name, Held? After)> changes) => (_together, _pending) = (together, changes);

    /// <summary>The write was answered 2xx.</summary>
    internal void Done()
    {
        foreach (var (name, after) in _pending)
        {
            Set(name, after);
        }

        _pending = [];
    }

    /// <summary>The write was refused, so nothing of it took place.</summary>
    internal void Refused() => _pending = [];

    /// <summary>Learns the identifier of a resource.</summary>
    internal void Name(string name, string id) => _ids[name] = id;

    /// <summary>Compares with what is there, takes it over, and says what ought not to be.</summary>
    /// <param name="found">What is there of this writer's.</param>
    /// <param name="unanswered">Counts writes that were under way, by whether they took place.</param>
    internal IReadOnlyList<string> Reconcile(IReadOnlyDictionary<string, Found> found, UnansweredWrites unanswered)
    {
        var wrong = new List<string>();
        var under = _pending.ToDictionary(change => change.Name, change => change.After, StringComparer.Ordinal);
        var took = new List<bool>();
        foreach (var name in _held.Keys.Union(found.Keys, StringComparer.Ordinal).Union(under.Keys, StringComparer.Ordinal).ToList())
        {
            var (before, actual) = (_held.GetValueOrDefault(name), found.GetValueOrDefault(name)?.State);
            if (under.TryGetValue(name, out var after) && Equals(actual, after) && !Equals(before, after))
            {
                took.Add(true);
            }
            else if (!Equals(actual, before))
            {
                wrong.Add($"{name} is {Say(actual)} after the restart; answered was {Say(before)}{(under.ContainsKey(name) ? $", under way {Say(after)}" : "")}");
            }
            else if (under.ContainsKey(name))
            {
                took.Add(false);
            }

            Set(name, actual);
            if (found.TryGetValue(name, out var there))
            {
                _ids[name] = there.Id;
            }
        }

        if (_together && took.Distinct().Count() > 1)
        {
            wrong.Add($"a write took place in part: {string.Join(", ", under.Keys)}");
        }

        if (_pending.Count > 0)
        {
            unanswered.Count(took.Contains(true));
        }

        _pending = [];
        return wrong;
    }

    private void Set(string name, Held? state)
    {
        if (state is null)
        {
            _held.Remove(name);
        }
        else
        {
            _held[name] = state;
        }
    }

    private static string Say(Held? state) => state is null ? "not there" : $"version {state.Version} [{state.Members}]";
}

/// <summary>A resource that is there.</summary>
internal sealed record Found(string Id, Held State);

/// <summary>Counts the writes that were under way when a process was killed.</summary>
internal sealed class UnansweredWrites
{
    internal int TookPlace { get; private set; }

    internal int DidNot { get; private set; }

    internal void Count(bool tookPlace)
    {
        if (tookPlace)
        {
            TookPlace++;
        }
        else
        {
            DidNot++;
        }
    }
}
