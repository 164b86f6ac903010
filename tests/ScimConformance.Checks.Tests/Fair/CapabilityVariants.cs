using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Faults;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that offer less, or offer it elsewhere.</summary>
internal static class CapabilityVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        WithoutCapability("no-patch", "RFC 7644 3.5.2: support for HTTP PATCH is OPTIONAL", "patch", x => x.Method == "PATCH", 501) with { DeservedWarning = "MODIFY-002" },
        WithoutCapability("no-filter", "RFC 7644 3.4.2.2: filtering is OPTIONAL", "filter", x => x.Parameter("filter") is not null || Member(x, "filter"), 403),
        WithoutCapability("no-sort", "RFC 7644 3.4.2.3: sort is OPTIONAL", "sort", x => x.Parameter("sortBy") is not null || Member(x, "sortBy"), 501),
        WithoutCapability("no-bulk", "RFC 7644 3.7: bulk is an optional server feature", "bulk", x => x.Path == "/Bulk", 501),
        WithoutGroups(),
        WithoutETags(),
        WithoutPasswords(),
        OtherEndpointNames(),
        FairVariant.Refusing("no-search", "RFC 7644 3.12: 501 for what is not supported", 501, null, x => x.Method == "POST" && x.Path.EndsWith("/.search", StringComparison.Ordinal)),
        new("no-extensions", "RFC 7643 3.3: extensions are OPTIONAL")
        {
            Configure = provider =>
            {
                provider.ResourceTypes[0] = provider.ResourceTypes[0] with { Extensions = [] };
                while (provider.Schemas.Count > 2)
                {
                    provider.Schemas.RemoveAt(2);
                }
            },
        },
    ];

    private static FairVariant WithoutCapability(string id, string allowed, string capability, Func<FaultExchange, bool> uses, int status) => new(id, allowed)
    {
        Wire = async x =>
        {
            if (uses(x) && !x.IsDiscovery() && x.RequestHeaders.Authorization.Count > 0)
            {
                x.ReplyError(status);
                return;
            }

            await x.NextAsync();
            if (x.Path == "/ServiceProviderConfig" && x.ResponseJson?[capability] is JsonObject declared)
            {
                declared["supported"] = false;
            }
        },
    };

    private static FairVariant WithoutGroups() => new("no-groups", "RFC 7643 6: a provider publishes the resource types that it has")
    {
        Wire = async x =>
        {
            if (x.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase) || x.Path == "/ResourceTypes/Group")
            {
                x.Path = "/Nothing" + x.Path;
            }

            await x.NextAsync();
            foreach (var user in x.ResponseResources.Where(r => r["userName"] is not null))
            {
                user.Remove("groups");
            }

            if (x.Path == "/ResourceTypes" && x.ResponseJson?["Resources"] is JsonArray types)
            {
                types.Remove(types.First(t => t?["name"]?.GetValue<string>() == "Group"));
                x.ResponseJson!["totalResults"] = types.Count;
                x.ResponseJson["itemsPerPage"] = types.Count;
            }
        },
    };

    private static FairVariant WithoutETags() => new("no-etags", "RFC 7644 3.14: versioning is OPTIONAL")
    {
        Wire = async x =>
        {
            x.RequestHeaders.Remove("If-Match");
            x.RequestHeaders.Remove("If-None-Match");
            await x.NextAsync();
            x.ResponseHeaders.Remove("ETag");
            foreach (var resource in x.ResponseResources.Append(x.ResponseJson as JsonObject).OfType<JsonObject>())
            {
                (resource["meta"] as JsonObject)?.Remove("version");
            }

            if (x.Path == "/ServiceProviderConfig" && x.ResponseJson?["etag"] is JsonObject declared)
            {
                declared["supported"] = false;
            }
        },
    };

    private static FairVariant OtherEndpointNames() => new("other-endpoint-names", "RFC 7643 6: the endpoint is what the resource type says")
    {
        Wire = async x =>
        {
            if (x.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Nothing" + x.Path;
            }
            else if (x.Path.StartsWith("/People", StringComparison.OrdinalIgnoreCase))
            {
                x.Path = "/Users" + x.Path["/People".Length..];
            }

            x.RequestBody = Rename(x.RequestBody, "/People", "/Users");
            await x.NextAsync();
            x.ResponseBody = Rename(x.ResponseBody, "/Users", "/People");
            foreach (var name in new[] { "Location", "Content-Location" }.Where(x.ResponseHeaders.ContainsKey))
            {
                x.ResponseHeaders[name] = x.ResponseHeaders[name].ToString().Replace("/Users", "/People", StringComparison.Ordinal);
            }
        },
    };

    private static FairVariant WithoutPasswords() => new("no-change-password", "RFC 7643 5: changePassword.supported tells")
    {
        Wire = async x =>
        {
            if (x.Method is "PUT" or "PATCH" && x.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase) && Encoding.UTF8.GetString(x.RequestBody).Contains("\"password\"", StringComparison.OrdinalIgnoreCase)
                && (await x.AskAsync("GET", "/Users?count=0")).Status == 200)
            {
                x.ReplyError(400, "invalidValue", "passwords are changed elsewhere");
                return;
            }

            await x.NextAsync();
            if (x.Path == "/ServiceProviderConfig" && x.ResponseJson?["changePassword"] is JsonObject declared)
            {
                declared["supported"] = false;
            }
        },
    };

    private static bool Member(FaultExchange x, string name) => x.RequestJson is JsonObject body && body[name] is not null;

    private static byte[] Rename(byte[] body, string from, string to) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(from, to, StringComparison.Ordinal));
}
