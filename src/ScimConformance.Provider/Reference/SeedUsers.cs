using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Reference;

/// <summary>Makes users that follow from their number, so that a seeded provider is the same every time but for identifiers and times.</summary>
internal static class SeedUsers
{
    private static readonly string[] GivenNames = ["Ada", "Bruno", "Chiara", "Dmitri", "Emre", "Femi", "Grace", "Hana", "Ines", "Jonas"];

    private static readonly string[] FamilyNames = ["Almeida", "Becker", "Castro", "Dubois", "Eriksen", "Fofana", "Greco", "Horvat", "Ito", "Jansen"];

    internal static void Create(IServiceProvider services, int count)
    {
        if (count == 0)
            return;
        var tenant = services.GetRequiredService<TenantDirectory>().Default;
        var type = services.GetRequiredService<ProviderModel>().Types.First(type => type.BaseUrn == ScimUrn.User);
        // A store that lasts was seeded when it was new.
        if (Wait(tenant.Store.CountAsync(type, CancellationToken.None)) > 0)
            return;
        // A store that lasts takes a hundred at once nearly as fast as one.
        foreach (var numbers in Enumerable.Range(1, count).Chunk(100))
            Wait(tenant.Operations.CreateTogetherAsync([.. numbers.Select(number => new Creation(type, tenant.Operations.NewId(), User(number)))], "http://localhost", CancellationToken.None));
    }

    // The store in memory completes at once; one that does not is waited for, because the application must not start half seeded.
    private static T Wait<T>(ValueTask<T> task) => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();

    private static JsonObject User(int number)
    {
        var (given, family) = (GivenNames[number % 10], FamilyNames[number / 10 % 10]);
        var login = string.Create(CultureInfo.InvariantCulture, $"{given}.{family}.{number}@example.com").ToLowerInvariant();
        return ScimJson.ParseObject(System.Text.Encoding.UTF8.GetBytes($$"""
            {
              "schemas": ["{{ScimUrn.User}}", "{{ScimUrn.EnterpriseUser}}"],
              "userName": "{{login}}",
              "externalId": "seed-{{number}}",
              "name": { "formatted": "{{given}} {{family}}", "familyName": "{{family}}", "givenName": "{{given}}" },
              "displayName": "{{given}} {{family}}",
              "title": "{{(number % 3 == 0 ? "Engineer" : number % 3 == 1 ? "Analyst" : "Manager")}}",
              "emails": [{ "value": "{{login}}", "type": "work", "primary": true }],
              "phoneNumbers": [{ "value": "tel:+1-555-0100;ext={{number}}", "type": "work" }],
              "{{ScimUrn.EnterpriseUser}}": { "employeeNumber": "{{number}}", "department": "Department {{number % 20}}" }
            }
            """));
    }
}
