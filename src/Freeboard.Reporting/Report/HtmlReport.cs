using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Freeboard.Assessment;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Validation;
using Freeboard.Services.Validate;
using Microsoft.AspNetCore.Components;

namespace Freeboard.Reporting.Report;

/// <summary>Writes a run as one HTML file: styles, fonts, script and data are inside, nothing is fetched.</summary>
/// <remarks>The same run and options give the same bytes on every machine: no clock, no random identifiers, invariant formats.</remarks>
public static class HtmlReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">Language, histories, colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static async Task<string> RenderAsync(AssessmentRun run, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext page = new(run, Phrasebook.For(options.Language), options.MaximumFirmHistories, options.EdfMap);
        string title = page.View.Latest is { } latest ? page.Words.Say("page.title", Numbers.Day(latest)) : page.Words["page.title.empty"];
        return await RenderAsync<ReportRoot>(page, options, title, ct);
    }

    /// <summary>Renders the pages of a validation.</summary>
    /// <param name="validation">The validation.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(ValidationReport validation, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext page = PageContext.Of(validation, Phrasebook.For(options.Language));
        return RenderAsync<ValidationRoot>(page, options, page.Words["validation.title"], ct);
    }

    private static async Task<string> RenderAsync<TRoot>(PageContext page, ReportOptions options, string title, CancellationToken ct)
        where TRoot : IComponent
    {
        string body = await Markup.OfAsync<TRoot>(new Dictionary<string, object?> { ["Page"] = page });
        ct.ThrowIfCancellationRequested();
        return Document(page, options, title, body);
    }

    private static string Document(PageContext page, ReportOptions options, string title, string body)
    {
        Phrasebook words = page.Words;
        string footer = words.Say(page.Run.Synthetic ? "print.footer.synthetic" : "print.footer", page.Run.Provenance.Version, page.Run.Provenance.RunId);
        return new StringBuilder(Assets.Script.Length + Assets.Style.Length + body.Length + 8192)
            .Append("<!doctype html>\n<html lang=\"").Append(words.Language).Append("\" data-theme=\"light\" data-dir=\"").Append(options.DirectionAttribute).Append("\">\n<head>\n")
            .Append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"generator\" content=\"Freeboard ").Append(HtmlEncoder.Default.Encode(page.Run.Provenance.Version)).Append("\">\n")
            .Append("<title>").Append(Markup.Readable(HtmlEncoder.Default.Encode(title))).Append("</title>\n")
            .Append("<link rel=\"icon\" href=\"data:,\">\n")
            .Append("<script>").Append(ThemeScript).Append("</script>\n")
            .Append("<style>\n").Append(Assets.Style)
            .Append("@page{@bottom-left{content:\"").Append(CssText(footer)).Append("\"}}\n</style>\n</head>\n<body>\n")
            .Append(body)
            .Append('\n').Append(Json.Script(page.View.Dates.Select(Numbers.Day).ToArray(), "fb-dates"))
            .Append("\n<script>").Append(Assets.Script).Append("</script>\n</body>\n</html>\n")
            .ToString();
    }

    /// <summary>Before the first paint, so that a dark page does not flash white.</summary>
    private const string ThemeScript =
        "(function(){var q=new URLSearchParams(location.search).get('theme');"
        + "document.documentElement.dataset.theme=q==='dark'||q==='light'?q:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'})()";

    private static string CssText(string text) =>
        string.Concat(text.Select(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '·'
            ? c.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"\\{(int)c:x6}")));
}
