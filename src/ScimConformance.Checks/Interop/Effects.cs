using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>A success is a promise that something was done.</summary>
internal static class Effects
{
    public static CheckGroup Group { get; } = new("INTEROP-effects", "successes that have an effect",
    [
        // A formatted name that the provider makes itself may be there again, but not the old text.
        new()
        {
            Id = "INTEROP-REG-042", Title = "removing name.formatted and adding externalId take effect, in the answer and afterwards, or are refused",
            Verifies = ["INTEROP-EFFECT-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.formatted"), Needs.UserAttribute("name.familyName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"familyName":"Jensen","givenName":"Barbara","formatted":"An Old Formatted Name"}}""");
                await JudgeEffectAsync(scim, user, """{"op":"remove","path":"name.formatted"}""", u => u.At("name.formatted").Text() != "An Old Formatted Name");
                var external = scim.NewName();
                await JudgeEffectAsync(scim, user, $$"""{"op":"add","path":"externalId","value":"{{external}}"}""", u => u.At("externalId").Text() == external);
            },
        },
    ]);

    private static async Task JudgeEffectAsync(CheckContext scim, ScimResource user, string operation, Func<ScimResponse, bool> isDone)
    {
        var reply = await scim.PatchAsync(user, operation);
        var after = await scim.ReadAsync(user);
        reply.Accept(
            r => r.Is(204).With(isDone(after), "and the effect in the next GET"),
            r => r.Is(200).With(isDone(after) && isDone(reply), "and the effect in the answer and in the next GET"),
            r => r.Is(400, 403, 501).With(!isDone(after), "and nothing changed"));
    }
}
