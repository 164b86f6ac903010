using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>A provider that conforms in another way is ready for identity providers too, except where they need what the RFCs leave open; that is written down here with its reason.</summary>
public sealed class IdentityProviderFairnessTests
{
    private static readonly CheckStatus[] Alarms = [CheckStatus.Failed, CheckStatus.Warned, CheckStatus.Errored, CheckStatus.Inconclusive];

    /// <summary>What identity providers need beyond the RFCs: the variant, why, and how the ids of the checks begin that say so.</summary>
    private static readonly Dictionary<string, (string Why, string[] Checks)> Needed = new(StringComparer.Ordinal)
    {
        ["no-patch"] = ("Entra changes by PATCH alone, Okta and OneLogin do in part", ["ENTRA-", "OKTA-", "ONELOGIN-"]),
        ["no-filter"] = ("nobody is found without a filter, nor created", ["ENTRA-", "OKTA-", "ONELOGIN-"]),
        ["other-endpoint-names"] = ("identity providers know /Users and /Groups and ask nobody", ["ENTRA-", "OKTA-", "ONELOGIN-"]),
        ["no-extensions"] = ("bodies name the enterprise extension whatever is mapped, and this provider refuses a schema that it does not have", [.. WithEnterpriseUrn, "ENTRA-ROLE-001"]),
        ["thousandeyes-undeclared-refused"] = ("the same", WithEnterpriseUrn),
        ["extension-required"] = ("Entra does not name custom extensions in schemas (Customize attribute mappings), the others send none", ["ENTRA-", "OKTA-", "ONELOGIN-"]),
        ["title-required"] = ("Entra's scenarios map what /Schemas requires; those of Okta and OneLogin send the fixed profile of their connectors", ["OKTA-", "ONELOGIN-"]),
        ["few-attributes"] = ("an attribute that the application lacks keeps the others of the PATCH from arriving", ["ENTRA-REG-051"]),
        ["only-simple-filters"] = ("the mapping of ThousandEyes' guide matches by emails[type eq \"work\"].value", ["ENTRA-CONNECT-001", "ENTRA-MATCH-001"]),
    };

    private static string[] WithEnterpriseUrn => ["ENTRA-REG-051", "ENTRA-MATCH-004", "ENTRA-CREATE-", "ENTRA-UPDATE-", "ENTRA-DISABLE-", "ENTRA-RESTORE-", "ENTRA-DELETE-", "ENTRA-FLAG-012", "ENTRA-CYCLE-", "ONELOGIN-"];

    private static IEnumerable<string> Variants => FairVariants.All.Select(v => v.Id);

    [TestCaseSource(nameof(Variants))]
    public async Task A_conformant_variant_raises_no_alarm_without_reason(string id)
    {
        var variant = FairVariants.All.Single(v => v.Id == id);
        var (_, deserved) = Needed.GetValueOrDefault(id, ("", []));
        await using var provider = await ReferenceProvider.StartAsync(variant.AsFault(), tolerant: true, configure: variant.Configure, services: variant.Services);
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
        var outcomes = await new PlanRunner(runner).RunAsync(FullCatalogue.Instance.Entries.Where(e => FullCatalogue.NeedsTolerance(e.Spec)).ToList());
        var alarms = outcomes.Where(o => Alarms.Contains(o.Status)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(string.Join("\n", alarms.Where(o => !deserved.Any(d => o.Entry.Check.Id.StartsWith(d, StringComparison.Ordinal))).Select(o => $"{o.Entry.Check.Id} {o.Status}: {o.Message ?? o.Reason}")), Is.Empty, variant.Allowed);
            Assert.That(deserved.Where(d => !alarms.Any(o => o.Entry.Check.Id.StartsWith(d, StringComparison.Ordinal))), Is.Empty, "listed, and no alarm any more");
        });
    }
}
