using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>Executes the operations of one job, each through the same code as the single request, with the rights of the same caller.</summary>
/// <param name="job">The job.</param>
/// <param name="body">The body of the job.</param>
/// <param name="model">The provider's options.</param>
/// <param name="caller">Who sends the job.</param>
/// <param name="baseUrl">The base URL that the client uses.</param>
/// <param name="version">The version of SCIM that the client speaks.</param>
/// <param name="unexpected">Is told of an exception that is no answer to the client.</param>
internal sealed class BulkRun(BulkJob job, BulkBody body, ProviderModel model, Caller caller, string baseUrl, IBulkVersion version, Action<BulkOperation, Exception> unexpected)
{
    /// <summary>The identifier that each creation has made, by bulkId; null where it has failed.</summary>
    private readonly Dictionary<string, string?> ids = new(StringComparer.Ordinal);

    private ResourceOperations Resources => caller.Tenant.Operations;

    /// <summary>Executes the job, and tells the results in the order of the operations, each as soon as those before it are there.</summary>
    /// <param name="tell">Hears of each result once.</param>
    /// <param name="cancel">Cancels between two steps and within one.</param>
    internal async ValueTask ExecuteAsync(Func<BulkResult, ValueTask> tell, CancellationToken cancel)
    {
        var results = new BulkResult?[job.Operations.Count];
        var (next, errors) = (0, 0);
        foreach (var step in BulkOrder.Of(job.Operations))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (place, result) in step.Zip(await ExecuteAsync(step, cancel)))
            {
                results[place] = result;
                errors += result.Error is null ? 0 : 1;
            }

            for (; next < results.Length && results[next] is { } ready; results[next++] = null)
                await tell(ready);
            if (errors >= job.FailOnErrors)
                break;
        }

        // After the errors that end a job, what was created early for the sake of others stands behind operations without result.
        for (; next < results.Length; next++)
            if (results[next] is { } ready)
                await tell(ready);
    }

    /// <summary>Executes one step of the job.</summary>
    /// <param name="step">Places of operations: one, or several that refer to each other in a circle.</param>
    /// <param name="cancel">Cancels between two steps and within one.</param>
    /// <returns>Their results, in the order of the places.</returns>
    private async ValueTask<IReadOnlyList<BulkResult>> ExecuteAsync(IReadOnlyList<int> step, CancellationToken cancel)
    {
        var isCircle = step.Count > 1 || (job.Operations[step[0]] is { Creates: true, BulkId: { } own } only && only.References.Contains(own));
        var results = !isCircle
            ? [await ExecuteAsync(job.Operations[step[0]], cancel)]
            : await CreateCircleAsync([.. step.Select(place => job.Operations[place])], cancel);
        foreach (var result in results)
            if (result.Operation is { Creates: true, BulkId: { } bulkId } && result.Error is not null)
                ids[bulkId] = null;
        return results;
    }

    private async ValueTask<BulkResult> ExecuteAsync(BulkOperation operation, CancellationToken cancel)
    {
        BulkTarget? target = null;
        try
        {
            target = BulkTarget.Of(operation, model);
            if (operation.Problem is { } problem)
                throw problem.ToException();
            target = target!.WithId(Resolve);
            caller.DemandEdit(target.Type);
            return await ExecuteAsync(operation, target, cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return Failed(operation, exception, operation.Method == "POST" ? null : target?.Location(baseUrl));
        }
    }

    private async ValueTask<BulkResult> ExecuteAsync(BulkOperation operation, BulkTarget target, CancellationToken cancel)
    {
        var (type, id, preconditions) = (target.Type, target.Id!, new Preconditions(operation.Version, null));
        switch (operation.Method)
        {
            case "POST":
                var created = await Resources.CreateAsync(type, version.ToCreation(ReadData(operation), type), baseUrl, cancel);
                ids[operation.BulkId!] = created.Shown.Resource.Id;
                return BulkResult.Of(operation, 201, created.Shown);
            case "PUT":
                return BulkResult.Of(operation, 200, (await Resources.ReplaceAsync(type, id, version.ToReplacement(ReadData(operation), type), preconditions, baseUrl, cancel)).Shown);
            case "PATCH":
                return BulkResult.Of(operation, 200, (await version.PatchAsync(Resources, type, id, ReadData(operation), preconditions, baseUrl, cancel)).Shown);
            default:
                await Resources.DeleteAsync(type, id, preconditions, baseUrl, cancel);
                return new BulkResult(operation, version.Deleted, target.Location(baseUrl), null, null);
        }
    }

    /// <summary>
    /// Creates what refers to each other in a circle (RFC 7644 section 3.7.1): identifiers are given out first, put in the place of the references,
    /// and all is stored in one commit. So there is no state in between that anybody could see, and all of it fails where one part does.
    /// </summary>
    private async ValueTask<IReadOnlyList<BulkResult>> CreateCircleAsync(IReadOnlyList<BulkOperation> circle, CancellationToken cancel)
    {
        foreach (var operation in circle)
            ids[operation.BulkId!] = Resources.NewId();
        var creations = new List<Creation>(circle.Count);
        try
        {
            foreach (var operation in circle)
            {
                var type = BulkTarget.Of(operation, model)!.Type;
                caller.DemandEdit(type);
                creations.Add(new Creation(type, ids[operation.BulkId!]!, version.ToCreation(ReadData(operation), type)));
            }

            var created = await Resources.CreateTogetherAsync(creations, baseUrl, cancel);
            return [.. circle.Zip(created, (operation, shown) => BulkResult.Of(operation, 201, shown))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // Before all were read, the one that could not be read is at fault.
            var culprit = exception is CreationException { Place: var place } ? place : Math.Min(creations.Count, circle.Count - 1);
            return [.. circle.Select((operation, i) => i == culprit ? Failed(operation, exception, null) : BulkResult.Failed(operation, InCircle(circle[culprit]), null))];
        }
    }

    private static ScimError InCircle(BulkOperation culprit) => new(409, null,
        $"This resource and \"{BulkReference.Prefix}{Shown.Text(culprit.BulkId!)}\" refer to each other, and that one could not be created; see its result.");

    private JsonObject ReadData(BulkOperation operation)
    {
        var data = RequestBody.Parse(body.Utf8[operation.Data], model.Limits);
        if (operation.References.Count > 0)
            BulkReference.Replace(data, Resolve);
        return data;
    }

    private string Resolve(string bulkId) => ids.TryGetValue(bulkId, out var id)
        ? id ?? throw new ScimError(409, null,
            $"\"{BulkReference.Prefix}{Shown.Text(bulkId)}\" refers to an operation of this job that failed, so there is no resource to refer to.").ToException()
        : throw (job.Operations.Any(operation => operation.Creates && operation.BulkId == bulkId)
            ? new ScimError(409, null, $"\"{BulkReference.Prefix}{Shown.Text(bulkId)}\" refers to what a later operation of this job creates; send this one after it.")
            : ScimError.InvalidValue($"\"{BulkReference.Prefix}{Shown.Text(bulkId)}\" refers to no POST of this job; its \"bulkId\" would have to be \"{Shown.Text(bulkId)}\".")).ToException();

    private BulkResult Failed(BulkOperation operation, Exception exception, string? location)
    {
        if (exception is ScimException { Error: var error })
            return BulkResult.Failed(operation, error, location);
        unexpected(operation, exception);
        return BulkResult.Failed(operation, (exception as ScimStoreException)?.Error ?? new ScimError(500, null, "The service provider failed to process the operation; its log has the cause. Trying again may help."), location);
    }
}
