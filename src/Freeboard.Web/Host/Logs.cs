using System.Diagnostics;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Freeboard.Web.Host;

/// <summary>What the server says of itself on the error stream: words for a person, or a JSON object a line for a collector.</summary>
/// <remarks>A request is logged by its method, the pattern of its route, the status, the milliseconds and the caller's account or key id: never by its path, its query, a header or a body, in which secrets and firms of a portfolio may stand.</remarks>
internal static partial class Logs
{
    public static void AddTo(ILoggingBuilder logging, ServeOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel switch { "information" => LogLevel.Information, "error" => LogLevel.Error, _ => LogLevel.Warning });

        // The framework's own lines tell addresses in full; at information level ours stand in for them.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (options.LogFormat == "json")
        {
            logging.AddJsonConsole(static json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddSimpleConsole();
        }

        logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Writes a line when a request is answered.</summary>
    public static async Task RequestAsync(HttpContext http, RequestDelegate next)
    {
        ILogger logger = http.RequestServices.GetRequiredService<ILogger<ServeHost>>();
        if (!logger.IsEnabled(LogLevel.Information))
        {
            await next(http);
            return;
        }

        long started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            string route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            string caller = http.User.Identity is CallerIdentity { Caller: var who } ? who.Key?.KeyId ?? who.Account.Name : "nobody";
            long milliseconds = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Answered(logger, http.Request.Method, route, http.Response.StatusCode, milliseconds, caller);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms to {Caller}")]
    private static partial void Answered(ILogger logger, string method, string route, int status, long milliseconds, string caller);
}
