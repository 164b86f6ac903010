using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Core schema section 5: id and meta.</summary>
internal static class Core5_Common
{
    public static CheckGroup Group { get; } = new("SCIM11-CORE-5", "SCIM 1.1: id and meta",
    [
        // "This identifier MUST be unique across the Service Provider's entire set of Resources. It MUST be a stable, non-reassignable identifier".
        new()
        {
            Id = "V1-ID-001", Title = "ids are there, differ, and stay the same",
            Verifies = ["SCIM11-CORE-5.1-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var (one, two) = (await scim.V1.SharedUserAsync(), await scim.V1.SharedUserAsync(2));
                one.Reply.Expect("id").IsNonEmptyString().IsNot(two.Id).Satisfies(i => i.Text()?.Contains("bulkId:", StringComparison.OrdinalIgnoreCase) != true, "no \"bulkId:\" in it");
                (await scim.V1.GetOnceAsync(one.Target)).Expect("id").Is(one.Id);
            },
        },

        // "The value of the id attribute is always issued by the Service Provider and MUST never be specified by the Service Consumer."
        new()
        {
            Id = "V1-ID-002", Title = "an id that the client names is not taken",
            Verifies = ["SCIM11-CORE-5.1-01"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var wanted = scim.NewName();
                var reply = await scim.V1.PostAsync("/Users", scim.V1.NewUser($$"""{"id":"{{wanted}}"}"""));
                reply.Accept(r => r.IsClientError(), r => r.Is(201).With(reply.At("id").Text() is { Length: > 0 } id && id != wanted, "with an id of the provider's own"));
            },
        },

        // "This value MUST be the same as the Location HTTP response header." "the value MUST be the same as the value of created."
        new()
        {
            Id = "V1-META-001", Title = "meta agrees with the headers, and a new resource was last modified when it was created",
            Verifies = ["SCIM11-CORE-5.1-02"], Needs = [Needs.Scim11],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var reply = user.Reply;
                Same(reply, "meta.location", reply.Header("Location"));
                Same(reply, "meta.version", reply.Header("ETag"));
                Same(reply, "meta.lastModified", reply.At("meta.created").Text());
                var read = await scim.V1.GetOnceAsync(user.Target);
                Same(read, "meta.location", read.Header("Location"));
            },
        },
    ]);

    /// <summary>All parts of meta are optional, and so are the headers of a GET; where both are there they agree.</summary>
    private static void Same(ScimResponse reply, string path, string? header) =>
        reply.Expect(path).Satisfies(v => v.IsUnassigned() || header is null || v.Text() == header, header ?? "anything");
}
