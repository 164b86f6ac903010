namespace ScimConformance.Harness;

/// <summary>Shows exchanges: the two messages side by side, the same as raw text, and how to send the request again.</summary>
internal sealed class HtmlExchanges(Markup html, string baseUrl)
{
    /// <summary>Bodies are cut after this many characters.</summary>
    public const int LongestBody = 16 * 1024;

    /// <summary>A finding shows at most this many exchanges in full.</summary>
    public const int MostOfOneFinding = 8;

    /// <summary>All exchanges together take about this many characters; later ones are listed by their first line.</summary>
    public const int MostOfAll = 12 * 1024 * 1024;

    private int _written;

    /// <summary>Shows the exchanges of one result, those that the findings point to marked.</summary>
    public void Write(CheckResult result)
    {
        if (result.Exchanges.Count == 0)
        {
            return;
        }

        var evidence = result.Evidence;
        var full = result.Exchanges.Except(evidence, ReferenceEqualityComparer.Instance).Cast<ReportedExchange>().Take(Math.Max(0, MostOfOneFinding - evidence.Count)).Concat(evidence.Take(MostOfOneFinding)).ToHashSet(ReferenceEqualityComparer.Instance);
        html.Open("div", ("class", "exchanges"));
        html.Element("h5", result.Exchanges.Count == 1 ? "The exchange" : $"The {result.Exchanges.Count} exchanges, in order");
        foreach (var exchange in result.Exchanges)
        {
            var shows = evidence.Contains(exchange, ReferenceEqualityComparer.Instance);
            if (full.Contains(exchange) && _written < MostOfAll)
            {
                WriteFull(exchange, shows, $"{result.Entry.Check.Id} {result.Entry.Check.Title}");
            }
            else
            {
                html.Open("p", ("class", "line"));
                WriteFirstLine(exchange, shows);
                html.Close().Line();
            }
        }

        if (full.Count < result.Exchanges.Count || _written >= MostOfAll)
        {
            html.Element("p", "Exchanges without an arrow are left out to keep this page small; the JSON report has them.", ("class", "note"));
        }

        html.Close().Line();
    }

    private void WriteFull(ReportedExchange exchange, bool shows, string title)
    {
        html.Open("details", ("class", "exchange"));
        html.Open("summary");
        WriteFirstLine(exchange, shows);
        html.Close();
        html.Open("div", ("class", "pair"));
        WriteMessage("Request", exchange.Request.Headers, exchange.Request.Body);
        if (exchange.Response is { } response)
        {
            WriteMessage("Response", response.Headers, response.Body);
        }
        else
        {
            html.Open("div").Element("h6", "Response").Element("p", "No response came.").Close();
        }

        html.Close();
        WriteCopy("Send it again with curl", "The secret comes from the environment: SCIM_TOKEN, or SCIM_BASIC as user:password.", exchange.Curl);
        WriteCopy("Send it again from an .http file", null, HttpBlock.Of(exchange.Request, title));
        var raw = HttpText.Of(Cut(exchange));
        _written += raw.Length * 2;
        html.Open("details", ("class", "raw")).Element("summary", "Raw").Element("pre", raw).Close();
        html.Close().Line();
    }

    private void WriteFirstLine(ReportedExchange exchange, bool shows)
    {
        var url = exchange.Request.Url.StartsWith(baseUrl, StringComparison.Ordinal) ? exchange.Request.Url[baseUrl.Length..] : exchange.Request.Url;
        html.Element("b", exchange.Request.Method).Text(" ").Element("code", LongText.Cut(url.Length == 0 ? "/" : url, 300)).Text(" ");
        var status = exchange.Response?.Status;
        html.Element("span", status is null ? "no response" : $"{status}", ("class", status is >= 200 and < 400 ? "code good" : "code bad"));
        if (shows)
        {
            html.Text(" ").Element("span", "shows the finding", ("class", "shows"));
        }
    }

    private void WriteMessage(string name, IReadOnlyList<WireHeader> headers, ReportedBody body)
    {
        html.Open("div").Element("h6", name);
        if (headers.Count > 0)
        {
            html.Open("pre", ("class", "headers"));
            foreach (var header in headers)
            {
                html.Element("b", header.Name).Text($": {LongText.Cut(header.Value, 2000)}\n");
            }

            html.Close();
        }

        if (body.Text is { } text)
        {
            var shown = LongText.Begin(text, LongestBody);
            html.Open("pre", ("class", "body"));
            JsonMarkup.Write(html, shown);
            html.Close();
            _written += shown.Length;
        }
        else if (body.Base64 is { } base64)
        {
            html.Element("p", "No UTF-8; as base64:", ("class", "note")).Element("pre", LongText.Begin(base64, LongestBody));
        }
        else
        {
            html.Element("p", "No body.", ("class", "note"));
        }

        if (body.TruncatedAt is not null || (body.Text ?? body.Base64 ?? "").Length > LongestBody)
        {
            html.Element("p", $"Cut after {Math.Min(LongestBody, body.TruncatedAt ?? LongestBody)} characters; the JSON report has up to {ReportedBody.Longest / 1024} KiB.", ("class", "note"));
        }

        html.Close();
    }

    private void WriteCopy(string heading, string? hint, string text)
    {
        html.Open("div", ("class", "copy")).Element("h6", heading);
        if (hint is not null)
        {
            html.Element("p", hint, ("class", "note"));
        }

        html.Element("pre", text, ("data-copy", heading)).Close();
        _written += text.Length;
    }

    private static ReportedExchange Cut(ReportedExchange exchange) => exchange with
    {
        Request = exchange.Request with { Body = Cut(exchange.Request.Body) },
        Response = exchange.Response is { } response ? response with { Body = Cut(response.Body) } : null,
    };

    private static ReportedBody Cut(ReportedBody body) => (body.Text ?? body.Base64 ?? "").Length <= LongestBody
        ? body
        : new ReportedBody(
            body.Text is null ? null : LongText.Begin(body.Text, LongestBody),
            body.Base64 is null ? null : LongText.Begin(body.Base64, LongestBody),
            LongestBody);
}
