using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: the default mapping as a whole, custom extensions, renamed accounts, and whole lives.</summary>
internal static class EntraLifeScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-LIFE", "Entra: whole users and whole lives", new EntraScenario[]
    {
        new("ENTRA-CREATE-005", "a user created with every attribute of the default mapping has them all, so the next cycle changes nothing", "ENTRA-CREATE-05", async (scim, entra, user) =>
        {
            entra.Directory.Change(user.Id, Filled);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
            CheckContext.Require(entra.LinkOf(user.Id) is not null, "the user was not created");
            await ExpectEverythingAsync(scim, entra, user);
        })
        { Options = new EntraOptions { Mapping = EntraMappings.Generic } },

        new("ENTRA-CREATE-006", "attributes of a custom extension that schemas does not name are kept", "ENTRA-CREATE-06", async (scim, entra, user) =>
        {
            var (urn, name) = CustomAttribute(scim);
            var extension = Extension(scim, urn);
            extension[name] = "701984";
            await entra.CreateAsync(user.Id, urn, extension);
            var created = scim.LastResponse;
            created.Require(r => r.Is(201).WithResource());
            (await scim.ReadCreatedAsync(scim.Users, created)).Expect(urn, name).Is("701984");
        }),

        new("ENTRA-CREATE-007", "a user is created with an empty list of roles", "ENTRA-CREATE-07", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
        })
        { Options = EntraSteps.Maps() with { EmptyRolesOnCreate = true } },

        new("ENTRA-UPDATE-013", "a renamed account keeps its id and stays switched on", "ENTRA-RENAME-01", async (scim, entra, user) =>
        {
            var account = await scim.AdoptAsync(entra, user);
            var name = scim.Email(scim.NewName());
            entra.Directory.Change(user.Id, u => u with { UserName = name });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            var after = await scim.ReadAccountAsync(entra, user.Id);
            after.Expect("userName").IsIgnoringCase(name);
            after.Expect("id").Is(account.Id);
            after.Judge(after.At("active").Boolean() != false, "a user who is switched on", "active false");
        })
        { Options = EntraSteps.Maps(), Needs = [Needs.Users, Needs.UserAttribute("userName")] },

        new("ENTRA-UPDATE-017", "every attribute of the default mapping changes in one PATCH, an operation for each", "ENTRA-UPDATE-07", ChangeEverythingAsync)
        { Options = new EntraOptions { Mapping = EntraMappings.Generic }, FitsMapping = true },

        new("ENTRA-FLAG-012", "every attribute of the default mapping changes in one PATCH with the flag", "ENTRA-FLAG-03", ChangeEverythingAsync)
        { Options = new EntraOptions { Mapping = EntraMappings.Generic, Wire = EntraWire.Compliant }, FitsMapping = true },

        new("ENTRA-UPDATE-016", "an attribute of a custom extension arrives by its URN", "ENTRA-UPDATE-09", async (scim, entra, _) =>
        {
            var (urn, name) = CustomAttribute(scim);
            var extension = Extension(scim, urn);
            var account = await scim.CreateUserAsync(extension.Count == 0
                ? ""
                : new JsonObject { ["schemas"] = new JsonArray(scim.Profile.Users!.Schema, urn), [urn] = extension }.ToJsonString());
            await entra.UpdateAsync(account, new AttributeChange(TargetPath.Parse($"{urn}:{name}"), MappingValue.Of("701984"), Old: null, IsBoolean: false));
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAsync(account)).Require(r => r.Is(200).WithJsonObject()).Expect(urn, name).Is("701984");
        }),

        // An endpoint that does not show active gets Add, with the text, in every cycle.
        new("ENTRA-DISABLE-003", "\"Add\" of active with the text \"False\" switches a user off", "ENTRA-DISABLE-03", async (scim, entra, user) =>
        {
            var account = await scim.CreateUserAsync("""{"active":true}""");
            entra.Directory.Change(user.Id, u => u with { UserName = account.UserName, State = AccountState.Disabled });
            entra.Adopt(user.Id, account, new JsonObject { ["userName"] = account.UserName });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "disable", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(false);
        })
        { Options = EntraSteps.Maps("active") },

        new("ENTRA-DISABLE-004", "a switching-off and another change in one PATCH both arrive", "ENTRA-DISABLE-04", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user, """{"active":true,"title":"Before"}""");
            entra.Directory.Change(user.Id, u => u with { Title = "After", State = AccountState.Disabled });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Expect("active").Is(false);
            account.Expect("title").Is("After");
        })
        { Options = EntraSteps.Maps("active", "title"), Needs = [Needs.Users, Needs.UserAttribute("title")] },

        new("ENTRA-DISABLE-005", "active is shown, so the next cycle does not send it again", "ENTRA-DISABLE-05", async (scim, entra, user) =>
        {
            var account = await scim.CreateUserAsync("""{"active":true}""");
            entra.Directory.Change(user.Id, u => u with { UserName = account.UserName });
            entra.Adopt(user.Id, account, shown: null);
            var step = await entra.SynchronizeAsync(user.Id);
            scim.Expect(step is { Action: "read", Succeeded: true }, "a GET and no PATCH", $"{step?.Method} {step?.Target}");
        })
        { Options = EntraSteps.Maps("active") },

        // The engine hears of no change in the application; it reads before it writes, and sends whatever differs.
        new("ENTRA-UPDATE-018", "an attribute that was changed in the application is shown so, and mended with the next update", "ENTRA-UPDATE-10", async (scim, entra, user) =>
        {
            var account = await scim.CreateUserAsync("""{"displayName":"Before","title":"Before"}""");
            (await scim.PatchAsync(account, """{"op":"replace","path":"title","value":"Drifted"}""")).Require(r => r.Is(200), r => r.Is(204));
            entra.Directory.Change(user.Id, u => u with { UserName = account.UserName, Title = "Before", DisplayName = "After" });
            entra.Adopt(user.Id, account, shown: null);
            await entra.SynchronizeAsync(user.Id);
            scim.Expect(entra.Steps.First(s => s.Action == "read").Json.At("title"), "title").Is("Drifted");
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            var after = await scim.ReadAccountAsync(entra, user.Id);
            after.Expect("displayName").Is("After");
            after.Expect("title").Is("Before");
        })
        { Options = EntraSteps.Maps("displayName", "title"), Needs = [Needs.Users, Needs.UserAttribute("displayName"), Needs.UserAttribute("title")] },

        // Hired, renamed, on leave, back, gone, and after thirty days in the recycle bin deleted for good.
        new("ENTRA-CYCLE-001", "a person's whole life in cycles of one month ends without account and without a failure", "ENTRA-CYCLE-01", async (scim, entra, user) =>
        {
            entra.Job.Start();
            var directory = entra.Directory;
            foreach (var act in new Action[]
                     {
                         () => { },
                         () => directory.Unassign(user.Id),
                         () => directory.Assign(user.Id),
                         () => directory.SoftDelete(user.Id),
                         () => directory.HardDelete(user.Id),
                     })
            {
                act();
                var report = await entra.Job.RunCycleAsync(scim.Cancellation);
                scim.Expect(report[TurnOutcome.Failed] == 0 && report.Stopped is null, "a cycle without failure", entra.Steps.LastOrDefault(s => !s.Succeeded)?.Problem ?? report.Stopped ?? "a failure");
            }

            scim.Expect(entra.LinkOf(user.Id) is null && entra.LastStep is { Action: "delete", Succeeded: true }, "a deletion at the end", $"{entra.LastStep.Action}: {entra.LastStep.Problem}");
        })
        { Options = EntraSteps.Maps("active") },
    }.Select(s => s.ToCheck()).ToList());

    private static IdpUser Filled(IdpUser user) => user with
    {
        Office = "HQ", Street = "1 Way", City = "Redmond", Region = "WA", PostalCode = "98052", Country = "US", EmployeeId = "701984",
        Telephone = "+1 202 555 0143", Mobile = "+1 202 555 0144", Fax = "+1 202 555 0145", PreferredLanguage = "en-US",
    };

    private static async Task ChangeEverythingAsync(CheckContext scim, EntraClient entra, IdpUser user)
    {
        entra.Directory.Change(user.Id, Filled);
        await entra.SynchronizeAsync(user.Id);
        entra.RequireContent();
        var email = scim.Email(scim.NewName());
        entra.Directory.Change(user.Id, u => u with
        {
            Alias = email.Split('@')[0], GivenName = "Ada", FamilyName = "Lovelace", DisplayName = "Ada Lovelace", Title = "Analyst", Email = email, Department = "Engines",
            Office = "18/2111", Street = "12 Square", City = "London", Region = "ENG", PostalCode = "SW1Y 4JH", Country = "GB", EmployeeId = "181510",
            Telephone = "+44 20 7946 0143", Mobile = "+44 20 7946 0144", Fax = "+44 20 7946 0145", PreferredLanguage = "en-GB",
        });
        await entra.SynchronizeAsync(user.Id);
        scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
        await ExpectEverythingAsync(scim, entra, user);
    }

    /// <summary>Reads a person's account and judges whether it has everything of the default mapping that the application can have.</summary>
    private static async Task ExpectEverythingAsync(CheckContext scim, EntraClient entra, IdpUser user)
    {
        var shown = await scim.ReadAccountAsync(entra, user.Id);
        var source = SourceObject.Find(entra.Directory, user.Id, EntraMappings.Generic, new ProvisioningJobOptions(), delta: null)!;
        var missing = AttributeFlow.ForUpdate(EntraScenario.Fitting(scim, EntraMappings.Generic.Users), source, shown.Json).Select(c => c.Path.Text).ToList();
        shown.Judge(missing.Count == 0, "every attribute that was sent", $"other values of {string.Join(", ", missing)}");
    }

    private static (string Urn, string Name) CustomAttribute(CheckContext scim)
    {
        var found = (scim.Profile.Users?.Extensions ?? []).Where(e => e.Urn != EntraSteps.Enterprise)
            .Select(e => (e.Urn, Attribute: scim.Profile.Schema(e.Urn)?.Attributes.FirstOrDefault(IsPlainText)))
            .FirstOrDefault(f => f.Attribute is not null);
        CheckContext.ApplicableIf(found.Attribute is not null, "the User resource type has no custom extension with a plain text attribute");
        return (found.Urn, found.Attribute!.Name);
    }

    /// <summary>What an extension cannot do without.</summary>
    private static JsonObject Extension(CheckContext scim, string urn) =>
        new(scim.Profile.Schema(urn)!.Attributes.Where(a => a.Required && a.IsWritable).Select(a => KeyValuePair.Create(a.Name, (JsonNode?)scim.Sample(a))));

    private static bool IsPlainText(AttributeInfo attribute) =>
        attribute is { Type: "string", MultiValued: false, IsReadWrite: true, IsReturnedUnasked: true, CanonicalValues.Count: 0 } && attribute.Uniqueness == "none";
}
