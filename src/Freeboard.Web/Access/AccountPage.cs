using System.Globalization;
using Freeboard.Services.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Access;

/// <summary>A reader's own account: password, keys, settings of the pages.</summary>
internal static class AccountPage
{
    private const int LongestKeyDays = 366;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", static (HttpContext http, AccessBook book) => ShowAsync(http, book)).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/account/password", PasswordAsync).ForPage(Right.Read).RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
        routes.MapPost("/account/keys", MakeKeyAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/account/keys/{id}/revoke", RevokeKey).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = CallerIdentity.NameOf(http);
        string password = form["password"].ToString();
        string? fault = !Passwords.Verify(name, book.Find(name)?.PasswordHash, form["current"].ToString()) ? "account.fault.current"
            : Passwords.PasswordFault(name, password) ?? (password == form["again"].ToString() ? null : "account.fault.again");
        if (fault is not null)
        {
            return await ShowAsync(http, book, fault);
        }

        // Every session ends with the old password; this one begins anew.
        book.Change(name, null, null, Passwords.HashOf(name, password), name);
        SessionCookie.Write(http, book.BeginSession(name, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        return Show.SeeOther("/account?done=password");
    }

    private static async Task<IResult> MakeKeyAsync(HttpContext http, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        Caller caller = CallerIdentity.Of(http)!;
        string label = form["label"].ToString().Trim();
        Right[] scopes = [.. form["scope"].Select(Roles.FindScope).OfType<Right>().Where(caller.Has)];
        bool days = int.TryParse(form["days"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int life) && life is >= 1 and <= LongestKeyDays;
        string? fault = label.Length is < 1 or > 80 ? "keys.fault.label" : scopes.Length == 0 ? "keys.fault.scope" : days ? null : "keys.fault.days";
        return fault is not null
            ? await ShowAsync(http, book, fault)
            : await ShowAsync(http, book, newKey: book.MakeKey(caller.Account.Name, label, scopes, TimeSpan.FromDays(life)).Key);
    }

    private static IResult RevokeKey(HttpContext http, AccessBook book, string id)
    {
        string name = CallerIdentity.NameOf(http);
        book.RevokeKey(id, name, name);
        return Show.SeeOther("/account?done=revoked");
    }

    private static Task<IResult> ShowAsync(HttpContext http, AccessBook book, string? fault = null, string? newKey = null) => Show.PageAsync<AccountBody>(
        http,
        new WebFrame(http).Words["account.title"],
        parameters: new()
        {
            [nameof(AccountBody.Fault)] = fault,
            [nameof(AccountBody.NewKey)] = newKey,
            [nameof(AccountBody.Done)] = http.Request.Query["done"].ToString() is "password" or "revoked" ? "account.done." + http.Request.Query["done"] : null,
            [nameof(AccountBody.Keys)] = book.Keys(CallerIdentity.NameOf(http)),
            [nameof(AccountBody.Now)] = http.RequestServices.GetService(typeof(TimeProvider)) is TimeProvider clock ? clock.GetUtcNow() : DateTimeOffset.MinValue,
        },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
