using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Patching;
using ScimConformance.Provider.Profiles;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Operations;

/// <summary>Creating, reading, replacing, modifying and deleting single resources (RFC 7644 sections 3.3 to 3.6), whatever the transport.</summary>
internal sealed class ResourceOperations(IResourceStore store, ProviderModel model, ResourceRenderer renderer, TimeProvider clock, IIdSource ids, AccountRules accounts)
{
    // A request without If-Match is applied to whatever the resource is; this many others may get in between.
    private const int Attempts = 100;

    private readonly ReferenceRules references = new(store);

    internal async ValueTask<Written> CreateAsync(BoundResourceType type, JsonObject body, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        var input = ResourceReader.Read(body, type, reader);
        var attributes = accounts.WithDefaultRole(type, ResourceRules.WithDefaults(type, input));
        ResourceRules.Check(type, attributes);
        var known = await accounts.FindKnownAsync(type, attributes, cancel);
        if (known is not null && await store.GetAnyAsync(known, cancel) is not null)
            throw ScimError.Uniqueness("emails").ToException();
        var id = known ?? ids.Next();
        attributes = await references.CheckAsync(type, id, attributes, null, cancel);
        var resource = NewState(type, id, Now(), attributes);
        var result = await store.CommitAsync([ResourceChange.Add(resource), .. Requirements(resource)], cancel);
        // Another request has linked the same account meanwhile.
        if (known is not null && result is { Outcome: CommitOutcome.NotUnique, Subject: ResourceChange.IdAttribute })
            throw ScimError.Uniqueness("emails").ToException();
        if (result.Outcome != CommitOutcome.Committed)
            throw Refusal(result).ToException();
        return new Written(await renderer.RenderAsync(resource, baseUrl, cancel), reader.Requested);
    }

    /// <summary>An identifier for <see cref="CreateTogetherAsync"/>.</summary>
    internal string NewId() => ids.Next();

    /// <summary>Creates resources that refer to each other, all in one commit or none.</summary>
    /// <param name="creations">The resources; their bodies refer to each other by the identifiers that are given here.</param>
    /// <param name="baseUrl">The base URL that the client uses.</param>
    /// <param name="cancel">Cancels the operation.</param>
    /// <exception cref="CreationException">One of them cannot be created, so none was.</exception>
    internal async ValueTask<IReadOnlyList<Representation>> CreateTogetherAsync(IReadOnlyList<Creation> creations, string baseUrl, CancellationToken cancel)
    {
        var together = creations.ToDictionary(creation => creation.Id, creation => creation.Type, StringComparer.Ordinal);
        var resources = new List<StoredResource>(creations.Count);
        foreach (var (type, id, body) in creations)
        {
            try
            {
                var attributes = accounts.WithDefaultRole(type, ResourceRules.WithDefaults(type, ResourceReader.Read(body, type, NewReader())));
                ResourceRules.Check(type, attributes);
                // Whom the application knows has an identifier already, which the others of the circle would have to name.
                if (await accounts.FindKnownAsync(type, attributes, cancel) is not null)
                    throw new ScimError(409, null, "The application knows this person, who cannot be created in a circle of references; create them first.").ToException();
                var resource = NewState(type, id, Now(), await references.CheckAsync(type, id, attributes, null, cancel, together));
                if (resource.Index.FirstOrDefault(entry => entry.IsUnique && resources.Any(other => other.Index.Contains(entry))) is { Attribute: { } taken })
                    throw ScimError.Uniqueness(taken.Path).ToException();
                resources.Add(resource);
            }
            catch (ScimException exception)
            {
                throw new CreationException(resources.Count, exception.Error);
            }
        }

        var requirements = resources.SelectMany(resource => Requirements(resource)).Where(required => !together.ContainsKey(required.Id)).Distinct();
        var result = await store.CommitAsync([.. resources.Select(ResourceChange.Add), .. requirements], cancel);
        if (result.Outcome != CommitOutcome.Committed)
            throw new CreationException(await FindCulpritAsync(resources, result, cancel), Refusal(result));
        var shown = new List<Representation>(resources.Count);
        foreach (var resource in resources)
            shown.Add(await renderer.RenderAsync(resource, baseUrl, cancel));
        return shown;
    }

