using System.Collections.Concurrent;
using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Access;

/// <summary>Signing in and out.</summary>
internal static class SignInPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Attempts attempts = new();
        routes.MapGet("/sign-in", static (HttpContext http, AccessBook book) => book.AnyAccount() ? ShowAsync(http) : Task.FromResult(Show.SeeOther("/setup"))).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-in", (HttpContext http, AccessBook book, TimeProvider clock) => SignInAsync(http, book, clock, attempts)).AllowAnonymous().RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOut).ForPage(Right.Read).ExcludeFromDescription();
    }

    /// <summary>An address to go back to: on this server, or the first page.</summary>
    internal static string Back(string? address) =>
        address is ['/', not ('/' or '\\'), ..] && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";

    private static async Task<IResult> SignInAsync(HttpContext http, AccessBook book, TimeProvider clock, Attempts attempts)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim().ToLowerInvariant();
        string password = form["password"].ToString();
        if (!attempts.MayTry(name, clock.GetUtcNow()))
        {
            return await ShowAsync(http, name, "sign-in.fault.wait");
        }

        (Account Account, string? PasswordHash)? found = book.Find(name);
        bool right = Passwords.Verify(name, found?.PasswordHash, password);
        if (!right || found is not { Account.Disabled: false })
        {
            attempts.Failed(name, clock.GetUtcNow());

            // A line whoever the name is of: without one for nobody's, the time would tell which names there are. What was typed may be a password; it is not kept.
            book.Log(found?.Account.Name ?? "-", "session.refused", found?.Account.Name ?? "", found switch { null => "no such account", { Account.Disabled: true } => "disabled", _ => "password" });
            return await ShowAsync(http, name, "sign-in.fault");
        }

        attempts.Forget(name);
        SessionCookie.Write(http, book.BeginSession(name, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        return Show.SeeOther(Back(form["return"].ToString()));
    }

    private static IResult SignOut(HttpContext http, AccessBook book)
    {
        bool ofIssuer = false;
        if (http.User.Identity is CallerIdentity { SessionToken: { } token } identity)
        {
            book.EndSession(token, identity.Caller.Account.Name);

            // An account without a password is the issuer's, where the session goes on: the page that follows leads there. Not by a redirect: it would belong to the form, which may lead to this server only.
            ofIssuer = http.RequestServices.GetService(typeof(OidcSettings)) is not null && book.Find(identity.Caller.Account.Name) is { PasswordHash: null };
        }

        SessionCookie.Clear(http);
        return Show.SeeOther(ofIssuer ? "/sign-in?out=issuer" : "/sign-in");
    }

    /// <summary>The page; with what is wrong, when something is.</summary>
    internal static Task<IResult> ShowAsync(HttpContext http, string name = "", string? fault = null, int status = StatusCodes.Status422UnprocessableEntity) => Show.PageAsync<SignInBody>(
        http,
        new WebFrame(http).Words["sign-in.title"],
        parameters: new()
        {
            [nameof(SignInBody.Name)] = name,
            [nameof(SignInBody.Fault)] = fault,
            [nameof(SignInBody.Issuer)] = (http.RequestServices.GetService(typeof(OidcSettings)) as OidcSettings)?.Label,

            // Not to a caller whose session goes on: the address may have come from anywhere.
            [nameof(SignInBody.Out)] = fault is null && http.Request.Query["out"] == "issuer" && http.User.Identity is not CallerIdentity,
            [nameof(SignInBody.Return)] = Back(http.Request.HasFormContentType ? http.Request.Form["return"].ToString() : http.Request.Query["return"].ToString()),
        },
        status: fault is null ? StatusCodes.Status200OK : status);

    /// <summary>Failed attempts by name, whatever address they come from: after ten, a name waits ten minutes.</summary>
    private sealed class Attempts
    {
        private const int Most = 10;
        private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

        private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Last)> failed = new(StringComparer.Ordinal);

        public bool MayTry(string name, DateTimeOffset now) => !failed.TryGetValue(name, out (int Count, DateTimeOffset Last) f) || f.Count < Most || now - f.Last >= Wait;

        public void Failed(string name, DateTimeOffset now)
        {
            // Names that nobody has are counted too; those of long ago are let go, so that they do not fill the memory.
            if (failed.Count > 10_000)
            {
                foreach ((string old, (int Count, DateTimeOffset Last) f) in failed)
                {
                    if (now - f.Last >= Wait)
                    {
                        failed.TryRemove(old, out _);
                    }
                }
            }

            failed.AddOrUpdate(name, (1, now), (_, f) => (now - f.Last >= Wait ? 1 : f.Count + 1, now));
        }

        public void Forget(string name) => failed.TryRemove(name, out _);
    }
}
