using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>Equity values of the ten firms of Huang (2024). Their restricted shares' prices need figures that are not printed; the tradable shares alone are the least that the equity can be worth.</summary>
internal static class EquityValueLedger
{
    private const string Document = "Huang (2024), Modified KMV";

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.ModifiedKmvEquity];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Ten A-shares, equity in CNY; recomputed is the value of the tradable shares alone, the least that it can be",
            Rows = [.. table.Rows.Select(row =>
            {
                PrintedFigure price = table.Figure(row, "price_tradable");
                PrintedFigure shares = table.Figure(row, "tradable_shares");
                return new LedgerEntry
                {
                    Quantity = "equity_value",
                    Unit = "CNY",
                    Right = price.Value * shares.Value,
                    InputRounding = RoundingImage.HalfWidth(static x => x[0] * x[1], price, shares),
                    WhenReproduced = "The tradable shares at their price give it.",
                }.Judge(tables, Document, table, row);
            })],
        };
    }
}