    internal async ValueTask<Representation> GetAsync(BoundResourceType type, string id, string baseUrl, CancellationToken cancel) =>
        await renderer.ShowAsync(await store.GetAsync(type, id, cancel) ?? throw Unknown(type, id), baseUrl, cancel);

    internal ValueTask<Written> ReplaceAsync(
        BoundResourceType type, string id, JsonObject body, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        ResourceInput? input = null;
        return ChangeAsync(type, id, preconditions, baseUrl, reader,
            present => ResourceRules.Replace(type, present, input ??= ResourceReader.Read(body, type, reader), model.Tolerance), cancel);
    }

    internal ValueTask<Written> PatchAsync(
        BoundResourceType type, string id, JsonObject body, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        PatchOp? patch = null;
        return ChangeAsync(type, id, preconditions, baseUrl, reader, present =>
        {
            patch ??= PatchOp.Parse(body, type.SchemaUrns, model.Tolerance.AcceptsAnyOpCase ? PatchSyntax.OpInAnyCase : PatchSyntax.Strict, model.Limits);
            return new PatchApplier(type, id, present, reader).Apply(patch);
        }, cancel);
    }

    /// <summary>Changes a resource by other rules than those of PATCH in RFC 7644.</summary>
    /// <param name="type">The resource type.</param>
    /// <param name="id">The resource.</param>
    /// <param name="change">The attributes as they are to be, from those that are; called again when another request got in between.</param>
    /// <param name="preconditions">What the client demands of the version.</param>
    /// <param name="baseUrl">The base URL that the client uses.</param>
    /// <param name="cancel">Cancels the operation.</param>
    internal ValueTask<Written> ModifyAsync(
        BoundResourceType type, string id, Func<ComplexValue, ValueReader, ComplexValue> change, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        return ChangeAsync(type, id, preconditions, baseUrl, reader, present => change(present, reader), cancel);
    }

    internal async ValueTask DeleteAsync(BoundResourceType type, string id, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var present = await store.GetAsync(type, id, cancel) ?? throw Unknown(type, id);
            if (!preconditions.IsEmpty)
                preconditions.CheckWrite((await renderer.ShowAsync(present, baseUrl, cancel)).Version);
            if ((await store.CommitAsync(await RemovalAsync(present, cancel), cancel)).Outcome == CommitOutcome.Committed)
                return;
        }

