using Freeboard.Structural;

namespace Freeboard.Services.Replication;

/// <summary>The worked example of the paired ST study of listed companies (2007): (V - DP) / (V sigma_V).</summary>
internal static class ListedCompaniesLedger
{
    private const string Document = "KMV measure of listed companies, paired ST and non-ST firms (2007)";
    private const double HorizonYears = 1;

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.ListedCompanies];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Worked example of the distance to default, one year",
            Rows = [.. table.Rows.Select(row => new LedgerEntry
            {
                Quantity = "distance_to_default",
                Unit = "1",
                Right = DistanceToDefault.Kmv(
                    table.Figure(row, "asset_value").Value,
                    table.Figure(row, "asset_volatility").Value,
                    table.Figure(row, "default_point").Value,
                    HorizonYears),
                InputRounding = 0,
                WhenReproduced = "(V - DP) / (V sigma_V) gives it.",
            }.Judge(tables, Document, table, row))],
        };
    }
}
