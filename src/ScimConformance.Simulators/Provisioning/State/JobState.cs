using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What a job remembers from cycle to cycle: links, escrows and facts. Safe for use from several tasks; every change goes to the journal, if there is one.</summary>
internal sealed class JobState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ObjectLink> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<(ProvisionedObjectType Kind, string TargetId), string> _sources = [];
    private readonly HashSet<string> _withMembers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ObjectId, bool IsReference), Escrow> _escrows = [];
    private JobFacts _facts = new();

    /// <summary>Where changes are written; null to keep them in memory alone.</summary>
    public IJobJournal? Journal { get; set; }

    public JobFacts Facts
    {
        get
        {
            lock (_lock)
            {
                return _facts;
            }
        }
    }

    /// <summary>The number of links.</summary>
    public int LinkCount
    {
        get
        {
            lock (_lock)
            {
                return _links.Count;
            }
        }
    }

    /// <summary>The link of an object, or null.</summary>
    public ObjectLink? LinkOf(string objectId)
    {
        lock (_lock)
        {
            return _links.GetValueOrDefault(objectId);
        }
    }

    /// <summary>A copy of all links.</summary>
    public IReadOnlyList<(string ObjectId, ObjectLink Link)> Links()
    {
        lock (_lock)
        {
            return [.. _links.Select(l => (l.Key, l.Value))];
        }
    }

    /// <summary>The directory id of the object whose counterpart this is, or null.</summary>
    public string? SourceOf(ProvisionedObjectType kind, string targetId)
    {
        lock (_lock)
        {
            return _sources.GetValueOrDefault((kind, targetId));
        }
    }

    /// <summary>A copy of all escrows.</summary>
    public IReadOnlyList<Escrow> Escrows()
    {
        lock (_lock)
        {
            return [.. _escrows.Values];
        }
    }

    public Escrow? EscrowOf(string objectId, bool isReference)
    {
        lock (_lock)
        {
            return _escrows.GetValueOrDefault((objectId, isReference));
        }
    }

    /// <summary>How many changes of objects and of references wait for another try.</summary>
    public (int Objects, int References) Failures()
    {
        lock (_lock)
        {
            return (_escrows.Values.Count(e => e is { IsReference: false, IsStaged: false }), _escrows.Values.Count(e => e.IsReference));
        }
    }

    public void Change(Func<JobFacts, JobFacts> change)
    {
        lock (_lock)
        {
            _facts = change(_facts);
            Journal?.Append(JobStateLines.Of(_facts));
        }
    }

    /// <summary>Links an object, counting it.</summary>
    public ObjectLink Link(string objectId, ProvisionedObjectType kind, string targetId)
    {
        lock (_lock)
        {
            var link = Add(objectId, kind, targetId);
            Count(kind);
            Journal?.Append(JobStateLines.Of(objectId, link));
            return link;
        }
    }

    public void Unlink(string objectId)
    {
        lock (_lock)
        {
            if (Remove(objectId))
            {
                Journal?.Append(new JsonObject { ["unlinked"] = objectId });
            }
        }
    }

    /// <summary>Notes what the last export made of an object.</summary>
    public void Mark(string objectId, bool disabled, bool managed)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(objectId, out var link) && (link.IsDisabled != disabled || link.IsManaged != managed))
            {
                (link.IsDisabled, link.IsManaged) = (disabled, managed);
                Journal?.Append(new JsonObject { ["marked"] = objectId, ["disabled"] = disabled, ["managed"] = managed });
            }
        }
    }

    /// <summary>Notes exported changes of members.</summary>
    public void MarkMembers(string groupId, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(groupId, out var link))
            {
                Apply(groupId, link, added, removed);
                Journal?.Append(JobStateLines.OfMembers(groupId, added, removed));
            }
        }
    }

    /// <summary>Notes members whose addition got no clear answer: they are added again, or removed when they have to go meanwhile.</summary>
    public void MarkUncertain(string groupId, IReadOnlyCollection<string> members)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(groupId, out var link))
            {
                Doubt(groupId, link, members);
                Journal?.Append(new JsonObject { ["uncertain"] = groupId, ["members"] = JobStateLines.ToArray(members) });
            }
        }
    }

    /// <summary>Notes that all members of a group were exported after a restart.</summary>
    public void MarkMembersExported(string groupId)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(groupId, out var link) && link.ExportsMembersAgain)
            {
                link.ExportsMembersAgain = false;
                Journal?.Append(new JsonObject { ["exported"] = groupId });
            }
        }
    }

    public void Hold(Escrow escrow)
    {
        lock (_lock)
        {
            _escrows[(escrow.ObjectId, escrow.IsReference)] = escrow;
            Journal?.Append(new JsonObject { ["escrowed"] = JsonSerializer.SerializeToNode(escrow) });
        }
    }

    public void Release(string objectId, bool isReference)
    {
        lock (_lock)
        {
            if (_escrows.Remove((objectId, isReference)))
            {
                Journal?.Append(new JsonObject { ["released"] = objectId, ["isReference"] = isReference });
            }
        }
    }

    /// <summary>Forgets all links, which also sets the counts back.</summary>
    public void ForgetLinks()
    {
        lock (_lock)
        {
            _links.Clear();
            _sources.Clear();
            _withMembers.Clear();
            _facts = _facts with { Users = 0, Groups = 0 };
            CompactLocked();
        }
    }

    /// <summary>Has all members exported again. Which they were is not forgotten: those that have to go are still to be removed.</summary>
    public void ExportMembersAgain()
    {
        lock (_lock)
        {
            foreach (var id in _withMembers)
            {
                _links[id].ExportsMembersAgain = true;
            }

            CompactLocked();
        }
    }

    /// <summary>Forgets all failures.</summary>
    public void ForgetEscrows()
    {
        lock (_lock)
        {
            _escrows.Clear();
            CompactLocked();
        }
    }

    /// <summary>Writes the journal anew, without what is outdated.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            CompactLocked();
        }
    }

    /// <summary>Takes over what was written down.</summary>
    /// <exception cref="FormatException">A line is none of a job's memory.</exception>
    public void ReadFrom(IEnumerable<JsonObject> lines)
    {
        foreach (var line in lines)
        {
            try
            {
                Read(line);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or NullReferenceException or ArgumentException)
            {
                throw new FormatException($"The memory of a simulation has a line that is none of its own: {line.Show()} Give another --state file, or remove this one to begin anew.", e);
            }
        }
    }

    private void Read(JsonObject line)
    {
        switch (line.First().Key)
        {
            case "facts":
                _facts = line["facts"].Deserialize<JobFacts>()!;
                break;
            case "linked":
                var linked = (string)line["linked"]!;
                var link = Add(linked, Enum.Parse<ProvisionedObjectType>((string)line["kind"]!), (string)line["target"]!);
                link.IsDisabled = line["disabled"].Boolean() ?? false;
                link.IsManaged = line["managed"].Boolean() ?? true;
                link.ExportsMembersAgain = line["again"].Boolean() ?? false;
                Apply(linked, link, JobStateLines.Ids(line["members"]), []);
                Doubt(linked, link, JobStateLines.Ids(line["uncertain"]));
                Count(link.Kind);
                break;
            case "unlinked":
                Remove((string)line["unlinked"]!);
                break;
            case "uncertain":
                var doubtful = (string)line["uncertain"]!;
                Doubt(doubtful, _links[doubtful], JobStateLines.Ids(line["members"]));
                break;
            case "exported":
                _links[(string)line["exported"]!].ExportsMembersAgain = false;
                break;
            case "marked":
                var marked = _links[(string)line["marked"]!];
                (marked.IsDisabled, marked.IsManaged) = (line["disabled"].Boolean() == true, line["managed"].Boolean() == true);
                break;
            case "members":
                var group = (string)line["members"]!;
                Apply(group, _links[group], JobStateLines.Ids(line["added"]), JobStateLines.Ids(line["removed"]));
                break;
            case "escrowed":
                var escrow = line["escrowed"].Deserialize<Escrow>()!;
                _escrows[(escrow.ObjectId, escrow.IsReference)] = escrow;
                break;
            case "released":
                _escrows.Remove(((string)line["released"]!, line["isReference"].Boolean() == true));
                break;
            default:
                throw new JsonException("unknown line");
        }
    }

    private void Count(ProvisionedObjectType kind) =>
        _facts = kind == ProvisionedObjectType.Group ? _facts with { Groups = _facts.Groups + 1 } : _facts with { Users = _facts.Users + 1 };

    private void CompactLocked() => Journal?.Compact(
        _links.Select(l => JobStateLines.Of(l.Key, l.Value))
            .Concat(_escrows.Values.Select(e => new JsonObject { ["escrowed"] = JsonSerializer.SerializeToNode(e) }))
            .Append(JobStateLines.Of(_facts)));

    private ObjectLink Add(string objectId, ProvisionedObjectType kind, string targetId)
    {
        Remove(objectId);
        _sources[(kind, targetId)] = objectId;
        return _links[objectId] = new ObjectLink(kind, targetId);
    }

    /// <summary>Removes a link. What is gone from the application is gone from its groups there.</summary>
    private bool Remove(string objectId)
    {
        if (!_links.Remove(objectId, out var link))
        {
            return false;
        }

        if (_sources.TryGetValue((link.Kind, link.TargetId), out var source) && source == objectId)
        {
            _sources.Remove((link.Kind, link.TargetId));
        }

        _withMembers.Remove(objectId);
        foreach (var group in _withMembers)
        {
            _links[group].Members?.Remove(objectId);
            _links[group].Uncertain?.Remove(objectId);
        }

        return true;
    }

    private void Doubt(string groupId, ObjectLink link, IReadOnlyCollection<string> members)
    {
        if (members.Count > 0)
        {
            (link.Uncertain ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(members);
            _withMembers.Add(groupId);
        }
    }

    private void Apply(string groupId, ObjectLink link, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed)
    {
        if (added.Count > 0)
        {
            (link.Members ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(added);
            _withMembers.Add(groupId);
        }

        link.Members?.ExceptWith(removed);
        link.Uncertain?.ExceptWith(added);
        link.Uncertain?.ExceptWith(removed);
    }
}
