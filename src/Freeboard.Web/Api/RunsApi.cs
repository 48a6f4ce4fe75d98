using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Access;
using Freeboard.Services.Assess;
using Freeboard.Services.Explain;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Structural.Explain;
using Freeboard.Web.Access;
using Freeboard.Web.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">Address of the next page; null for the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>A run with where it came from.</summary>
/// <param name="RunId">Identifier.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="InstructionSet">Widest instruction set used.</param>
/// <param name="AsOf">Latest day assessed.</param>
/// <param name="Synthetic">Whether its data are made up.</param>
/// <param name="Inputs">Files, or the facts of the store.</param>
/// <param name="Parameters">Settings.</param>
/// <param name="Notes">What a reader must know about the data.</param>
/// <param name="Funnel">Firms left at each step from file to figure on the latest day.</param>
public sealed record RunDocument(string RunId, string Version, string InstructionSet, DateOnly AsOf, bool Synthetic, IReadOnlyList<InputFile> Inputs, IReadOnlyList<RunParameter> Parameters, IReadOnlyList<QualityNote> Notes, IReadOnlyList<FunnelStep> Funnel);

/// <summary>A firm of a run with the inputs of its latest row.</summary>
/// <param name="Firm">Who it is.</param>
/// <param name="Inputs">What entered its latest row.</param>
public sealed record FirmDocument(FirmDescription Firm, IReadOnlyList<InputFact> Inputs);

/// <summary>A move of a firm taken apart.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Firm">Firm code.</param>
/// <param name="From">First day.</param>
/// <param name="To">Second day.</param>
/// <param name="Distance">The change of the risk-neutral distance.</param>
/// <param name="DistanceKmv">The change of the KMV distance.</param>
/// <param name="LogEdf">The change of ln EDF.</param>
/// <param name="Missing">What could not be separated, and why.</param>
public sealed record ExplanationDocument(string RunId, string Firm, DateOnly From, DateOnly To, DriverContributions Distance, DriverContributions DistanceKmv, DriverContributions LogEdf, IReadOnlyList<string> Missing);

