using System.Security.Claims;
using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Access;

/// <summary>Finds out who calls: by a key in the Authorization header, else by the session's cookie. Asked of the store on every request, so that what was revoked is refused at once.</summary>
internal sealed class CallerHandler(AccessBook book) : IAuthenticationHandler
{
    public const string Scheme = "freeboard";

    private HttpContext http = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        http = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        string authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            // A wrong key is no reason to fall back on a cookie.
            return Task.FromResult(authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && book.CallerOfKey(authorization["Bearer ".Length..].Trim()) is { } program
                ? Success(program, null)
                : AuthenticateResult.Fail("The key is unknown, withdrawn or expired."));
        }

        string? token = SessionCookie.Read(http);
        return Task.FromResult(token is not null && book.CallerOfSession(token) is { } person ? Success(person, token) : AuthenticateResult.NoResult());
    }

    public async Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (Failures.IsApi(http))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status401Unauthorized, "NO-KEY", "Call with a key that is in force: 'Authorization: Bearer fbk_...'. Keys are made on the account page."));
            return;
        }

        string back = HttpMethods.IsGet(http.Request.Method) ? http.Request.PathBase + http.Request.Path + http.Request.QueryString : "/";
        http.Response.Redirect(book.AnyAccount() ? "/sign-in" + (back == "/" ? "" : "?return=" + Uri.EscapeDataString(back)) : "/setup");
    }

    public Task ForbidAsync(AuthenticationProperties? properties) =>
        Failures.AnswerAsync(http, new Failure(StatusCodes.Status403Forbidden, "NOT-ALLOWED", "This account, or this key, may not do that. An administrator gives roles; the account page gives keys their scopes."));

    private static AuthenticateResult Success(Caller caller, string? token) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(caller, token)), Scheme));
}
