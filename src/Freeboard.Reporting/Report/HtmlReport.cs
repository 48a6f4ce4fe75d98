using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Freeboard.Assessment;
using Freeboard.Reporting.Collections;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Macro;
using Freeboard.Reporting.Migration;
using Freeboard.Reporting.Monitoring;
using Freeboard.Reporting.Portfolio;
using Freeboard.Reporting.Tables;
using Freeboard.Reporting.Validation;
using Freeboard.Services.Collections;
using Freeboard.Services.Macro;
using Freeboard.Services.Migration;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;
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

    /// <summary>Renders the report of one firm: head, waterline, histories, what moved it, interval, term structure, peers, inputs.</summary>
    /// <param name="run">The run, whole: the firm's place and peers are those of the run.</param>
    /// <param name="firm">Firm code.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document; null when the run has no rows of the firm.</returns>
    public static async Task<string?> RenderFirmAsync(AssessmentRun run, string firm, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(firm);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext whole = new(run, Phrasebook.For(options.Language), 1, options.EdfMap) { Links = PageLinks.Nowhere };
        PageContext page = whole.Choose([firm]);
        return page.Listed is [var chosen] ? await RenderAsync<FirmReportRoot>(page, options, page.Words.Say("page.title.firm", chosen.Firm.Name, Numbers.Day(run.Provenance.AsOf)), ct) : null;
    }

    /// <summary>Renders the report of a list of firms: the list among all firms of the run, and its firms whole, one under the other.</summary>
    /// <param name="run">The run, whole: places and peers are those of the run.</param>
    /// <param name="name">What the list is called.</param>
    /// <param name="firms">Firm codes.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderListAsync(AssessmentRun run, string name, IReadOnlyCollection<string> firms, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(firms);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext page = new PageContext(run, Phrasebook.For(options.Language), 1, options.EdfMap).Choose(firms, options.MaximumFirmHistories);
        HashSet<string> there = [.. page.Listed.Select(static f => f.Firm.Firm)];
        WatchSubject list = new(name, [.. firms.Where(f => !there.Contains(f)).Order(StringComparer.Ordinal)], Math.Min(options.MaximumFirmSheets, page.WithHistory.Count));
        return RenderAsync<WatchReportRoot>(page, options, page.Words.Say("page.title.watchlist", name, Numbers.Day(run.Provenance.AsOf)), ct, list);
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

    /// <summary>Renders the page of an estimate of transitions.</summary>
    /// <param name="report">The estimate.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(MigrationReport report, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        Phrasebook words = Phrasebook.For(options.Language);
        PageContext page = PageContext.Of(report.Provenance, report.Synthetic, new PageSubject("freeboard migration fit", words[$"migration.method.{report.Estimate.Method}"]), words);
        return RenderAsync<MigrationRoot>(page, options, words["migration.title"], ct, report);
    }

    /// <summary>Renders the page of an ageing table.</summary>
    /// <param name="report">The table with its forecasts.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(AgeingReport report, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        Phrasebook words = Phrasebook.For(options.Language);
        PageContext page = PageContext.Of(report.Provenance, report.Fit.Synthetic, new PageSubject("freeboard collections ageing", words[$"migration.method.{report.Fit.Estimate.Method}"]), words);
        return RenderAsync<AgeingRoot>(page, options, words["ageing.title"], ct, report);
    }

    /// <summary>Renders the page of projected transitions.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(Projection projection, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        Phrasebook words = Phrasebook.For(options.Language);
        PageContext page = PageContext.Of(projection.Provenance, false, new PageSubject("freeboard migration project", words["projection.method"]), words);
        return RenderAsync<ProjectionRoot>(page, options, words["projection.title"], ct, projection);
    }

    /// <summary>Renders the page of one command's rows.</summary>
    /// <param name="table">The rows; of a command that has a page (<see cref="TableStory.Of"/>).</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(TableReport table, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext page = PageContext.Of(table, Phrasebook.For(options.Language));
        return RenderAsync<TableRoot>(page, options, page.Words.Say("table.title", TableStory.Of(table, page.Words).Heading), ct);
    }

    /// <summary>Renders the digest of a monitor.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(MonitorDigest digest, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        PageContext page = PageContext.Of(digest, Phrasebook.For(options.Language));
        return RenderAsync<DigestRoot>(page, options, page.Words.Say("monitor.title", digest.Monitor, digest.AsOf is { } day ? Numbers.Day(day) : Numbers.Absent), ct);
    }

    /// <summary>Renders the page of a study of the economy.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(MacroReport study, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        Phrasebook words = Phrasebook.For(options.Language);
        PageContext page = PageContext.Of(study.Provenance, study.Synthetic, new PageSubject("freeboard macro", MacroSentences.Method(study, words)), words);
        return RenderAsync<MacroRoot>(page, options, words["macro.title"], ct, study);
    }

    /// <summary>Renders the page of a portfolio's losses.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="options">Language and colours; null for <see cref="ReportOptions.Default"/>.</param>
    /// <param name="ct">Cancels before and after rendering; no half page is returned.</param>
    /// <returns>The HTML document.</returns>
    public static Task<string> RenderAsync(PortfolioReport report, ReportOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        ct.ThrowIfCancellationRequested();
        options ??= ReportOptions.Default;
        Phrasebook words = Phrasebook.For(options.Language);
        PageContext page = PageContext.Of(report, words);
        return RenderAsync<PortfolioRoot>(page, options, words["portfolio.title"], ct, report);
    }

    private static async Task<string> RenderAsync<TRoot>(PageContext page, ReportOptions options, string title, CancellationToken ct, object? report = null)
        where TRoot : IComponent
    {
        Dictionary<string, object?> given = new() { ["Page"] = page };
        if (report is not null)
        {
            given["Report"] = report;
        }

        string body = await Markup.OfAsync<TRoot>(given);
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
