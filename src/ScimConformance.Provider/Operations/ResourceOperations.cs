using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Patching;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Operations;

/// <summary>Creating, reading, replacing, modifying and deleting single resources (RFC 7644 sections 3.3 to 3.6), whatever the transport.</summary>
internal sealed class ResourceOperations(IResourceStore store, ProviderModel model, ResourceRenderer renderer, TimeProvider clock, IIdSource ids)
{
    // A request without If-Match is applied to whatever the resource is; this many others may get in between.
    private const int Attempts = 100;

    private readonly ReferenceRules references = new(store);

    internal async ValueTask<Written> CreateAsync(BoundResourceType type, JsonObject body, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        var input = ResourceReader.Read(body, type, reader);
        var attributes = ResourceRules.WithDefaults(type, input);
        ResourceRules.Check(type, attributes);
        var id = ids.Next();
        attributes = await references.CheckAsync(type, id, attributes, null, cancel);
        var resource = NewState(type, id, Now(), attributes);
        var result = await store.CommitAsync([ResourceChange.Add(resource), .. Requirements(resource, null)], cancel);
        if (result.Outcome != CommitOutcome.Committed)
            throw Refusal(result).ToException();
        return new Written(await renderer.RenderAsync(resource, baseUrl, cancel), reader.Requested);
    }

    internal async ValueTask<Representation> GetAsync(BoundResourceType type, string id, string baseUrl, CancellationToken cancel) =>
        await renderer.ShowAsync(await store.GetAsync(type, id, cancel) ?? throw Unknown(type, id), baseUrl, cancel);

    internal ValueTask<Written> ReplaceAsync(
        BoundResourceType type, string id, JsonObject body, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        var reader = NewReader();
        ResourceInput? input = null;
        return ChangeAsync(type, id, preconditions, baseUrl, reader,
            present => ResourceRules.Replace(type, present, input ??= ResourceReader.Read(body, type, reader), model.Tolerance.KeepsActive), cancel);
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

    internal async ValueTask DeleteAsync(BoundResourceType type, string id, Preconditions preconditions, string baseUrl, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var present = await store.GetAsync(type, id, cancel) ?? throw Unknown(type, id);
            if (!preconditions.IsEmpty)
                preconditions.CheckWrite((await renderer.ShowAsync(present, baseUrl, cancel)).Version);
            List<ResourceChange> changes = [ResourceChange.Remove(present)];
            foreach (var group in await store.GroupsOfAsync(id, cancel))
                changes.Add(ResourceChange.Replace(group, Without(group, id)));
            if ((await store.CommitAsync(changes, cancel)).Outcome == CommitOutcome.Committed)
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
            var result = await store.CommitAsync([ResourceChange.Replace(present, resource), .. Requirements(resource, present)], cancel);
            if (result.Outcome == CommitOutcome.Committed)
                return new Written(await renderer.RenderAsync(resource, baseUrl, cancel), reader.Requested);
            if (result.Outcome != CommitOutcome.Changed)
                throw Refusal(result).ToException();
        }

        throw Contended(id);
    }

    private StoredResource Without(StoredResource group, string memberId)
    {
        var node = group.Type.Members!;
        var rest = ((MultiValue)group.Attributes[node]!).Items.Where(member => ((ComplexValue)member).Text(node.Value) != memberId);
        return NextState(group, group.Attributes.With(node, MultiValue.OrNull([.. rest])));
    }

    private static StoredResource NewState(BoundResourceType type, string id, DateTimeOffset now, ComplexValue attributes) => new()
    {
        Type = type,
        Id = id,
        Created = now,
        LastModified = now,
        Revision = 1,
        Attributes = attributes,
        Index = IndexEntries.Of(type, attributes),
        Members = ReferenceRules.MembersOf(type, attributes),
    };

    private StoredResource NextState(StoredResource present, ComplexValue attributes)
    {
        var now = Now();
        return new StoredResource
        {
            Type = present.Type,
            Id = present.Id,
            Position = present.Position,
            Created = present.Created,
            LastModified = now > present.LastModified ? now : present.LastModified,
            Revision = present.Revision + 1,
            Attributes = attributes,
            Index = IndexEntries.Of(present.Type, attributes, present.Attributes, present.Index),
            Members = ReferenceRules.MembersOf(present.Type, attributes),
        };
    }

    /// <summary>A new member must still exist when the group is stored.</summary>
    private static IEnumerable<ResourceChange> Requirements(StoredResource resource, StoredResource? present) =>
        resource.Members.Count == 0 ? [] : resource.Members.Except(present?.Members ?? []).Select(ResourceChange.Require);

    private static ScimError Refusal(CommitResult result) => result.Outcome == CommitOutcome.Missing
        ? ScimError.InvalidValue($"\"members\" has \"{result.Subject}\", which is not the id of any resource.")
        : ScimError.Uniqueness(result.Subject!);

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

/// <summary>The outcome of a write.</summary>
/// <param name="Shown">The resource as it is now.</param>
/// <param name="Requested">Attributes of returned "request" that the client sent; null for none.</param>
internal readonly record struct Written(Representation Shown, IReadOnlySet<AttributeNode>? Requested);
