using System.Globalization;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Reference;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tests.Storage;

/// <summary>Makes states of resources to be stored, by the schemas of the reference application.</summary>
internal sealed class StoredStates
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private int last;

    internal StoredStates(Action<ScimProviderOptions>? configure = null)
    {
        var options = new ScimProviderOptions();
        options.Schemas.Add(CharacteristicsSchema.Definition);
        options.ResourceTypes[0] = ResourceType.User with { Extensions = [new SchemaExtension(Urn.Enterprise, Required: false), new SchemaExtension(Urn.Characteristics, Required: false)] };
        configure?.Invoke(options);
        Model = new ProviderModel(options);
        (User, Group) = (Model.FindType("User")!, Model.FindType("Group")!);
    }

    internal ProviderModel Model { get; }

    internal BoundResourceType User { get; }

    internal BoundResourceType Group { get; }

    internal AttributeNode UserName => User.Root.Find("userName")!;

    internal AttributeNode Email => User.Root.Find("emails")!.Value!;

    /// <summary>A new user.</summary>
    internal StoredResource NewUser(string userName, string more = "") => New(User, UserJson(userName, more));

    /// <summary>A new group.</summary>
    internal StoredResource NewGroup(string displayName, params string[] members) => New(Group, GroupJson(displayName, members));

    /// <summary>The next state of a user.</summary>
    internal StoredResource Changed(StoredResource present, string userName, string more = "") => Next(present, UserJson(userName, more));

    /// <summary>The next state of a group.</summary>
    internal StoredResource ChangedGroup(StoredResource present, string displayName, params string[] members) => Next(present, GroupJson(displayName, members));

    /// <summary>The attributes as JSON, secrets left out.</summary>
    internal static string Json(StoredResource resource) => System.Text.Encoding.UTF8.GetString(
        JsonBuffer.Write(resource.Attributes, static (writer, attributes) => ValueWriter.WriteResource(writer, attributes, Projection.Default)));

    private static string UserJson(string userName, string more) =>
        $$"""{"schemas":["{{Urn.User}}"],"userName":{{System.Text.Json.JsonSerializer.Serialize(userName)}}{{(more.Length == 0 ? "" : ",")}}{{more}}}""";

    private static string GroupJson(string displayName, string[] members) =>
        $$"""{"schemas":["{{Urn.Group}}"],"displayName":{{System.Text.Json.JsonSerializer.Serialize(displayName)}},"members":[{{string.Join(',', members.Select(id => $$"""{"value":"{{id}}"}"""))}}]}""";

    private static ComplexValue Read(BoundResourceType type, string json) => ResourceReader.Read(
        ScimJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(json)), type, new ValueReader(new ToleranceSet(ScimTolerance.None), secretIterations: 1)).Attributes;

    private StoredResource New(BoundResourceType type, string json)
    {
        var attributes = Read(type, json);
        return new StoredResource
        {
            Type = type,
            Id = string.Create(CultureInfo.InvariantCulture, $"{type.Name}-{Interlocked.Increment(ref last)}"),
            Created = Now,
            LastModified = Now,
            Revision = 1,
            Attributes = attributes,
            Index = IndexEntries.Of(type, attributes),
            Members = ReferenceRules.MembersOf(type, attributes),
        };
    }

    private static StoredResource Next(StoredResource present, string json)
    {
        var attributes = Read(present.Type, json);
        return new StoredResource
        {
            Type = present.Type,
            Id = present.Id,
            Position = present.Position,
            Created = present.Created,
            LastModified = present.LastModified.AddSeconds(1),
            Revision = present.Revision + 1,
            Attributes = attributes,
            Index = IndexEntries.Of(present.Type, attributes),
            Members = ReferenceRules.MembersOf(present.Type, attributes),
        };
    }
}
