using Freeboard.DefaultPoint;
using Freeboard.Structural;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>The ten firms of Huang (2024): the default point from short-term and long-term debt, and N(-DD) of the published distance.</summary>
internal static class ModifiedKmvLedger
{
    private const string Document = "Huang (2024), Modified KMV";
    private const double LongTermWeight = 0.75;

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.ModifiedKmv];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Ten A-shares, default point = short-term + 0.75 long-term debt in CNY, EDF = N(-DD) of the published distance",
            Rows = [.. table.Rows.SelectMany(row => Rows(tables, table, row))],
        };
    }

    private static double DefaultPointOf(double shortTerm, double longTerm) =>
        new WeightedDefaultPoint(LongTermWeight).TryApply(new Liabilities { Current = shortTerm, NonCurrent = longTerm }, out double point) ? point : double.NaN;

    private static IEnumerable<LedgerRow> Rows(ReplicationTables tables, PublishedTable table, PublishedRow row)
    {
        PrintedFigure shortTerm = table.Figure(row, "short_term_debt");
        PrintedFigure longTerm = table.Figure(row, "long_term_debt");
        PrintedFigure distance = table.Figure(row, "distance_to_default");

        yield return new LedgerEntry
        {
            Quantity = "default_point",
            Unit = "CNY",
            Right = DefaultPointOf(shortTerm.Value, longTerm.Value),
            // Long-term debt of 0 means there is none; the half unit of its one digit is half a yuan and changes nothing.
            InputRounding = RoundingImage.HalfWidth(static x => x[0] + (LongTermWeight * x[1]), shortTerm, longTerm),
            WhenReproduced = "Short-term debt plus 0.75 times long-term debt gives it.",
        }.Judge(tables, Document, table, row);

        yield return new LedgerEntry
        {
            Quantity = "expected_default_frequency",
            Unit = "1",
            Right = ExpectedDefaultFrequency.FromDistance(distance.Value),
            InputRounding = RoundingImage.HalfWidth(static x => ExpectedDefaultFrequency.FromDistance(x[0]), distance),
            WhenReproduced = "N(-DD) of the published distance gives it.",
        }.Judge(tables, Document, table, row);
    }
}
