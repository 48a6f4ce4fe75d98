using Freeboard.Provenance;
using Freeboard.Reporting.Layout;
using Freeboard.Services.Access;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Studies;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Imports;
using Freeboard.Web.Jobs;
using Freeboard.Web.Site;
using Freeboard.Web.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Portfolio;

/// <summary>Portfolios: a table of obligors goes in, the page of <c>freeboard portfolio simulate --report</c> comes out of a job.</summary>
internal static class PortfoliosPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/portfolio", static (HttpContext http, StudyBook book) => ListAsync(http, book, null, [], 0)).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/portfolio", ComputeAsync).ForPage(Right.Assess).ExcludeFromDescription();
        routes.MapGet("/portfolio/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/portfolio/{id}/delete", DeleteAsync).ForPage(Right.Assess).ExcludeFromDescription();
    }

    private static Task<IResult> ListAsync(HttpContext http, StudyBook book, string? fault, IReadOnlyList<RowError> errors, int errorCount) => Show.PageAsync<PortfoliosBody>(
        http,
        new WebFrame(http).Words["portfolios.title"],
        NavItem.Portfolio,
        parameters: new()
        {
            [nameof(PortfoliosBody.Kept)] = book.List(StudyKind.Portfolio),
            [nameof(PortfoliosBody.Fault)] = fault,
            [nameof(PortfoliosBody.Errors)] = errors,
            [nameof(PortfoliosBody.ErrorCount)] = errorCount,
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> ComputeAsync(HttpContext http, StudyShelf shelf, JobBoard board, ServeOptions serve)
    {
        using Upload upload = await Upload.ReadAsync(http, serve);
        (PortfolioStudy? study, string? fault) = await StudyForms.PortfolioAsync(upload, shelf.Book, http.RequestAborted);
        if (study is null)
        {
            return await ListAsync(http, shelf.Book, "portfolios.fault." + fault, [], 0);
        }

        PortfolioReadResult read = StudyBook.Read(study, http.RequestAborted);
        if (read.Input is not { } input)
        {
            return await ListAsync(http, shelf.Book, "portfolios.fault.refused", read.Errors, read.ErrorCount);
        }

        if (study.Excess(input) is { } excess)
        {
            return await ListAsync(http, shelf.Book, "portfolios.fault." + excess, [], 0);
        }

        string owner = CallerIdentity.NameOf(http);
        return await JobPage.FollowAsync(http, board.Start("portfolio", owner, shelf.Compute(study, input, owner)));
    }

    private static async Task<IResult> OneAsync(HttpContext http, StudyShelf shelf, string id)
    {
        WebFrame frame = new(http);
        if (shelf.Portfolio(id, http.RequestAborted) is not { } report)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-PORTFOLIO", "There is no such portfolio. The page 'Portfolio' lists those that are kept."));
            return Results.Empty;
        }

        return await Show.PageAsync<PortfolioOneBody>(http, frame.Words["portfolio.title"], NavItem.Portfolio, PageContext.Of(report, frame.Words), new() { [nameof(PortfolioOneBody.Report)] = report, [nameof(PortfolioOneBody.Id)] = id });
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, StudyShelf shelf, AccessBook book, string id)
    {
        if (!shelf.Delete(StudyKind.Portfolio, id))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-PORTFOLIO", $"The store has no portfolio '{id}'; it may have been deleted before."));
            return Results.Empty;
        }

        book.Log(CallerIdentity.NameOf(http), "portfolio.delete", id);
        return Show.SeeOther("/portfolio");
    }
}
