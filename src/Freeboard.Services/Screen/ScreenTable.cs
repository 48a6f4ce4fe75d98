using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Screen;

/// <summary>Rows of a screener as a table for any format: 17 significant digits, invariant culture, empty cells where there is no number.</summary>
public static class ScreenTable
{
    private static readonly IReadOnlyList<OutputColumn> Columns = OutputColumn.Of(
        ["firm", "name", "industry", "date", "currency", "DDRiskNeutral", "change", "changeYear", "lnEDF", "EDF", "peerPercentile", "peerGroup", "peers", "equityValue", "equityVolatility", "assetValue", "assetVolatility", "defaultPoint", "debtShare", "status", "runId"],
        "firm", "name", "industry", "date", "currency", "peerGroup", "status", "runId");

    /// <summary>The table.</summary>
    /// <param name="rows">The rows, in the order in which they are written.</param>
    /// <param name="runId">The run that they are of.</param>
    public static OutputTable Of(IEnumerable<ScreenRow> rows, string runId)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable { Name = "screener", Columns = Columns, RunId = runId, Rows = rows.Select(row => CellsOf(row, runId)) };
    }

    private static string[] CellsOf(ScreenRow row, string runId)
    {
        AssessmentRow? latest = row.Latest;
        return
        [
            row.Firm.Firm, row.Firm.Name, row.Firm.Industry ?? "", latest?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", latest?.Currency ?? row.Firm.Currency,
            Number(row.Distance), Number(row.Change), Number(row.ChangeYear), Number(row.LnEdf), Number(row.LnEdf is null ? null : latest?.Edf), Number(row.PeerPercentile), row.PeerGroup, Number(row.Peers),
            Number(latest?.EquityValue), Number(latest?.EquityVolatility), Number(latest?.AssetValue), Number(latest?.AssetVolatility), Number(latest?.DefaultPoint), Number(row.DebtShare),
            latest?.Status.ToString() ?? "", runId,
        ];
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
