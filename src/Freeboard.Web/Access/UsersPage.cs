using Freeboard.Services.Access;
using Freeboard.Web.Jobs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Access;

/// <summary>Accounts: an administrator adds, changes and disables them.</summary>
internal static class UsersPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users", static (HttpContext http, AccessBook book) => ShowAsync(http, book)).ForPage(Right.Administer).ExcludeFromDescription();
        routes.MapPost("/users", AddAsync).ForPage(Right.Administer).ExcludeFromDescription();
        routes.MapPost("/users/{name}", ChangeAsync).ForPage(Right.Administer).ExcludeFromDescription();
    }

    private static async Task<IResult> AddAsync(HttpContext http, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim();
        string password = form["password"].ToString();
        Role? role = Roles.Find(form["role"].ToString());
        string? fault = Passwords.NameFault(name) ?? Passwords.PasswordFault(name, password) ?? (role is null ? "users.fault.role" : null);
        fault ??= book.Add(name, role!.Value, Passwords.HashOf(name.ToLowerInvariant(), password), CallerIdentity.NameOf(http)) == AccountChange.Done ? null : "users.fault.taken";
        return fault is null ? Show.SeeOther("/users") : await ShowAsync(http, book, fault);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, AccessBook book, JobBoard board, string name)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        Role? role = Roles.Find(form["role"].ToString());
        bool? disabled = form["state"].ToString() switch { "disable" => true, "enable" => false, _ => null };
        string password = form["password"].ToString();
        string? fault = password.Length > 0 ? Passwords.PasswordFault(name, password) : null;
        if (fault is null)
        {
            fault = book.Change(name, role, disabled, password.Length > 0 ? Passwords.HashOf(name, password) : null, CallerIdentity.NameOf(http)) switch
            {
                AccountChange.LastAdministrator => "users.fault.last",
                AccountChange.Unknown => "users.fault.unknown",
                _ => null,
            };
        }

        if (fault is null && disabled == true)
        {
            board.CallOffAll(name, CallerIdentity.NameOf(http));
        }

        return fault is null ? Show.SeeOther("/users") : await ShowAsync(http, book, fault);
    }

    private static Task<IResult> ShowAsync(HttpContext http, AccessBook book, string? fault = null) => Show.PageAsync<UsersBody>(
        http,
        new WebFrame(http).Words["users.title"],
        NavItem.Users,
        parameters: new() { [nameof(UsersBody.Fault)] = fault, [nameof(UsersBody.Accounts)] = book.Accounts() },
        status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
