using ScimConformance.Faults;
using ScimConformance.Provider;

namespace ScimConformance.Cli;

/// <summary>What <c>serve</c> tells at its start: where it is, how it is configured, and what to paste into whom.</summary>
internal static class ServeStart
{
    public static void Show(Screen screen, ICollection<string> urls, ReferenceOptions options, Fault? fault, ServeCredentials secrets)
    {
        var bases = urls.Select(u => u.TrimEnd('/') + options.Path).ToList();
        foreach (var url in bases)
        {
            screen.Line($"Serving SCIM 2.0 at {url}");
        }

        if (options.Scim11Path is { } scim11)
        {
            foreach (var url in urls)
            {
                screen.Line($"Serving SCIM 1.1 at {url.TrimEnd('/')}{scim11}");
            }
        }

        if (options.PublicUrl is { } outside)
        {
            screen.Line($"Reached from outside at {At(outside, options.Path)}");
        }

        screen.Line($"Health: {urls.First().TrimEnd('/')}{ReferenceApplication.HealthPath}");
        screen.Line(options.Tolerance.Count > 0 ? "Tolerance towards identity providers is on; --no-tolerance keeps to the RFCs." : "Strict: no tolerance towards identity providers.");
        if (options.Profile is { } profile)
        {
            screen.Line($"Profile {profile.Name}: {profile.Description}");
        }

        if (fault is not null)
        {
            screen.Line($"Broken on purpose: {fault.Id}: {fault.Title}. Breaks {string.Join(", ", fault.Breaks)}.");
        }

        if (secrets.Generated is { } token)
        {
            screen.Line($"Token: {token}");
        }

        var tokenUrl = options.HasTokenEndpoint ? $"{urls.First().TrimEnd('/')}{ReferenceApplication.TokenPath}" : null;
        if (tokenUrl is not null)
        {
            screen.Line($"Token endpoint: {tokenUrl}");
        }

        if (options.CredentialsFile is { } file)
        {
            screen.Line($"Credentials of {file}, read again when it changes; each tenant also at {urls.First().TrimEnd('/')}{options.TenantPath}");
        }

        if (!secrets.HasToken && !secrets.HasBasic)
        {
            ShowOtherTerminal(screen, FromHere(bases[0]), options, tokenUrl is null ? null : FromHere(tokenUrl));
            return;
        }

        ShowConsoles(screen, options.PublicUrl is { } known ? At(known, options.Path) : bases[0], options.PublicUrl is not null, secrets);
        var user = secrets.HasToken ? "-H \"Authorization: Bearer $SCIM_TOKEN\"" : "-u \"$SCIM_BASIC\"";
        screen.Line();
        screen.Line("In another terminal:");
        screen.Line(secrets.Generated is { } generated
            ? $"  export SCIM_TOKEN={generated}"
            : $"  export {(secrets.HasToken ? "SCIM_TOKEN=the-token" : "SCIM_BASIC=user:password")}   # what was given to 'serve'");
        screen.Line($"  curl {user} {FromHere(bases[0])}/Users");
        screen.Line($"  {CommandLine.Name} check {FromHere(bases[0])}");
        screen.Line();
        screen.Line(StoreOption.Describe(options));
    }

    /// <summary>Who listens on every address is reached by the loopback one, which 'check' knows for this machine's.</summary>
    private static string FromHere(string url) => url.Replace("://0.0.0.0:", "://127.0.0.1:", StringComparison.Ordinal).Replace("://[::]:", "://[::1]:", StringComparison.Ordinal);

    private static string At(Uri root, string path) => root.AbsoluteUri.TrimEnd('/') + path;

    /// <summary>What to try where neither a token nor user name and password were given to <c>serve</c> itself.</summary>
    private static void ShowOtherTerminal(Screen screen, string baseUrl, ReferenceOptions options, string? tokenUrl)
    {
        screen.Line();
        screen.Line("In another terminal:");
        if (options.OAuth.Clients.FirstOrDefault() is { } client)
        {
            screen.Line($"  export SCIM_CLIENT_ID={client.Id} SCIM_CLIENT_SECRET=the-secret   # what was given to 'serve'");
            screen.Line($"  {CommandLine.Name} check {baseUrl} --oauth-token-url {tokenUrl}");
        }
        else
        {
            screen.Line("  export SCIM_TOKEN=a-token-of-the-file");
            screen.Line($"  {CommandLine.Name} check {baseUrl}");
        }

        screen.Line();
        screen.Line(StoreOption.Describe(options));
    }

    /// <summary>The fields of the identity providers' consoles by the names that they have there.</summary>
    private static void ShowConsoles(Screen screen, string baseUrl, bool isPublic, ServeCredentials secrets)
    {
        var token = secrets.Generated ?? (secrets.HasToken ? "the token given by --token" : null);
        var basic = secrets.HasBasic ? "user name and password given by --basic" : null;
        screen.Line();
        screen.Line(isPublic
            ? "For the consoles of identity providers:"
            : "For the consoles of identity providers (which must reach this machine over https, so through a proxy or tunnel; tell its address by --public-url):");
        if (token is not null)
        {
            screen.Line($"  Okta      SCIM connector base URL: {baseUrl}   Authentication Mode: HTTP Header   Authorization (Bearer): {token}");
        }

        if (basic is not null)
        {
            screen.Line($"  Okta      SCIM connector base URL: {baseUrl}   Authentication Mode: Basic Auth   Username, Password: {basic}");
        }

        screen.Line("            Unique identifier field for users: userName");
        if (token is not null)
        {
            screen.Line($"  Entra     Tenant URL: {baseUrl}   Secret Token: {token}");
            screen.Line($"            Tenant URL with the flag for standard PATCH requests: {baseUrl}?aadOptscim062020");
            screen.Line($"  OneLogin  SCIM Base URL: {baseUrl}   SCIM Bearer Token: {token}");
        }
        else
        {
            screen.Line("  Entra and OneLogin send a bearer token: give --token beside --basic.");
        }
    }
}
