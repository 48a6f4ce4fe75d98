using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>What the calls about a run share: which run is meant, what of it the caller has already, days in addresses.</summary>
internal static class RunAnswer
{
    /// <summary>Something said of a run; 304 when the caller has it already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="shelf">The runs.</param>
    /// <param name="run">Id of the run, a beginning of it, or latest.</param>
    /// <param name="say">The answer, from the whole id and the run.</param>
    /// <param name="salt">What else the answer depends on, beside run and address.</param>
    public static IResult WithRun(HttpContext http, RunShelf shelf, string run, Func<string, AssessmentRun, IResult> say, string salt = "")
    {
        string? id = shelf.IdOf(run == "latest" ? null : run);
        if (id is null || shelf.Find(id) is not { } found)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "NO-RUN", run == "latest" ? "The store holds no run yet. Import files and assess them: POST /api/v1/imports, then POST /api/v1/assessments." : $"No single run begins with '{run}'; /api/v1/runs has them all, and latest is the newest.");
        }

        // The address and the format stand in the tag too: one run has many answers.
        string tag = $"\"{AccessToken.HashOf(string.Join('\n', id, ApiDocument.Version, http.Request.Path, http.Request.QueryString.ToString(), RowAnswer.FormatOf(http)?.ToString() ?? "", salt))[..24]}\"";
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept";
        return Conditions.OfReading(http, tag, () => say(id, found));
    }

    /// <summary>Reads a day of the address; the problem when it is none.</summary>
    public static IResult? Day(HttpContext http, string name, out DateOnly? day)
    {
        day = null;
        string text = http.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly read))
        {
            day = read;
            return null;
        }

        return Problems.Of(StatusCodes.Status400BadRequest, "DAY-MALFORMED", $"{name}: '{text}' is no day as year-month-day. Write it as 2024-12-31.");
    }

    /// <summary>A code of the address: a slash in it stays escaped on its way through the routes.</summary>
    public static string Code(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The answer when a run has no rows of a firm: it may be a firm of the run all the same.</summary>
    public static IResult NoFirm(AssessmentRun run, string firm)
    {
        Failure failure = Failures.NoRowsOf(run, Code(firm));
        return Problems.Of(failure.Status, failure.Code, failure.Text);
    }
}
