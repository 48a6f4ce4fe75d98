using System.Globalization;
using Freeboard.Migration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>Estimated transitions as rows: a row a cell.</summary>
public static class MigrationRows
{
    private static readonly string[] Columns =
        ["from", "to", "count", "exposure", "probability", "standardError", "low", "high", "bootstrapError", "bootstrapLow", "bootstrapHigh", "rate", "rateLow", "rateHigh", "status"];

    /// <summary>The table of a report; its JSON document is the whole report.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Of(MigrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "transitions",
            Columns = OutputColumn.Of(Columns, "from", "to", "status"),
            Rows = report.Estimate.Cells.Select(cell => CellsOf(report.Estimate, cell)),
            RunId = report.Provenance.RunId,
            JsonDocument = output => MigrationJson.Write(output, report),
        };
    }

    private static string[] CellsOf(MigrationEstimate estimate, TransitionCell cell) =>
    [
        estimate.States[cell.From], estimate.States[cell.To], Text(cell.Count), Text(estimate.Rows[cell.From].Exposure), Text(cell.Probability), Text(cell.StandardError), Text(cell.Low), Text(cell.High),
        Text(cell.BootstrapError), Text(cell.BootstrapLow), Text(cell.BootstrapHigh), Text(cell.Rate), Text(cell.RateLow), Text(cell.RateHigh), estimate.Rows[cell.From].Status.ToString(),
    ];

    internal static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
