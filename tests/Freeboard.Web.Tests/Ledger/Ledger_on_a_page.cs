using System.Text.RegularExpressions;
using Freeboard.Services.Access;
using Freeboard.Services.Replication;
using Freeboard.Validation;

namespace Freeboard.Web.Tests.Ledger;

public sealed class Ledger_on_a_page(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Every_published_figure_is_a_row_and_each_verdict_has_its_own()
    {
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        LedgerReport ledger = ReplicationLedger.Run();
        Assert.Equal(ledger.Rows.Count(), Rows(await reader.GetStringAsync("/replication")));
        foreach (ReplicationVerdict verdict in Enum.GetValues<ReplicationVerdict>().Where(static v => v != ReplicationVerdict.NotRun))
        {
            Assert.Equal(ledger.Rows.Count(r => r.Verdict == verdict), Rows(await reader.GetStringAsync("/replication?verdict=" + verdict)));
        }

        foreach (LedgerTable table in ledger.Tables)
        {
            Assert.Equal(table.Rows.Count, Rows(await reader.GetStringAsync("/replication?table=" + Uri.EscapeDataString(table.Id))));
        }
    }

    private static int Rows(string page) => Regex.Count(page, "class=\"chip verdict-");
}
