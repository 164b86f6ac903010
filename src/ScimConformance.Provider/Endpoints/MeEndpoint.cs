using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Endpoints;

/// <summary>
/// /Me, an alias of the user as whom a caller acts (RFC 7644 section 3.11). Requests are processed directly, as if they had been sent to the
/// user's own URL, which every answer names in Location.
/// </summary>
internal sealed class MeEndpoint
{
    private readonly BoundResourceType? type;
    private readonly AttributeNode? userName;
    private readonly ResourceEndpoints resources;
    private readonly bool createsUsers;

    internal MeEndpoint(ProviderModel model, ResourceEndpoints resources)
    {
        type = model.Types.FirstOrDefault(type => type.BaseUrn == ScimUrn.User);
        userName = type?.Root.Find("userName");
        this.resources = resources;
        createsUsers = model.Options.CreatesMe;
        Methods = new MethodTable(
            (HttpMethods.Get, ForwardAsync), (HttpMethods.Put, ForwardAsync), (HttpMethods.Patch, ForwardAsync), (HttpMethods.Delete, ForwardAsync),
            (HttpMethods.Post, static _ => throw ScimError.NotImplemented("Nobody registers by POST to /Me here; create the user at its endpoint.").ToException()));
    }

    internal MethodTable Methods { get; }

    /// <exception cref="ScimException">501: the caller acts as nobody. 404: the user is gone.</exception>
    private async ValueTask ForwardAsync(ScimRequest request)
    {
        if (request.Caller.ActsAs is not { } subject || type is null || userName is null)
            throw BelongsToNobody();
        var user = await FindAsync(request, subject) ?? (createsUsers
            ? await CreateAsync(request, subject) ?? throw BelongsToNobody()
            : throw ScimError.NotFound("The user to whom these credentials belong does not exist.").ToException());
        // Before anything else: a refusal names the permanent URL too.
        request.Http.Response.Headers.Location = $"{request.BaseUrl}/{type.Endpoint}/{Uri.EscapeDataString(user.Id)}";
        await resources.Resource.InvokeAsync(request.At(type.Endpoint, user.Id));
    }

    private static ScimException BelongsToNobody() => ScimError.NotImplemented(
        "These credentials belong to no user, so that /Me leads nowhere (RFC 7644 section 3.11); use the resource's own URL.").ToException();

    /// <summary>A new user of this name; null where users need more than a name and an e-mail address.</summary>
    /// <exception cref="ScimException">403: the caller may not even see users.</exception>
    private async ValueTask<StoredResource?> CreateAsync(ScimRequest request, string subject)
    {
        // Otherwise a request that is about to be refused would leave a user behind.
        request.Caller.DemandView(type!);
        try
        {
            var body = new JsonObject
            {
                ["schemas"] = new JsonArray(ScimUrn.User),
                ["userName"] = subject,
                ["displayName"] = subject,
                ["emails"] = new JsonArray(new JsonObject { ["value"] = subject, ["type"] = "work", ["primary"] = true }),
            };
            return (await request.Tenant.Operations.CreateAsync(type!, body, request.BaseUrl, request.Cancel)).Shown.Resource;
        }
        catch (ScimException exception) when (exception.Error.Status == StatusCodes.Status409Conflict)
        {
            // Another request was faster.
            return await FindAsync(request, subject);
        }
        catch (ScimException exception) when (exception.Error.Status == StatusCodes.Status400BadRequest)
        {
            return null;
        }
    }

    private async ValueTask<StoredResource?> FindAsync(ScimRequest request, string subject) =>
        Comparison.Key(userName!, new TextValue(subject)) is { } key && await request.Tenant.Store.FindAsync(type!, userName!, key, request.Cancel) is [var user, ..] ? user : null;
}
