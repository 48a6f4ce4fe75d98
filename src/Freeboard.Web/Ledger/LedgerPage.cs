using Freeboard.Services.Access;
using Freeboard.Services.Replication;
using Freeboard.Validation;
using Freeboard.Web.Access;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Ledger;

/// <summary>Published tables beside what this engine makes of them: <c>/replication?verdict=WORD&amp;table=ID</c>.</summary>
internal static class LedgerPage
{
    // The shipped tables never change, so the ledger is computed once for all pages of a process.
    private static readonly Lazy<LedgerReport> Computed = new(static () => ReplicationLedger.Run());

    /// <summary>The whole ledger.</summary>
    public static LedgerReport Whole => Computed.Value;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/replication", (Delegate)ShowAsync).ForPage(Right.Read).ExcludeFromDescription();

    private static Task<IResult> ShowAsync(HttpContext http)
    {
        WebFrame frame = new(http);
        ReplicationVerdict? verdict = Enum.TryParse(frame.Query("verdict"), out ReplicationVerdict v) && v != ReplicationVerdict.NotRun && Enum.IsDefined(v) ? v : null;
        string? table = Whole.Tables.FirstOrDefault(t => t.Id == frame.Query("table"))?.Id;
        return Show.PageAsync<LedgerBody>(http, frame.Words["ledger.title"], NavItem.Replication, parameters: new()
        {
            [nameof(LedgerBody.Report)] = Whole,
            [nameof(LedgerBody.Verdict)] = verdict,
            [nameof(LedgerBody.Table)] = table,
        });
    }
}
