using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Access;

/// <summary>The first account: whoever holds the secret of the terminal makes it. The page is gone once there is one.</summary>
internal static class SetupPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", static (HttpContext http, SetupSecret secret) => secret.Value is null ? Task.FromResult(Show.SeeOther("/")) : ShowAsync(http)).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/setup", MakeAsync).AllowAnonymous().RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
    }

    private static async Task<IResult> MakeAsync(HttpContext http, SetupSecret secret, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim();
        string password = form["password"].ToString();
        if (secret.Value is null)
        {
            return Show.SeeOther("/");
        }

        string? fault = !secret.Is(form["secret"].ToString()) ? "setup.fault.secret"
            : Passwords.NameFault(name) ?? Passwords.PasswordFault(name, password) ?? (password == form["again"].ToString() ? null : "account.fault.again");
        if (fault is not null)
        {
            return await ShowAsync(http, name, fault);
        }

        // Two that hold the secret at once: the store lets one of them be the first.
        if (!book.AddFirst(name, Passwords.HashOf(name, password)))
        {
            return Show.SeeOther("/sign-in");
        }

        SessionCookie.Write(http, book.BeginSession(name, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        return Show.SeeOther("/");
    }

    private static Task<IResult> ShowAsync(HttpContext http, string name = "", string? fault = null) => Show.PageAsync<SetupBody>(
        http,
        new WebFrame(http).Words["setup.title"],
        parameters: new() { [nameof(SetupBody.Name)] = name, [nameof(SetupBody.Fault)] = fault },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
