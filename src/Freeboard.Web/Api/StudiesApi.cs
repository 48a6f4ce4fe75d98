using System.Text;
using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Studies;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Jobs;
using Freeboard.Web.Runs;
using Freeboard.Web.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The form of a portfolio to compute.</summary>
/// <param name="Files">The table of obligors; none with <paramref name="Study"/>.</param>
/// <param name="Study">A kept portfolio whose table is computed again.</param>
/// <param name="Method">plain, importance, qmc or exact.</param>
/// <param name="Scenarios">Number of scenarios.</param>
/// <param name="Levels">Confidence levels, decimals separated by commas.</param>
/// <param name="Seed">Seed of the scenarios.</param>
/// <param name="Degrees">Degrees of freedom of a t copula; absent for the Gaussian one.</param>
/// <param name="Recovery">How recoveries are drawn.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PortfolioForm(IReadOnlyList<IFormFile>? Files, string? Study, string? Method, int? Scenarios, string? Levels, ulong? Seed, double? Degrees, string? Recovery);

/// <summary>The form of transitions to fit.</summary>
/// <param name="Files">The table obligor,date,state; none with <paramref name="Run"/>.</param>
/// <param name="Run">A run whose EDFs are put into bands.</param>
/// <param name="Method">cohort, duration or aalen-johansen.</param>
/// <param name="Months">Length of a step, months.</param>
/// <param name="States">The states from best to worst, separated by commas.</param>
/// <param name="History">snapshots, when a state is known on its dates alone.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MigrationForm(IReadOnlyList<IFormFile>? Files, string? Run, string? Method, int? Months, string? States, string? History);

