using Freeboard.Numerics;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>The regression of restricted share prices of Huang (2024): t from the printed coefficients and errors, p from the printed t.</summary>
internal static class RestrictedRegressionLedger
{
    private const string Document = "Huang (2024), Modified KMV";

    /// <summary>Residual degrees of freedom, which the source does not print. Of all whole numbers only 136 to 203 turn its t of 3.2731 into its p of 0.0013; of these, one in the middle.</summary>
    private const double DegreesOfFreedom = 160;

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.RestrictedRegression];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Price of a restricted share: t = coefficient / standard error; p of the printed t with 160 degrees of freedom (not printed; 136 to 203 agree with the third row)",
            Rows = [.. table.Rows.SelectMany(row => Rows(tables, table, row))],
        };
    }

    private static IEnumerable<LedgerRow> Rows(ReplicationTables tables, PublishedTable table, PublishedRow row)
    {
        PrintedFigure coefficient = table.Figure(row, "coefficient");
        PrintedFigure error = table.Figure(row, "standard_error");
        PrintedFigure t = table.Figure(row, "t_value");

        yield return new LedgerEntry
        {
            Quantity = "t_value",
            Unit = "1",
            Right = coefficient.Value / error.Value,
            InputRounding = RoundingImage.HalfWidth(static x => x[0] / x[1], coefficient, error),
            WhenReproduced = "The printed coefficient over the printed standard error gives it.",
        }.Judge(tables, Document, table, row);

        yield return new LedgerEntry
        {
            Quantity = "p_value",
            Unit = "1",
            Right = TailProbability.TwoSidedT(t.Value, DegreesOfFreedom),
            InputRounding = RoundingImage.HalfWidth(static x => TailProbability.TwoSidedT(x[0], DegreesOfFreedom), t),
            WhenReproduced = "The printed t gives it with 160 degrees of freedom; the printed coefficient and error do not give that t.",
        }.Judge(tables, Document, table, row);
    }
}
