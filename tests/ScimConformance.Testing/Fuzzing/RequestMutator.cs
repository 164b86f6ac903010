using System.Text;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>Spoils requests: method, path, query, headers, body.</summary>
internal static class RequestMutator
{
    // What the server in front of the provider takes in a request line; a longer one it refuses itself.
    private const int LongestTarget = 8000;
    private const int MostHeaders = 98;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "PURGE", "PROPFIND"];

    private static readonly string[] Segments =
        ["Users", "Groups", "Me", "Bulk", ".search", "Schemas", "ResourceTypes", "ServiceProviderConfig", "users", "Users.json", "none", "%20", "a%2Fb", "..", ".", "%2e%2e", "\u00ff", "%00", "a;b=c", "00000000-0000-4000-8000-000000000000"];

    private static readonly string[] Parameters = ["filter", "sortBy", "sortOrder", "startIndex", "count", "cursor", "attributes", "excludedAttributes", "Filter", "x", ""];

    /// <summary>Applies one to three changes; one request in twelve is left as it is.</summary>
    public static void Change(Random random, FuzzRequest request)
    {
        for (var changes = random.Next(12) == 0 ? 0 : random.Next(1, 4); changes > 0; changes--)
            ChangeOnce(random, request);
        // What is not ASCII in the head, a NUL in the path, a line that is too long or too many of them never reach the provider.
        request.IsBrokenHttp |= request.Headers.Count > MostHeaders || request.Headers.Exists(h => !Ascii.IsValid(h.Value)) || request.Target.Length > LongestTarget || request.Target.Contains("%00", StringComparison.Ordinal) || request.Target.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0;
    }

    private static void ChangeOnce(Random random, FuzzRequest request)
    {
        switch (random.Next(20))
        {
            case 0:
                request.Method = Methods[random.Next(Methods.Length)];
                break;
            case 1 or 2:
                ChangePath(random, request);
                break;
            case 3 or 4 or 5 or 6:
                ChangeQuery(random, request);
                break;
            case 7 or 8:
                var (name, value) = Spoiling.Header(random);
                request.Headers.RemoveAll(h => h.Name == name && random.Next(4) > 0);
                request.Headers.Add((name, value));
                break;
            case 9:
                request.Headers.RemoveAll(h => h.Name != "Host" && random.Next(2) == 0);
                break;
            case 10 or 11 or 12:
                request.Body = Spoiling.Bytes(random, request.Body);
                break;
            case 13 or 14 or 15 or 16:
                request.Body = JsonSpoiling.Change(random, request.Body);
                break;
            case 17 or 18:
                request.Body = JsonSpoiling.Overdo(random, request.Body);
                break;
            default:
                ChangeTransport(random, request);
                break;
        }
    }

    private static void ChangePath(Random random, FuzzRequest request)
    {
        var question = request.Target.IndexOf('?');
        var path = question < 0 ? request.Target : request.Target[..question];
        var query = question < 0 ? "" : request.Target[question..];
        var last = path.LastIndexOf('/');
        path = (path.Length < 9 ? 0 : random.Next(5)) switch
        {
            0 => path + "/" + Segments[random.Next(Segments.Length)],
            1 => path[..last] + "/" + Segments[random.Next(Segments.Length)],
            2 => path.Insert(random.Next(8, path.Length + 1), "/"),
            3 => path + new string('a', random.Next(1, 2000)),
            _ => path[..8] + Escape(Spoiling.Text(random, path[8..])),
        };
        request.Target = path + query;
    }

    private static void ChangeQuery(Random random, FuzzRequest request)
    {
        var question = request.Target.IndexOf('?');
        var pairs = question < 0 ? [] : request.Target[(question + 1)..].Split('&').ToList();
        if (pairs.Count > 0 && random.Next(3) > 0)
        {
            var at = random.Next(pairs.Count);
            var equals = pairs[at].IndexOf('=');
            pairs[at] = equals < 0 || random.Next(8) == 0
                ? Escape(Spoiling.Text(random, pairs[at]))
                : pairs[at][..(equals + 1)] + Uri.EscapeDataString(Spoiling.Text(random, Unescape(pairs[at][(equals + 1)..])));
        }
        else
        {
            var name = Parameters[random.Next(Parameters.Length)];
            pairs.Add(random.Next(6) switch
            {
                0 => name,
                1 => name + "=" + Spoiling.Number(random),
                2 => name + "=" + Uri.EscapeDataString(new string('(', random.Next(1, 900)) + "title pr" + new string(')', random.Next(1, 900))),
                3 => name + "=%ff%fe",
                4 => name + "=" + Uri.EscapeDataString(string.Join(" or ", Enumerable.Repeat("title eq \"x\"", random.Next(1, 200)))),
                _ => name + "=" + Uri.EscapeDataString(Spoiling.Text(random, "emails[type eq \"work\"].value")),
            });
        }

        request.Target = (question < 0 ? request.Target : request.Target[..question]) + "?" + string.Join('&', pairs);
    }

    private static void ChangeTransport(Random random, FuzzRequest request)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                request.Chunked = true;
                break;
            case 4:
                request.HeldBack = request.Body.Length == 0 ? 0 : random.Next(1, request.Body.Length + 1);
                request.IsBrokenHttp |= request.HeldBack > 0;
                break;
            case 5:
                request.Headers.Add(("Content-Length", "5"));
                request.IsBrokenHttp = true;
                break;
            case 6:
                request.Headers.Add(("X-Long", new string('h', random.Next(1000, 40_000))));
                request.IsBrokenHttp = true;
                break;
            case 7:
                request.Headers.RemoveAll(h => h.Name == "Host");
                request.Headers.Add(("Host", Spoiling.Text(random, "localhost")));
                request.IsBrokenHttp = true;
                break;
            case 8 when random.Next(5) == 0:
                request.Body = [.. Encoding.UTF8.GetBytes("{\"schemas\":[\""), .. new byte[1_100_000]];
                break;
            case 9:
                request.Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(request.Body));
                break;
            case 10:
                request.Body = [];
                break;
            default:
                for (var i = random.Next(1, 60); i > 0; i--)
                    request.Headers.Add(("X-Many", "m"));
                break;
        }
    }

    private static string Unescape(string text)
    {
        try
        {
            return Uri.UnescapeDataString(text);
        }
        catch (UriFormatException)
        {
            return text;
        }
    }

    /// <summary>Spaces and control characters would end the request line.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\u007f' and not '#' ? c.ToString() : Uri.EscapeDataString(char.IsSurrogate(c) ? "?" : c.ToString())));
}
