using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <content>What bulk jobs create and remove is the check's own, as with single requests (RFC 7644 section 3.7).</content>
public sealed partial class CheckContext
{
    /// <summary>Endpoints at which bulk jobs may have created something that no answer told of; one for each creation.</summary>
    private readonly List<string> _untold = [];

    /// <summary>POST of a bulk job.</summary>
    /// <param name="operations">The operations as JSON text.</param>
    public Task<ScimResponse> BulkAsync(params IEnumerable<string> operations) => BulkAsync("", operations);

    /// <summary>POST of a bulk job.</summary>
    /// <param name="members">Further members of the job, as the inside of a JSON object, for example <c>"failOnErrors":1</c>; empty for none.</param>
    /// <param name="operations">The operations as JSON text.</param>
    public Task<ScimResponse> BulkAsync(string members, IEnumerable<string> operations) => PostAsync(
        "/Bulk",
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],{{members}}{{(members.Length > 0 ? "," : "")}}"Operations":[{{string.Join(',', operations)}}]}""");

    /// <summary>The operations of a bulk job; empty for other requests, and for a body that is no such JSON.</summary>
    private static List<JsonObject> OperationsOf(ScimRequest request) =>
        request is { Method: "POST", Body: { } body } && CreatedResources.IsBulk(request.Target)
            ? (ScimJson.TryParse(body.Span).Member("Operations") as JsonArray)?.OfType<JsonObject>().ToList() ?? []
            : [];

    /// <summary>Ends the check as inconclusive when a job would change or remove what the check did not create, and notes where it may create something.</summary>
    private void BeforeBulk(List<JsonObject> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Member("path").Text() is not { } path)
            {
                continue;
            }

            if (operation.Member("method").Text()?.ToUpperInvariant() == "POST")
            {
                _untold.Add(EndpointOf(operation));
            }
            else if (!path.Contains("bulkId:", StringComparison.Ordinal))
            {
                RequireOwn(operation.Member("method").Text()?.ToUpperInvariant() ?? "DELETE", path);
            }
        }
    }

    /// <summary>Notes what a job removed, and whether its answer tells of everything that it may have created. What it tells of is tracked already.</summary>
    private void AfterBulk(List<JsonObject> operations, ScimResponse response)
    {
        var results = response.IsSuccess ? BulkResult.In(response.Json) : [];
        foreach (var result in results.Where(r => r is { Method: "DELETE", Status: 200 or 204 }))
        {
            if (CreatedResources.Below(Target.BaseUrl, result.Location) is { } removed)
            {
                NoteRemoved(removed);
            }
        }

        // A server that resolves references by creating ahead may create a resource twice and tell of one.
        var refers = operations.Any(o => o.Member("data") is { } data && data.ToJsonString(ScimJson.Compact).Contains("\"bulkId:", StringComparison.Ordinal));
        foreach (var creation in operations.Where(o => o.Member("method").Text()?.ToUpperInvariant() == "POST" && o.Member("path").Text() is not null))
        {
            var result = results.FirstOrDefault(r => r.BulkId is { } id && id == creation.Member("bulkId").Text());
            // 413 refuses the job as a whole; other refusals of it may come after the first creations.
            if (response.Status == 413 || (result is { IsSuccess: true, Location: not null } && !refers) || result is { IsSuccess: false, Status: not null })
            {
                _untold.Remove(EndpointOf(creation));
            }
        }
    }

    private static string EndpointOf(JsonObject operation) => CreatedResources.PathOf(operation.Member("path").Text()!).TrimEnd('/');

    /// <summary>Looks by name for what bulk jobs created without telling of it.</summary>
    private async Task TrackUntoldAsync()
    {
        foreach (var endpoint in _untold.Distinct().Where(e => e == Users || e == Groups).Where(_ => Needs.FilterByPrefix.WhyNot(Profile) is null))
        {
            var filter = $"{(endpoint == Users ? "userName" : "displayName")} sw \"{Prefix}-\"";
            try
            {
                var found = await _client.SendAsync(new ScimRequest("GET", $"{endpoint}?filter={Uri.EscapeDataString(filter)}"), new Transcript(), new FindingCollector(), CancellationToken.None);
                foreach (var resource in found.Resources.Where(r => JournalName.Of(r).Any(n => n.StartsWith(Prefix + "-", StringComparison.Ordinal))))
                {
                    Track($"{endpoint}/{Uri.EscapeDataString(resource.Member("id").Text() ?? "")}");
                }
            }
            catch (Exception e) when (e is TransportException or TokenException)
            {
                // The journal still has the job, so that a sweep finds what is left.
            }
        }
    }
}
