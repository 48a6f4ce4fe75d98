using System.Threading.RateLimiting;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Host;

/// <summary>How often a caller may call: the API by caller, attempts to sign in by address.</summary>
internal static class Limits
{
    /// <summary>For attempts to sign in or to set up.</summary>
    public const string SignIn = "sign-in";

    /// <summary>For the API.</summary>
    public const string Api = "api";

    public static void AddTo(IServiceCollection services, ServeOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(SignIn, http => Window(http.Connection.RemoteIpAddress?.ToString() ?? "", options.SignInsPerMinute));
        limiter.AddPolicy(Api, http => Window(CallerOf(http), options.CallsPerMinute));
        limiter.OnRejected = static async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await Failures.AnswerAsync(rejected.HttpContext, new Failure(StatusCodes.Status429TooManyRequests, "TOO-MANY-REQUESTS", "Too many requests in a minute. Wait a minute and send it again."));
        };
    });

    private static string CallerOf(HttpContext http) => http.User.Identity is CallerIdentity { Caller: var caller }
        ? caller.Key?.KeyId ?? caller.Account.Name
        : http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Window(string who, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}
