using Freeboard.Services.Access;
using Freeboard.Services.Replication;
using Freeboard.Services.Tables;
using Freeboard.Validation;
using Freeboard.Web.Access;
using Freeboard.Web.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The replication ledger as a call: the rows of <c>freeboard replicate</c>.</summary>
internal static class LedgerApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/replication", (Delegate)Rows).ForApi(Right.Read)
        .WithSummary("Published figures beside what the engine makes of them.")
        .Asks(("verdict", "Reproduced, ReproducedWithSlip, Contradicted or NotReproducible."), ("table", "Name of a table.")).ProducesRows().ProducesProblem(406).ProducesProblem(422);

    private static IResult Rows(HttpContext http)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        string word = http.Request.Query["verdict"].ToString();
        string table = http.Request.Query["table"].ToString();
        ReplicationVerdict verdict = default;
        LedgerReport whole = LedgerPage.Whole;
        if ((word.Length > 0 && (!Enum.TryParse(word, out verdict) || verdict == ReplicationVerdict.NotRun || !Enum.IsDefined(verdict))) || (table.Length > 0 && whole.Tables.All(t => t.Id != table)))
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", $"verdict is Reproduced, ReproducedWithSlip, Contradicted or NotReproducible; table is one of {string.Join(", ", whole.Tables.Select(static t => t.Id))}.");
        }

        LedgerReport chosen = new()
        {
            Tables = [.. whole.Tables.Where(t => table.Length == 0 || t.Id == table).Select(t => t with { Rows = [.. t.Rows.Where(r => word.Length == 0 || r.Verdict == verdict)] })],
        };
        OutputTable rows = LedgerOutput.Of(chosen);
        if (format != RowFormat.Json)
        {
            return RowAnswer.Stream(rows, format, "freeboard-replication");
        }

        using MemoryStream document = new();
        rows.JsonDocument!(document);
        return Results.Bytes(document.ToArray(), "application/json; charset=utf-8");
    }
}
