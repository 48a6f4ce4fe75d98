using System.Text.Json;
using Freeboard.Assessment;
using Freeboard.Services.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Freeboard.Web.Host;

/// <summary>Why a request has no answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable word.</param>
/// <param name="Text">What happened, and the cure.</param>
internal sealed record Failure(int Status, string Code, string Text);

/// <summary>A request that a handler of ours refuses, in its own words.</summary>
/// <param name="text">What is wrong, and the cure.</param>
/// <param name="status">HTTP status.</param>
internal sealed class RefusedRequestException(string text, int status) : BadHttpRequestException(text, status);

/// <summary>What went wrong, as a problem document of the API (RFC 9457) or as a page.</summary>
internal static partial class Failures
{
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    public static async Task CatchAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            Failure failure = Of(exception);
            if (failure.Status == StatusCodes.Status500InternalServerError || exception is RunArchiveException)
            {
                Unexpected(http.RequestServices.GetRequiredService<ILogger<ServeHost>>(), http.Request.Method, http.Request.Path, exception);
            }

            await AnswerAsync(http, failure);
        }
    }

    public static async Task AnswerAsync(HttpContext http, Failure failure)
    {
        http.Response.StatusCode = failure.Status;
        if (failure.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }

        if (IsApi(http))
        {
            http.Response.ContentType = "application/problem+json";
            await http.Response.WriteAsync(Problem(failure), http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(await ErrorPage.OfAsync(http, failure), http.RequestAborted);
    }

    /// <summary>Why a run has no rows of a firm, in the same words on a page and in the API.</summary>
    public static Failure NoRowsOf(AssessmentRun run, string firm)
    {
        MissingRows why = MissingRows.Of(run, firm);
        return new Failure(StatusCodes.Status404NotFound, why.Code, why.Text);
    }

    /// <summary>What the store could not do, without its words: they name server, user and paths, which the error stream has for those who may know.</summary>
    public static Failure OfStore(RunArchiveException exception) => exception.MayRetry
        ? new Failure(StatusCodes.Status503ServiceUnavailable, "STORE-BUSY", "The store is held by another writer, or its server does not answer. Ask again in a moment; the server's error stream says what it is.")
        : new Failure(StatusCodes.Status500InternalServerError, "STORE-FAULT", "The store could not do what was asked of it; the server's error stream says why.");

    /// <summary>The failure as a problem document.</summary>
    public static string Problem(Failure failure) => JsonSerializer.Serialize(new
    {
        type = "about:blank",
        title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(failure.Status),
        status = failure.Status,
        detail = failure.Text,
        code = failure.Code,
    });

    private static Failure Of(Exception exception) => exception switch
    {
        RunArchiveException archive => OfStore(archive),
        BadHttpRequestException bad => new Failure(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "TOO-LARGE" : "BAD-REQUEST", bad is RefusedRequestException ? bad.Message : TextOf(bad.StatusCode)),

        // The framework's readers of forms say by these that the body is none: another content type, cut short, a broken boundary.
        InvalidOperationException or IOException or FormatException when exception.Source is "Microsoft.AspNetCore.Http" or "Microsoft.AspNetCore.WebUtilities" =>
            new Failure(StatusCodes.Status400BadRequest, "FORM-MALFORMED", "The form cannot be read: it is cut short, or its Content-Type is not that of a form. Send it again, whole."),
        InvalidDataException when !exception.Message.Contains("limit", StringComparison.Ordinal) => new Failure(StatusCodes.Status400BadRequest, "FORM-MALFORMED", "The form cannot be read: it holds a character that no text has (NUL), or is not whole. Mend it and send it again."),
        InvalidDataException => new Failure(StatusCodes.Status413PayloadTooLarge, "TOO-LARGE", "The form is larger than this server takes, as a whole or in one of its parts. Send it in parts, or ask for a larger --max-upload-mb."),
        _ => new Failure(StatusCodes.Status500InternalServerError, "UNEXPECTED", "Something went wrong that should not have; the server's error stream says what."),
    };

    /// <summary>What the framework refuses before a handler of ours sees it, in our words.</summary>
    private static string TextOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this call takes. Send it in parts; the settings' page has the limit of uploads.",
        StatusCodes.Status415UnsupportedMediaType => "The body is not of a type that this call takes; /api/v1/openapi.json says which. Set Content-Type.",
        StatusCodes.Status408RequestTimeout => "The request came too slowly. Send it again.",
        _ => "The request cannot be read: it is cut short, or its length or its headers are wrong. Send it again, whole.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Unexpected(ILogger logger, string method, string path, Exception exception);
}
