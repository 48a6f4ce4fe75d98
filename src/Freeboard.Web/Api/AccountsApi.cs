using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Tables;
using Freeboard.Web.Access;
using Freeboard.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>Who calls.</summary>
/// <param name="Name">Name of the account.</param>
/// <param name="Role">Word of its role.</param>
/// <param name="Rights">What this caller may do: what the role gives and, for a key, its scopes hold.</param>
/// <param name="KeyId">Public part of the key; absent for a session.</param>
/// <param name="ExpiresAt">When the key ends; absent for a session.</param>
public sealed record CallerDocument(string Name, string Role, IReadOnlyList<string> Rights, string? KeyId, DateTimeOffset? ExpiresAt);

/// <summary>An account.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">Word of its role.</param>
/// <param name="Disabled">Whether it may not sign in.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AccountDocument(string Name, string Role, bool Disabled, DateTimeOffset CreatedAt);

/// <summary>A key of the caller, without its secret.</summary>
/// <param name="KeyId">Its public part.</param>
/// <param name="Label">What its owner calls it.</param>
/// <param name="Scopes">What it may do, as far as its owner may.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="Revoked">Whether it was withdrawn.</param>
public sealed record KeyDocument(string KeyId, string Label, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Revoked);

/// <summary>A change of an account; what is absent stays as it is.</summary>
/// <param name="Role">Its new role: viewer, analyst, data-manager or administrator.</param>
/// <param name="Disabled">Whether it may not sign in.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AccountRequest(string? Role, bool? Disabled);

/// <summary>The caller's account; for an administrator's session all accounts and the log. No key manages accounts.</summary>
internal static class AccountsApi
{
    private static readonly IReadOnlyList<OutputColumn> LogColumns = OutputColumn.Of(["sequence", "at", "actor", "action", "subject", "detail", "hash", "previousHash"], "at", "actor", "action", "subject", "detail", "hash", "previousHash");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/account", (Delegate)Me).ForApi(Right.Read).WithSummary("Who calls, and what the caller may do.").Produces<CallerDocument>();
        api.MapGet("/account/keys", static (HttpContext http, AccessBook book) => Cursor.List(http, book.Keys(CallerIdentity.NameOf(http)).Select(KeyOf), static k => Cursor.KeyOf(k.CreatedAt, k.KeyId)))
            .ForApi(Right.Read).WithSummary("The caller's keys without their secrets, oldest first.").AsksPage().Produces<ListPage<KeyDocument>>().ProducesProblem(400);
        api.MapGet("/accounts", static (HttpContext http, AccessBook book) => Cursor.List(http, book.Accounts().Select(DocumentOf), static a => a.Name))
            .ForApi(Right.Administer).WithSummary("The accounts, by name; an administrator's session only.").AsksPage().Produces<ListPage<AccountDocument>>().ProducesProblem(400);
        api.MapPatch("/accounts/{name}", ChangeAsync).ForApi(Right.Administer).Takes(typeof(AccountRequest), "application/json")
            .WithSummary("Give an account another role, disable or enable it; its sessions end at once. An administrator's session only.").Produces<AccountDocument>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/log", Log).ForApi(Right.Administer).WithSummary("The log of what was done, newest first, and whether its chain of hashes holds; an administrator's session only.")
            .Asks(("before", "Only lines with a smaller number."), ("limit", "Lines of a page, 1 to 10,000.")).ProducesRows().ProducesProblem(400).ProducesProblem(406);
    }

    private static IResult Me(HttpContext http)
    {
        Caller caller = CallerIdentity.Of(http)!;
        return Results.Ok(new CallerDocument(caller.Account.Name, Roles.WordOf(caller.Account.Role), [.. Enum.GetValues<Right>().Where(caller.Has).Select(Roles.WordOf)], caller.Key?.KeyId, caller.Key?.ExpiresAt));
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, AccessBook book, JobBoard board, string name)
    {
        (AccountRequest? request, IResult? fault) = await Bodies.ReadAsync<AccountRequest>(http, "Send {\"role\":\"analyst\",\"disabled\":false} as application/json; what is left out stays.");
        if (request is null)
        {
            return fault!;
        }

        if (request is { Role: null, Disabled: null })
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "NOTHING-TO-CHANGE", "Neither role nor disabled is given: nothing would change, and the account's sessions would end. Give one of them.");
        }

        Role? role = Roles.Find(request.Role);
        if (request.Role is not null && role is null)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "ROLE-UNKNOWN", "role is viewer, analyst, data-manager or administrator.");
        }

        AccountChange change = book.Change(name, role, request.Disabled, null, CallerIdentity.NameOf(http));
        if (change == AccountChange.Done && request.Disabled == true)
        {
            board.CallOffAll(name, CallerIdentity.NameOf(http));
        }

        return change switch
        {
            AccountChange.Done => Results.Ok(DocumentOf(book.Find(name)!.Value.Account)),
            AccountChange.LastAdministrator => Problems.Of(StatusCodes.Status409Conflict, "LAST-ADMINISTRATOR", "The last enabled administrator keeps the role. Make another one first."),
            _ => Problems.Of(StatusCodes.Status404NotFound, "NO-ACCOUNT", $"There is no account '{name}'."),
        };
    }

    private static IResult Log(HttpContext http, AccessBook book)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        string word = http.Request.Query["before"].ToString();
        long number = 0;
        if (word.Length > 0 && !long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "BEFORE-MALFORMED", $"before: '{word}' is no number of a line. Follow the address in 'next' as it is.");
        }

        int limit = Cursor.Limit(http) ?? Cursor.Usual;
        IReadOnlyList<AuditLine> lines = book.Lines(word.Length > 0 ? number : null, limit + 1);
        string? next = lines.Count > limit ? FormattableString.Invariant($"/api/v1/log?before={lines[limit - 1].Sequence}&limit={limit}{(http.Request.Query["format"].ToString() is { Length: > 0 } form ? "&format=" + Uri.EscapeDataString(form) : "")}") : null;
        if (next is not null)
        {
            http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        // The same judgement as on the page: over the whole log, whichever lines are asked for.
        long? broken = book.FirstBreak();
        http.Response.Headers["Freeboard-Chain"] = broken is { } at ? FormattableString.Invariant($"broken; line={at}") : "holds";
        string chain = broken is { } line ? FormattableString.Invariant($"{{\"holds\":false,\"brokenAt\":{line}}}") : "{\"holds\":true}";
        OutputTable table = new()
        {
            Name = "log",
            Columns = LogColumns,
            Rows = lines.Take(limit).Select(static l => new[]
            {
                l.Sequence.ToString(CultureInfo.InvariantCulture), l.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), l.Actor, l.Action, l.Subject, l.Detail, l.Hash, l.PreviousHash,
            }),
        };
        return format == RowFormat.Json
            ? Results.Text($"{{\"chain\":{chain},\"rows\":{RowAnswer.Array(table)},\"next\":{JsonSerializer.Serialize(next)}}}\n", "application/json; charset=utf-8")
            : RowAnswer.Stream(table, format, "freeboard-log");
    }

    private static AccountDocument DocumentOf(Account account) => new(account.Name, Roles.WordOf(account.Role), account.Disabled, account.CreatedAt);

    private static KeyDocument KeyOf(AccessKey key) => new(key.KeyId, key.Label, [.. key.Scopes.Select(Roles.WordOf)], key.CreatedAt, key.ExpiresAt, key.Revoked);
}
