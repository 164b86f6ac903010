using System.Text;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Bulk;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage.InMemory;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>What a large job holds in memory while it is executed.</summary>
[TestFixture, NonParallelizable]
internal sealed class BulkMemoryTests
{
    private const int Operations = 1000;

    [Test]
    public async Task A_thousand_operations_do_not_hold_the_request_in_memory_twice()
    {
        // What is asked for fails after its data has been read, so that nothing of it stays in the store.
        var payload = Encoding.UTF8.GetBytes(BulkJob.Of(Enumerable.Range(0, Operations).Select(i =>
            BulkJob.Patch("/Users/nobody", $$$"""{"op":"replace","value":{"displayName":"{{{new string('x', 800)}}}{{{i}}}"}}"""))));
        await HeldAsync(Encoding.UTF8.GetBytes(BulkJob.Of(BulkJob.Delete("/Users/nobody"))), at: 1);

        var held = await HeldAsync(payload, at: Operations / 2);

        Assert.That(payload, Has.Length.GreaterThan(900_000).And.Length.LessThan(1 << 20));
        Assert.That(held, Is.LessThan(payload.Length * 17L / 10), $"{held} bytes are held in the middle of a job of {payload.Length}");
    }

    /// <summary>What is alive when so many results have been told, beyond what was before the body was read.</summary>
    private static async Task<long> HeldAsync(byte[] payload, int at)
    {
        var model = new ProviderModel(new ScimProviderOptions());
        var tenant = new TenantDirectory(new InMemoryResourceStores(), model, TimeProvider.System, new SequentialIdSource()).Default;
        var http = new DefaultHttpContext { Request = { Body = new MemoryStream(payload), ContentLength = payload.Length, ContentType = "application/scim+json" } };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var body = await BulkBody.ReadAsync(http.Request, 1 << 20, MediaTypes.CheckBody, default);
        var job = BulkJobReader.Read(body.Utf8, model.Limits, Operations, ScimUrn.BulkRequest);
        var run = new BulkRun(job, body, model, new Caller(tenant, "test", ScimPermissions.All), "http://localhost", BulkVersion2.Instance, (_, exception) => Assert.Fail(exception.Message));
        var (told, held) = (0, 0L);
        await run.ExecuteAsync(result =>
        {
            Assert.That(result.Status, Is.EqualTo(404));
            if (++told == at)
                held = GC.GetTotalMemory(forceFullCollection: true) - before;
            return ValueTask.CompletedTask;
        }, default);
        return held;
    }
}