/// <summary>Runs, their firms and rows. <c>latest</c> in place of an id is the run made last. A run never changes, so its answers have an ETag that holds for ever.</summary>
internal static class RunsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", List).ForApi(Right.Read).WithSummary("The kept runs, newest first.").AsksPage().Produces<ListPage<RunSummary>>().ProducesProblem(400);
        api.MapGet("/runs/{run}", One).ForApi(Right.Read).Tagged().WithSummary("A run with where it came from.").Produces<RunDocument>().ProducesProblem(404);
        api.MapGet("/runs/{run}/firms", Firms).ForApi(Right.Read).Tagged().WithSummary("The firms of a run.").AsksPage().Produces<ListPage<FirmDescription>>().ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/runs/{run}/firms/{firm}", Firm).ForApi(Right.Read).Tagged().WithSummary("A firm with the inputs of its latest row.").Produces<FirmDocument>().ProducesProblem(404);
        api.MapGet("/runs/{run}/firms/{firm}/explanation", Explain).ForApi(Right.Read).Tagged().WithSummary("Why a firm's distance and EDF moved between two days.").Asks(("from", "First day, year-month-day."), ("to", "Second day.")).Produces<ExplanationDocument>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(422);
        api.MapGet("/runs/{run}/rows", Rows).ForApi(Right.Read).Tagged()
            .WithSummary("The rows of a run; JSON comes in pages, CSV, NDJSON and XLSX whole unless limit is given.")
            .Asks(("firm", "Only this firm."), ("from", "First day, year-month-day."), ("to", "Last day.")).AsksPage().ProducesRows().ProducesProblem(400).ProducesProblem(404).ProducesProblem(406);
    }

    private static IResult List(HttpContext http, RunShelf shelf)
    {
        if (Cursor.Of(http, 2) is not { } cursor || !PlaceOf(cursor.After, out RunPlace? after))
        {
            return Cursor.Bad();
        }

        (IReadOnlyList<RunSummary> runs, RunPlace? next) = shelf.Use(archive => archive.Page(after, cursor.Items));
        return Results.Ok(new ListPage<RunSummary>(runs, next is { } place ? cursor.Next(Text(place.UpTo), Text(place.Last)) : null));

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static bool PlaceOf(string[]? key, out RunPlace? place)
    {
        place = key is not null && long.TryParse(key[0], NumberStyles.None, CultureInfo.InvariantCulture, out long upTo) && long.TryParse(key[1], NumberStyles.None, CultureInfo.InvariantCulture, out long last) ? new RunPlace(upTo, last) : null;
        return key is null || place is not null;
    }

    private static IResult One(HttpContext http, RunShelf shelf, string run) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        RunProvenance p = bare.Provenance;
        return Results.Ok(new RunDocument(id, p.Version, p.InstructionSet, p.AsOf, bare.Synthetic, p.Inputs, p.Parameters, p.Notes, bare.Funnel));
    });

    private static IResult Firms(HttpContext http, RunShelf shelf, string run) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
        Cursor.Of(http, runId: id) is { } cursor && (cursor.Key is not { } last || bare.Firms.Any(f => f.Firm == last))
            ? Results.Ok(cursor.Page(cursor.Key is { } after ? bare.Firms.SkipWhile(f => f.Firm != after).Skip(1) : bare.Firms, static f => [f.Firm]))
            : Cursor.Bad());

    private static IResult Firm(HttpContext http, RunShelf shelf, string run, string firm) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
        bare.Firms.FirstOrDefault(f => f.Firm == RunAnswer.Code(firm)) is { } found && shelf.Use(archive => archive.RowsOf(id, found.Firm)).Count > 0
            ? Results.Ok(new FirmDocument(found, bare.LatestInputs.GetValueOrDefault(found.Firm) ?? []))
            : RunAnswer.NoFirm(bare, firm));

    private static IResult Explain(HttpContext http, RunShelf shelf, string run, string firm) => RunAnswer.WithRun(http, shelf, run, (id, bare) =>
    {
        firm = RunAnswer.Code(firm);
        AssessmentRun own = bare with { Rows = shelf.Use(archive => archive.RowsOf(id, firm)) };
        DateOnly[] days = [.. own.Rows.Where(static r => r.Status == AssessmentStatus.Converged).Select(static r => r.Date)];
        if (RunAnswer.Day(http, "from", out DateOnly? from) is { } badFrom)
        {
            return badFrom;
        }

        if (RunAnswer.Day(http, "to", out DateOnly? to) is { } badTo)
        {
            return badTo;
        }

        if (own.Rows.Count == 0)
        {
            return RunAnswer.NoFirm(bare, firm);
        }

        // What the address leaves out is the firm's last day with a distance, and the one before.
        DateOnly? second = to ?? (days.Length > 0 ? days[^1] : null);
        DateOnly? first = from ?? (days.Any(d => d < second) ? days.Last(d => d < second) : null);
        if (second is not { } later || first is not { } earlier)
        {
            return Problems.Of(
                StatusCodes.Status422UnprocessableEntity,
                "NO-EARLIER-DAY",
                days.Length == 0 ? $"No day of {firm} in this run has a distance, so there is no move to explain."
                : $"{firm} has no day with a distance before {RunAnswer.Text(second!.Value)}: its first is {RunAnswer.Text(days[0])}, its last {RunAnswer.Text(days[^1])}. Give a later 'to', or 'from' too.");
        }

        ExplanationOutcome outcome = ExplainService.Explain(own, firm, earlier, later);
        return outcome.Explanation is { } e
            ? Results.Ok(new ExplanationDocument(id, firm, e.From.Date, e.To.Date, e.Distance, e.DistanceKmv, e.LogEdf, e.Missing))
            : Problems.Of(outcome.Code is "UNKNOWN-FIRM" or "FIRM-WITHOUT-ROWS" or "NO-ROW" ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity, outcome.Code!, outcome.Reason!);
    });

    private static IResult Rows(HttpContext http, RunShelf shelf, string run)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        if (RunAnswer.Day(http, "from", out DateOnly? from) is { } badFrom)
        {
            return badFrom;
        }

        if (RunAnswer.Day(http, "to", out DateOnly? to) is { } badTo)
        {
            return badTo;
        }

        if (from > to)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "DAYS-REVERSED", "from lies after to: no day is between them. Change them round.");
        }

        return RunAnswer.WithRun(http, shelf, run, (id, bare) =>
        {
            string firm = http.Request.Query["firm"].ToString();
            if (firm.Length > 0 && bare.Firms.All(f => f.Firm != firm))
            {
                return RunAnswer.NoFirm(bare, firm);
            }

            IEnumerable<string> firms = firm.Length > 0 ? [firm] : bare.Firms.Select(static f => f.Firm);
            if (Cursor.Of(http, 2, id) is not { } cursor
                || (cursor.After is [var last, var lastDay] && !(firms.Contains(last, StringComparer.Ordinal) && DateOnly.TryParseExact(lastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))))
            {
                return Cursor.Bad();
            }

            string[]? after = cursor.After;
            if (after is not null)
            {
                firms = firms.SkipWhile(f => f != after[0]);
            }

            IEnumerable<AssessmentRow> rows = firms.SelectMany(f => shelf.Use(archive => archive.RowsOf(id, f)))
                .Where(r => (from is null || r.Date >= from) && (to is null || r.Date <= to)
                    && (after is null || r.Firm != after[0] || string.CompareOrdinal(RunAnswer.Text(r.Date), after[1]) > 0));
            int? limit = Cursor.Limit(http) ?? (format == RowFormat.Json ? Cursor.Usual : null);
            if (limit is not { } most)
            {
                return RowAnswer.Stream(AssessmentTable.TableOf(bare.Provenance, rows), format, "freeboard-" + id);
            }

            AssessmentRow[] page = [.. rows.Take(most + 1)];
            string? next = page.Length > most ? cursor.Next(page[most - 1].Firm, RunAnswer.Text(page[most - 1].Date)) : null;
            OutputTable table = AssessmentTable.TableOf(bare.Provenance, page.Take(most));
            return format == RowFormat.Json
                ? RowAnswer.Within($"{{\"runId\":{JsonSerializer.Serialize(id)},\"rows\":", table, $",\"next\":{JsonSerializer.Serialize(next)}}}\n")
                : RowAnswer.Stream(table, format, "freeboard-" + id);
        });
    }
}
