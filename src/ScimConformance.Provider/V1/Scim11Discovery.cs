using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>What SCIM 1.1 says of the provider: /ServiceProviderConfigs and /Schemas (core schema sections 9 and 10).</summary>
internal sealed class Scim11Discovery
{
    internal const string ConfigSegment = "ServiceProviderConfigs";

    internal const string SchemasSegment = "Schemas";

    private readonly ProviderModel model;
    private readonly CredentialSource credentials;
    private readonly ServiceProviderConfig config;

    internal Scim11Discovery(ProviderModel model, CredentialSource credentials)
    {
        (this.model, this.credentials) = (model, credentials);
        config = DiscoveryEndpoints.ConfigOf(model);
        Config = new MethodTable((HttpMethods.Get, request => ReplyAsync(request, ConfigJson(request), "ServiceProviderConfig")));
        Schemas = new MethodTable((HttpMethods.Get, GetSchemasAsync));
        Schema = new MethodTable((HttpMethods.Get, GetSchemaAsync));
    }

    internal MethodTable Config { get; }

    internal MethodTable Schemas { get; }

    internal MethodTable Schema { get; }

    private JsonObject ConfigJson(ScimRequest request)
    {
        var json = new JsonObject { ["schemas"] = new JsonArray(Scim11Urn.Core), ["id"] = ConfigSegment };
        if (config.DocumentationUri is { } documentation)
            json["documentationUrl"] = documentation;
        json["patch"] = Supported(config.PatchSupported);
        json["bulk"] = new JsonObject { ["supported"] = config.BulkSupported, ["maxOperations"] = config.BulkMaxOperations, ["maxPayloadSize"] = config.BulkMaxPayloadSize };
        json["filter"] = new JsonObject { ["supported"] = config.FilterSupported, ["maxResults"] = config.FilterMaxResults };
        json["changePassword"] = Supported(config.ChangePasswordSupported);
        json["sort"] = Supported(config.SortSupported);
        json["etag"] = Supported(config.ETagSupported);
        // The XML schema has neither type nor primary here.
        json["authenticationSchemes"] = new JsonArray([.. credentials.Current.Schemes.Select(scheme => Scheme(scheme, whole: request.MediaType == Scim11Format.Json))]);
        json["xmlDataFormat"] = Supported(true);
        json["meta"] = new JsonObject { ["location"] = $"{request.BaseUrl}/{ConfigSegment}" };
        return json;
    }

    private ValueTask GetSchemasAsync(ScimRequest request)
    {
        var list = Scim11Json.List(model.Types.Count, 1, model.Types.Select(Scim11Schema.Of));
        return Reply.JsonAsync(
            request.Http, StatusCodes.Status200OK, request.MediaType, request.MediaType == Scim11Format.Xml ? Scim11XmlWriter.List(list, "Schema") : Scim11Json.Bytes(list));
    }

    /// <summary>A schema by its id, by the name of the resource or by its endpoint: the specification has no word on how to address one.</summary>
    private ValueTask GetSchemaAsync(ScimRequest request)
    {
        var name = request.Segments[1];
        var type = model.Types.FirstOrDefault(type => ScimUrn.Same(Scim11Schema.IdOf(type), name) || AttributeNames.Same(type.Name, name) || AttributeNames.Same(type.Endpoint, name))
            ?? throw ScimError.NotFound($"There is no schema \"{Shown.Text(name)}\"; there are {string.Join(", ", model.Types.Select(Scim11Schema.IdOf))}.").ToException();
        return ReplyAsync(request, Scim11Schema.Of(type), "Schema");
    }

    private static ValueTask ReplyAsync(ScimRequest request, JsonObject json, string element) => Reply.JsonAsync(
        request.Http, StatusCodes.Status200OK, request.MediaType, request.MediaType == Scim11Format.Xml ? Scim11XmlWriter.Resource(json, element) : Scim11Json.Bytes(json));

    private static JsonObject Supported(bool supported) => new() { ["supported"] = supported };

    private static JsonObject Scheme(AuthenticationScheme scheme, bool whole)
    {
        var json = new JsonObject { ["name"] = scheme.Name, ["description"] = scheme.Description };
        if (scheme.SpecUri is not null)
            json["specUrl"] = scheme.SpecUri;
        if (scheme.DocumentationUri is not null)
            json["documentationUrl"] = scheme.DocumentationUri;
        if (whole)
            json["type"] = scheme.Type;
        if (whole && scheme.Primary)
            json["primary"] = true;
        return json;
    }
}
