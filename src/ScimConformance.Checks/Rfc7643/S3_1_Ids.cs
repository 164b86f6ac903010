using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 3.1: <c>id</c> and <c>externalId</c>.</summary>
internal static class S3_1_Ids
{
    public static CheckGroup Group { get; } = new("RFC7643-3.1-id", "Common attributes: id and externalId",
    [
        // Each representation of the resource MUST include a non-empty "id" value.
        new()
        {
            Id = "ID-PRESENT-001", Title = "id is in every representation: created, read, listed, replaced",
            Verifies = ["RFC7643-3.1-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                if (user.Reply.Json is JsonObject)
                {
                    user.Reply.Expect("id").IsNonEmptyString();
                }

                (await scim.GetAsync(user.Target)).Require(r => r.Is(200)).Expect("id").IsNonEmptyString();
                var list = (await scim.GetAsync(scim.Users + "?count=10")).Require(r => r.Is(200).WithList());
                list.ExpectNone(list.Resources.Where(u => string.IsNullOrEmpty(u.Member("id").Text())).Select(u => u.Show()), "an id in every listed user");
                var replaced = (await scim.ReplaceAsync(user, "{}")).Require(r => r.IsSuccess());
                if (replaced.Json is JsonObject)
                {
                    replaced.Expect("id").IsNonEmptyString();
                }
            },
        },

        // This identifier MUST be unique across the SCIM service provider's entire set of resources.
        new()
        {
            Id = "ID-UNIQUE-001", Title = "no two resources have the same id, across resource types",
            Verifies = ["RFC7643-3.1-03"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                string[] ids =
                [
                    (await scim.CreateUserAsync()).Id, (await scim.CreateGroupAsync()).Id,
                    (await scim.CreateUserAsync()).Id, (await scim.CreateGroupAsync()).Id,
                ];
                scim.Expect(ids.Distinct(StringComparer.Ordinal).Count() == ids.Length, "four different ids", string.Join(", ", ids));
            },
        },

        // It MUST be a stable, non-reassignable identifier.
        new()
        {
            Id = "ID-STABLE-001", Title = "id does not change when the resource changes",
            Verifies = ["RFC7643-3.1-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var change = scim.Profile.UserAttributeIsReadWrite("name.familyName") ? """{"name":{"givenName":"Babs","familyName":"Jensen"}}""" : """{"displayName":"Babs Jensen"}""";
                var replaced = (await scim.ReplaceAsync(user, change)).Require(r => r.IsSuccess());
                if (replaced.Json is JsonObject)
                {
                    replaced.Expect("id").Is(user.Id);
                }

                (await scim.ReadAsync(user)).Expect("id").Is(user.Id);
            },
        },

        // It MUST be a stable, non-reassignable identifier that does not change when the same resource is returned in subsequent requests.
        new()
        {
            Id = "ID-STABLE-002", Title = "the id of a deleted user is not given to the next",
            Verifies = ["RFC7643-3.1-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var body = scim.NewUser();
                var first = await scim.CreateAsync(scim.Users, (JsonObject)body.DeepClone());
                (await scim.DeleteAsync(first.Target)).Require(r => r.IsSuccess());
                var second = await scim.CreateAsync(scim.Users, body);
                scim.Expect(first.Id != second.Id, $"an id other than {first.Id}", second.Id);
            },
        },

        // The identifier is issued by the service provider and MUST NOT be specified by the client.
        new()
        {
            Id = "ID-IGNORED-001", Title = "an id that the client sends at creation is ignored",
            Verifies = ["RFC7643-3.1-06"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["id"] = scim.NewName();
                var reply = (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess());
                var shown = reply.Json is JsonObject ? reply : await scim.ReadCreatedAsync(scim.Users, reply);
                shown.Expect("id").IsNot(body["id"].Text()!);
            },
        },

        // The string "bulkId" is a reserved keyword and MUST NOT be used within any unique identifier value.
        new()
        {
            Id = "ID-BULKID-001", Title = "no id contains bulkId",
            Verifies = ["RFC7643-3.1-07"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                scim.Expect(!user.Id.Contains("bulkId", StringComparison.Ordinal), "an id without bulkId", user.Id);
            },
        },

        // This attribute has "caseExact" as "true".
        new()
        {
            Id = "ID-CASE-001", Title = "a user is not found by its id in another letter case",
            Verifies = ["RFC7643-3.1-08"], Needs = [Needs.Users],
            Run = async scim =>
            {
                for (var tries = 0; tries < 5; tries++)
                {
                    var user = await scim.CreateUserAsync();
                    var flipped = Flip(user.Id);
                    if (flipped != user.Id)
                    {
                        (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(flipped)}")).Accept(r => r.Is(404));
                        return;
                    }
                }

                CheckContext.ApplicableIf(false, "ids have no letters here");
            },
        },

        // The value of the "externalId" attribute is always issued by the provisioning client and MUST NOT be specified by the service provider.
        new()
        {
            Id = "EXTERNALID-001", Title = "externalId is not invented by the provider",
            Verifies = ["RFC7643-3.1-09"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.ReadAsync(await scim.CreateUserAsync("""{"externalId":null}"""));
                read.Expect("externalId").IsUnassigned();
            },
        },

        // The service provider MUST always interpret the externalId as scoped to the provisioning domain; nothing asks it to be unique.
        new()
        {
            Id = "EXTERNALID-002", Title = "two users may have the same externalId",
            Verifies = ["RFC7643-3.1-11"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var externalId = scim.NewName();
                var first = await scim.CreateUserAsync($$"""{"externalId":"{{externalId}}"}""");
                var second = await scim.PostAsync(scim.Users, scim.NewUser($$"""{"externalId":"{{externalId}}"}"""));
                second.Accept(r => r.IsSuccess().With(second.At("id").Text() != first.Id, "with another id"));
            },
        },

        // Each resource MAY include a non-empty "externalId" value.
        new()
        {
            Id = "EXTERNALID-005", Title = "a group keeps its externalId",
            Verifies = ["RFC7643-3.1-22"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var body = scim.NewGroup();
                body["externalId"] = scim.NewName();
                var reply = await scim.ReadCreatedAsync(scim.Groups, (await scim.PostAsync(scim.Groups, body)).Require(r => r.IsSuccess()));
                reply.Expect("externalId").Is(body["externalId"].Text()!);
            },
        },

        // This attribute has "caseExact" as "true".
        new()
        {
            Id = "EXTERNALID-003", Title = "a filter by externalId respects letter case",
            Verifies = ["RFC7643-3.1-12"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var externalId = scim.NewName() + "-AbC";
                var user = await scim.CreateUserAsync($$"""{"externalId":"{{externalId}}"}""");
                CheckContext.ApplicableIf(!(await scim.ReadAsync(user)).At("externalId").IsUnassigned(), "users have no externalId here");
                var exact = (await scim.FilterAsync(scim.Users, $"externalId eq \"{externalId}\"")).Require(r => r.Is(200).WithList());
                CheckContext.Require(exact.Ids.Contains(user.Id), "a filter by the externalId as sent does not find the user");
                var flipped = (await scim.FilterAsync(scim.Users, $"externalId eq \"{Flip(externalId)}\"")).Require(r => r.Is(200).WithList());
                flipped.Judge(!flipped.Ids.Contains(user.Id), "no match", flipped.Describe());
            },
        },

        // Service providers MUST preserve case of values of a caseExact attribute.
        new()
        {
            Id = "EXTERNALID-004", Title = "externalId comes back in the letter case in which it was sent",
            Verifies = ["RFC7643-7-09"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var externalId = scim.NewName() + "-AbC";
                var read = await scim.ReadAsync(await scim.CreateUserAsync($$"""{"externalId":"{{externalId}}"}"""));
                CheckContext.ApplicableIf(!read.At("externalId").IsUnassigned(), "users have no externalId here");
                read.Expect("externalId").Is(externalId);
            },
        },
    ]);

    /// <summary>The same text with every letter in the other case.</summary>
    public static string Flip(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
