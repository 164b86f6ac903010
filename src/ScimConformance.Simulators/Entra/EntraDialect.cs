using System.Text.Json.Nodes;
using System.Web;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra's clients: three spellings of what one engine decides.</summary>
/// <param name="options">Which client, and what differs from capture to capture.</param>
/// <param name="authorization">Gives the Authorization header's value, or null.</param>
internal sealed class EntraDialect(EntraOptions options, Func<string?> authorization) : IProvisioningDialect
{
    private const string ContentType = "application/scim+json; charset=utf-8";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string Flag = "aadOptscim062020";

    public WireRequest Find(ProvisionedObjectType kind, TargetPath attribute, string value) =>
        Request("GET", EntraQuery.Equal(kind == ProvisionedObjectType.User ? "/Users" : "/Groups?excludedAttributes=members", attribute.Text, value));

    public WireRequest Read(ProvisionedObjectType kind, string id) => Request("GET", PathOf(kind, id) + (kind == ProvisionedObjectType.Group ? "?excludedAttributes=members" : ""));

    public ExportFailure? WhyUnreadable(ProvisionedObjectType kind, JsonNode? resource) => kind switch
    {
        ProvisionedObjectType.User when resource.Member(Enterprise).Member("manager") is JsonValue manager => new ExportFailure(
            ExportFailure.Incompatible,
            $"The resource cannot be read: its manager is {manager.Show()}, and a complex value {{\"value\":…}} is expected (RFC 7643 section 4.3)."),
        ProvisionedObjectType.Group when resource.Member("members") is JsonArray { Count: > 0 } => new ExportFailure(
            "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
            "The group was asked for with excludedAttributes=members, and the answer has members (RFC 7644 section 3.9)."),
        _ => null,
    };

    public WireRequest Create(ProvisionedObjectType kind, IReadOnlyList<AttributeChange> values) => kind == ProvisionedObjectType.User
        ? Request("POST", "/Users", EntraUserBody.Compose(values, options))
        : Request("POST", "/Groups", EntraGroupBody.Compose(values, options));

    public WireRequest Update(ProvisionedObjectType kind, string id, IReadOnlyList<AttributeChange> changes) => Patch(PathOf(kind, id), EntraPatch.Operations(changes, options));

    public IEnumerable<MembersBatch> AddMembers(string groupId, IReadOnlyList<(string SourceId, string TargetId)> members) =>
        members.Chunk(options.MembersPerRequest).Select(batch => new MembersBatch(
            IsAddition: true,
            batch.Select(m => m.SourceId).ToList(),
            Patch(PathOf(ProvisionedObjectType.Group, groupId), EntraPatch.AddMembers(batch.Select(m => m.TargetId), options))));

    public IEnumerable<MembersBatch> RemoveMembers(string groupId, IReadOnlyList<(string SourceId, string TargetId)> members) =>
        members.Chunk(options.MembersPerRequest).Select(batch => new MembersBatch(
            IsAddition: false,
            batch.Select(m => m.SourceId).ToList(),
            Patch(PathOf(ProvisionedObjectType.Group, groupId), EntraPatch.RemoveMembers(batch.Select(m => m.TargetId), options))));

    public WireRequest Delete(ProvisionedObjectType kind, string id) => Request("DELETE", PathOf(kind, id));

    /// <summary>The path of an object below the base URL.</summary>
    public static string PathOf(ProvisionedObjectType kind, string id) => $"/{kind}s/{Uri.EscapeDataString(id)}";

    private WireRequest Patch(string path, JsonArray operations)
    {
        var schemas = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp");
        return Request("PATCH", path, options.OperationsFirst
            ? new JsonObject { ["Operations"] = operations, ["schemas"] = schemas }
            : new JsonObject { ["schemas"] = schemas, ["Operations"] = operations });
    }

    private WireRequest Request(string method, string target, JsonObject? body = null) => new(method, options.RepeatFlag ? WithFlag(target) : target)
    {
        Headers =
        [
            .. authorization() is { } value ? new[] { new WireHeader("Authorization", value) } : [],
            new WireHeader("Accept", "application/scim+json"),
            new WireHeader("ADSCIMVersion", options.ScimVersion),
        ],
        Body = body?.ToJsonString(ScimJson.Compact),
        ContentType = ContentType,
    };

    private static string WithFlag(string target) => target + (target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + HttpUtility.UrlEncode(Flag);
}
