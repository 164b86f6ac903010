using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Okta;
using ScimConformance.Simulators.OneLogin;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators;

/// <summary>Plays an identity provider's whole life with one person against an application: connect, create, change, deactivate, restore, and what the identity provider does at the end.</summary>
public static class SimulatedIdp
{
    /// <summary>The identity providers that can be played.</summary>
    public static IReadOnlyList<string> Names { get; } = ["entra", "okta", "onelogin"];

    /// <summary>Plays a life. It ends early at the first answer that the identity provider cannot work with; what was created is removed in any case.</summary>
    /// <param name="idp">One of <see cref="Names"/>.</param>
    /// <param name="target">The application.</param>
    /// <param name="seed">The seed of the person and of everything else that is random.</param>
    /// <param name="transcript">Where the traffic is written as raw <c>.http</c> text, credentials redacted; null for nowhere.</param>
    /// <param name="emailDomain">The domain of the person's sign-in name.</param>
    /// <param name="cancellation">Gives up before the next act; what was created is removed first.</param>
    /// <exception cref="ArgumentException">There is no such identity provider.</exception>
    /// <exception cref="TransportException">The application did not answer; the transcript was written so far.</exception>
    /// <exception cref="TokenException">An authorization server gave no token.</exception>
    /// <exception cref="ForeignAccountException">The identity provider would change an account that the simulation did not create; nothing of it was sent.</exception>
    public static async Task<SimulationResult> RunAsync(
        string idp, ScimTarget target, long seed, TextWriter? transcript, string emailDomain = "example.com", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        await target.Credentials.PrepareAsync(cancellation);
        var directory = new IdpDirectory(seed);
        var created = new List<string>();
        var recorded = new Transcript();
        var connection = new ProvisioningConnection(target, recorded) { Created = created.Add, BeforeChange = (method, path) => RequireOwn(created, method, path) };
        var (client, user, life) = Begin(idp, connection, directory, emailDomain);
        using (client)
        {
            try
            {
                await PlayAsync(client, life, created, cancellation);
            }
            finally
            {
                if (transcript is not null)
                {
                    await HttpTranscript.WriteAsync(transcript, recorded.Exchanges, client, target.Credentials);
                }
            }

            return new SimulationResult(user.UserName, client.Steps);
        }
    }

    private static (ProvisioningClient Client, IdpUser User, IReadOnlyList<Func<Task>> Life) Begin(
        string idp, ProvisioningConnection connection, IdpDirectory directory, string emailDomain)
    {
        IdpUser AddUser(string id) => directory.AddUserOf(id, emailDomain);
        switch (idp)
        {
            case "entra":
                var entra = new EntraClient(connection, directory, new EntraOptions());
                var entraUser = AddUser(directory.NewGuid());
                return (entra, entraUser, IdpLives.Of(entra, entraUser.Id));
            case "okta":
                var okta = new OktaClient(connection, directory, new OktaOptions());
                var oktaUser = AddUser(OktaClient.NewUserId(directory));
                return (okta, oktaUser, IdpLives.Of(okta, oktaUser.Id));
            case "onelogin":
                var oneLogin = new OneLoginClient(connection, directory, new OneLoginOptions());
                var oneLoginUser = AddUser(directory.NewText(9, "123456789"));
                return (oneLogin, oneLoginUser, IdpLives.Of(oneLogin, oneLoginUser.Id));
            default:
                throw new ArgumentException($"There is no identity provider '{idp}' to simulate; known are {string.Join(", ", Names)}.", nameof(idp));
        }
    }

    private static async Task PlayAsync(ProvisioningClient client, IReadOnlyList<Func<Task>> life, List<string> created, CancellationToken cancellation)
    {
        try
        {
            foreach (var act in life.TakeWhile(_ => client.Steps.All(s => s.Succeeded)))
            {
                // Between acts, so that no request is cut off whose resource nobody would then know of.
                cancellation.ThrowIfCancellationRequested();
                await act();
            }
        }
        finally
        {
            await RemoveAsync(client, created);
        }
    }

    private static async Task RemoveAsync(ProvisioningClient client, List<string> created)
    {
        foreach (var resource in Enumerable.Reverse(created))
        {
            if (IsDeleted(client, resource))
            {
                client.Removed(resource);
            }
            else
            {
                await client.CleanUpAsync(resource);
            }
        }
    }

    private static void RequireOwn(List<string> created, string method, string path)
    {
        if (!created.Contains(path.Split('?')[0]))
        {
            throw new ForeignAccountException($"{method} {path} was not sent: the identity provider found an account that this simulation did not create, and nothing else is ever changed or removed. Try another --seed; if the application finds accounts that a filter does not ask for, that is its mistake.");
        }
    }

    private static bool IsDeleted(ProvisioningClient client, string resource) =>
        client.Steps.Any(s => s.Method == "DELETE" && s.Succeeded && s.Target.TrimEnd('?') == resource);
}