        throw Contended(id);
    }

    private async ValueTask<Written> ChangeAsync(
        BoundResourceType type, string id, Preconditions preconditions, string baseUrl, ValueReader reader,
        Func<ComplexValue, ComplexValue> change, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var present = await store.GetAsync(type, id, cancel) ?? throw Unknown(type, id);
            if (!preconditions.IsEmpty)
                preconditions.CheckWrite((await renderer.ShowAsync(present, baseUrl, cancel)).Version);
            var attributes = change(present.Attributes);
            ResourceRules.Check(type, attributes);
            attributes = await references.CheckAsync(type, id, attributes, present.Attributes, cancel);
            if (attributes.SameAs(present.Attributes))
                return new Written(await renderer.ShowAsync(present, baseUrl, cancel), reader.Requested);
            var resource = NextState(present, attributes);
            var result = await store.CommitAsync(accounts.IsDeletedBy(type, present.Attributes, attributes)
                ? await RemovalAsync(present, cancel)
                : [ResourceChange.Replace(present, resource), .. Requirements(resource)], cancel);
            if (result.Outcome == CommitOutcome.Committed)
                return new Written(await renderer.RenderAsync(resource, baseUrl, cancel), reader.Requested);
            if (result.Outcome != CommitOutcome.Changed)
                throw Refusal(result).ToException();
        }

        throw Contended(id);
    }

    /// <summary>The resource because of which a commit of several was refused: it has the missing member, or the value that is taken.</summary>
    private async ValueTask<int> FindCulpritAsync(List<StoredResource> resources, CommitResult result, CancellationToken cancel)
    {
        if (result.Outcome == CommitOutcome.Missing)
            return Math.Max(0, resources.FindIndex(resource => resource.Members.Contains(result.Subject!)));
        for (var i = 0; i < resources.Count; i++)
            foreach (var entry in resources[i].Index)
                if (entry.IsUnique && (await store.FindAsync(resources[i].Type, entry.Attribute, entry.Key, cancel)).Count > 0)
                    return i;
        return 0;
    }

    /// <summary>A resource goes, and with it its memberships.</summary>
    private async ValueTask<IReadOnlyList<ResourceChange>> RemovalAsync(StoredResource present, CancellationToken cancel)
    {
        List<ResourceChange> changes = [ResourceChange.Remove(present)];
        foreach (var group in await store.GroupsOfAsync(present.Id, cancel))
            changes.Add(ResourceChange.Replace(group, Without(group, present.Id)));
        return changes;
    }

    private StoredResource Without(StoredResource group, string memberId)
    {
        var node = group.Type.Members!;
        var items = ((MultiValue)group.Attributes[node]!).Items;
        IReadOnlyList<AttributeValue> rest = MemberItems.Begin(node, items) is { } members
            ? members.Remove(Comparison.Key(node.Value!, new TextValue(memberId))!)
            : [.. items.Where(member => ((ComplexValue)member).Text(node.Value) != memberId)];
        return NextState(group, group.Attributes.With(node, MultiValue.OrNull(rest)));
    }

    private static StoredResource NewState(BoundResourceType type, string id, DateTimeOffset now, ComplexValue attributes)
    {
        var members = ReferenceRules.MembersOf(type, attributes);
        return new StoredResource
        {
            Type = type,
            Id = id,
            Created = now,
            LastModified = now,
            Revision = 1,
            Attributes = attributes,
            Index = IndexEntries.Of(type, attributes),
            Members = members,
            Joined = members,
        };
    }

    private StoredResource NextState(StoredResource present, ComplexValue attributes)
    {
        var now = Now();
        var (settled, joined, left) = MemberChanges.Between(present, attributes);
        return new StoredResource
        {
            Type = present.Type,
            Id = present.Id,
            Position = present.Position,
            Created = present.Created,
            LastModified = now > present.LastModified ? now : present.LastModified,
            Revision = present.Revision + 1,
            Attributes = settled,
            Index = IndexEntries.Of(present.Type, settled, present.Attributes, present.Index),
            Members = ReferenceRules.MembersOf(present.Type, settled),
            Joined = joined,
            Left = left,
        };
    }

    /// <summary>A new member must still exist when the group is stored.</summary>
    private static IEnumerable<ResourceChange> Requirements(StoredResource resource) => resource.Joined!.Distinct(StringComparer.Ordinal).Select(ResourceChange.Require);

    /// <exception cref="ScimStoreException">The source of identifiers is at fault, not the client.</exception>
    private static ScimError Refusal(CommitResult result) => result switch
    {
        { Outcome: CommitOutcome.Missing } => ScimError.InvalidValue($"\"members\" has \"{result.Subject}\", which is not the id of any resource."),
        { Subject: ResourceChange.IdAttribute } => throw new ScimStoreException(
            "A resource with the identifier that a new one was to have is there already; an IIdSource must never give an identifier twice, not even after a restart."),
        _ => ScimError.Uniqueness(result.Subject!),
    };

    private static ScimException Unknown(BoundResourceType type, string id) =>
        ScimError.NotFound($"There is no {type.Name} with the id \"{Shown.Text(id)}\".").ToException();

    private static ScimException Contended(string id) =>
        new ScimError(409, null, $"The resource \"{id}\" is being changed by many requests at once; try again.").ToException();

    private ValueReader NewReader() => new(model.Tolerance, model.Options.SecretIterations);

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

/// <summary>One of several resources to create.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its identifier, from <see cref="ResourceOperations.NewId"/>.</param>
/// <param name="Body">The body as for a single creation.</param>
internal readonly record struct Creation(BoundResourceType Type, string Id, JsonObject Body);

/// <summary>Says because of which of several resources none was created.</summary>
internal sealed class CreationException(int place, ScimError error) : ScimException(error)
{
    /// <summary>Its place among those to create.</summary>
    internal int Place { get; } = place;
}

/// <summary>The outcome of a write.</summary>
/// <param name="Shown">The resource as it is now.</param>
/// <param name="Requested">Attributes of returned "request" that the client sent; null for none.</param>
internal readonly record struct Written(Representation Shown, IReadOnlySet<AttributeNode>? Requested);
