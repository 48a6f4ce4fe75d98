using System.Text.Json;
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
            if (failure.Status == StatusCodes.Status500InternalServerError)
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
        RunArchiveException { MayRetry: true } => new Failure(StatusCodes.Status503ServiceUnavailable, "STORE-BUSY", exception.Message),
        RunArchiveException => new Failure(StatusCodes.Status500InternalServerError, "STORE-FAULT", exception.Message),
        BadHttpRequestException bad => new Failure(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "TOO-LARGE" : "BAD-REQUEST", bad.Message),

        // The framework's readers of forms say by these that the body is none: another content type, cut short, a broken boundary.
        InvalidOperationException or IOException or FormatException when exception.Source is "Microsoft.AspNetCore.Http" or "Microsoft.AspNetCore.WebUtilities" =>
            new Failure(StatusCodes.Status400BadRequest, "FORM-MALFORMED", "The form cannot be read: it is cut short, or its Content-Type is not that of a form. Send it again, whole."),
        InvalidDataException => new Failure(StatusCodes.Status413PayloadTooLarge, "TOO-LARGE", exception.Message),
        _ => new Failure(StatusCodes.Status500InternalServerError, "UNEXPECTED", "Something went wrong that should not have; the server's error stream says what."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Unexpected(ILogger logger, string method, string path, Exception exception);
}