/// <summary>Portfolios and transitions: asked for as jobs, kept, read as the documents and rows of the command line.</summary>
internal static class StudiesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/portfolios", ComputeAsync).ForApi(Right.Assess).Repeats().Takes(typeof(PortfolioForm), "multipart/form-data")
            .WithSummary("Compute a portfolio's losses, as a job: field files (one table obligor,ead,lgd,pd,rho), or study (a portfolio kept before); method, scenarios, levels, seed, degrees, recovery.")
            .WithDescription("The settings are those of 'freeboard portfolio simulate'. A table that is refused is answered with line, column, code and cure of every error. The job's studyId is the portfolio.")
            .Produces<JobDocument>(202).ProducesProblem(413).ProducesProblem(422).ProducesProblem(503);
        api.MapGet("/portfolios", static (HttpContext http, StudyBook book) => List(http, book, StudyKind.Portfolio)).ForApi(Right.Read).WithSummary("The kept portfolios, newest first.").AsksPage().Produces<ListPage<KeptStudy>>().ProducesProblem(400);
        api.MapGet("/portfolios/{id}", static (HttpContext http, StudyBook book, string id) => Document(http, book, StudyKind.Portfolio, id)).ForApi(Right.Read).Tagged().WithSummary("A portfolio's losses: the document of 'freeboard portfolio simulate --json'.").Gives("application/json").ProducesProblem(404);
        api.MapGet("/portfolios/{id}/contributions", Contributions).ForApi(Right.Read).WithSummary("What each obligor adds to VaR and ES: the rows of 'freeboard portfolio contributions'.")
            .ProducesRows(list: true).ProducesProblem(404).ProducesProblem(406);
        api.MapDelete("/portfolios/{id}", static (HttpContext http, StudyShelf shelf, AccessBook book, string id) => Delete(http, shelf, book, StudyKind.Portfolio, id)).ForApi(Right.Assess).Conditional().WithSummary("Delete a kept portfolio.").Produces(204).ProducesProblem(404).ProducesProblem(412);

        api.MapPost("/migrations", FitAsync).ForApi(Right.Assess).Repeats().Takes(typeof(MigrationForm), "multipart/form-data")
            .WithSummary("Fit transitions, as a job: field files (one table obligor,date,state), or run (bands of its EDFs); method (cohort, duration, aalen-johansen), months, states, history.")
            .WithDescription("The settings are those of 'freeboard migration fit'. The job's studyId is the fit.")
            .Produces<JobDocument>(202).ProducesProblem(413).ProducesProblem(422).ProducesProblem(503);
        api.MapGet("/migrations", static (HttpContext http, StudyBook book) => List(http, book, StudyKind.Migration)).ForApi(Right.Read).WithSummary("The kept transitions, newest first.").AsksPage().Produces<ListPage<KeptStudy>>().ProducesProblem(400);
        api.MapGet("/migrations/{id}", static (HttpContext http, StudyBook book, string id) => Document(http, book, StudyKind.Migration, id)).ForApi(Right.Read).Tagged().WithSummary("Transitions: the document of 'freeboard migration fit --json'.").Gives("application/json").ProducesProblem(404);
        api.MapGet("/migrations/{id}/rows", Rows).ForApi(Right.Read).WithSummary("Transitions as rows, one a pair of states.")
            .ProducesRows(list: true).ProducesProblem(404).ProducesProblem(406);
        api.MapDelete("/migrations/{id}", static (HttpContext http, StudyShelf shelf, AccessBook book, string id) => Delete(http, shelf, book, StudyKind.Migration, id)).ForApi(Right.Assess).Conditional().WithSummary("Delete kept transitions.").Produces(204).ProducesProblem(404).ProducesProblem(412);
    }

    private static async Task<IResult> ComputeAsync(HttpContext http, StudyShelf shelf, JobBoard board, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Bodies.Stranger(upload.Form, typeof(PortfolioForm)) is { } stranger)
        {
            return stranger;
        }

        (PortfolioStudy? study, string? fault) = await StudyForms.PortfolioAsync(upload, shelf.Book, http.RequestAborted);
        if (study is null)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", TextOf(fault!));
        }

        PortfolioReadResult read = StudyBook.Read(study, http.RequestAborted);
        if (read.Input is not { } input)
        {
            return Problems.Rejected($"{study.Name} was refused; nothing was computed.", read.Errors, read.ErrorCount);
        }

        if (study.Excess(input) is { } excess)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "PORTFOLIO-LARGE", TextOf(excess));
        }

        string owner = CallerIdentity.NameOf(http);
        return await Repeatable.OnceAsync(http, book, await ImportsApi.HashOfAsync(upload, http.RequestAborted), () => Task.FromResult(JobsApi.Accepted(board.Start("portfolio", owner, shelf.Compute(study, input, owner)))));
    }

    private static async Task<IResult> FitAsync(HttpContext http, StudyShelf shelf, RunShelf runs, JobBoard board, ServeOptions serve, AccessBook book)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        if (Bodies.Stranger(upload.Form, typeof(MigrationForm)) is { } stranger)
        {
            return stranger;
        }

        (MigrationStudy? study, string? fault) = await StudyForms.MigrationAsync(upload, static run => run, http.RequestAborted);
        string? id = study is { RunId.Length: > 0 } ? runs.IdOf(study.RunId == "latest" ? null : study.RunId) : "";
        if (study is null || id is null || (study.RunId.Length == 0 && study.Table.Length == 0))
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", TextOf(fault ?? "run"));
        }

        study = study with { RunId = id };
        if (study.RunId.Length == 0 && StateTable.Read(study.Table, study.Name, cancellationToken: http.RequestAborted) is { ErrorCount: > 0 } bad)
        {
            return Problems.Rejected($"{study.Name} was refused; nothing was fitted.", bad.Errors, bad.ErrorCount);
        }

        string owner = CallerIdentity.NameOf(http);
        return await Repeatable.OnceAsync(http, book, await ImportsApi.HashOfAsync(upload, http.RequestAborted), () => Task.FromResult(JobsApi.Accepted(board.Start("migration", owner, shelf.Fit(study, owner)))));
    }

    private static IResult List(HttpContext http, StudyBook book, StudyKind kind)
    {
        return Cursor.Of(http, 2) is { } cursor && Cursor.Made(cursor.After, out (DateTimeOffset MadeAt, string Id)? after)
            ? Results.Ok(cursor.Page(book.List(kind, after, cursor.Items + 1), static s => Cursor.Made(s.MadeAt, s.StudyId)))
            : Cursor.Bad();
    }

    private static IResult Document(HttpContext http, StudyBook book, StudyKind kind, string id)
    {
        // What a study said when it was made never changes.
        if (book.Document(kind, id) is not { } document)
        {
            return NoStudy(kind, id);
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return Conditions.OfReading(http, TagOf(kind, id), () => Results.Text(Encoding.UTF8.GetString(document), "application/json; charset=utf-8"));
    }

    private static IResult Contributions(HttpContext http, StudyShelf shelf, string id) => RowAnswer.FormatOf(http) is not { } format
        ? RowAnswer.NotAcceptable()
        : shelf.Portfolio(id, http.RequestAborted) is { } report ? RowAnswer.Stream(PortfolioRows.Contributions(report), format, "freeboard-" + id) : NoStudy(StudyKind.Portfolio, id);

    private static IResult Rows(HttpContext http, StudyShelf shelf, string id) => RowAnswer.FormatOf(http) is not { } format
        ? RowAnswer.NotAcceptable()
        : shelf.Transitions(id, http.RequestAborted) is { } report ? RowAnswer.Stream(MigrationRows.Of(report), format, "freeboard-" + id) : NoStudy(StudyKind.Migration, id);

    private static IResult Delete(HttpContext http, StudyShelf shelf, AccessBook log, StudyKind kind, string id)
    {
        if (shelf.Book.Find(kind, id) is null)
        {
            return NoStudy(kind, id);
        }

        if (Conditions.OfChanging(http, TagOf(kind, id), kind == StudyKind.Migration ? "migration" : "portfolio") is { } against)
        {
            return against;
        }

        if (!shelf.Delete(kind, id))
        {
            return NoStudy(kind, id);
        }

        log.Log(CallerIdentity.NameOf(http), kind == StudyKind.Migration ? "migration.delete" : "portfolio.delete", id);
        return Results.NoContent();
    }

    private static string TagOf(StudyKind kind, string id) => $"\"{AccessToken.HashOf($"{kind}\n{id}")[..24]}\"";

    private static IResult NoStudy(StudyKind kind, string id) =>
        Problems.Of(StatusCodes.Status404NotFound, kind == StudyKind.Migration ? "NO-MIGRATION" : "NO-PORTFOLIO", $"The store has no {(kind == StudyKind.Migration ? "transitions" : "portfolio")} '{id}'; /api/v1/{(kind == StudyKind.Migration ? "migrations" : "portfolios")} has them all.");

    private static string TextOf(string fault) => fault switch
    {
        "file" => FormattableString.Invariant($"files: send one table of at most {PortfolioStudy.MostBytes >> 20} MiB."),
        "study" => "study: there is no such portfolio.",
        "run" => "run: give a run of the store, or latest, or send a table in files.",
        "levels" => "levels: give numbers between 0 and 1, each once, at most 20, joined by commas: 0.95,0.999.",
        "scenarios" => FormattableString.Invariant($"scenarios: give 100 to {PortfolioStudy.MostScenarios}."),
        "degrees" => "degrees: give 1 to 1000000.",
        "method" => "method: importance, qmc and exact take the Gaussian copula and fixed recoveries; use plain.",
        "large" => "scenarios: obligors times scenarios exceed 2e11. Take fewer scenarios, or importance or qmc, or the command line.",
        "period" => "months: give 1 to 600.",
        "states" => "states: name at least two, each once, joined by commas.",
        _ => "method, recovery, scenarios, seed, degrees or months: not a word or number that is known.",
    };
}
