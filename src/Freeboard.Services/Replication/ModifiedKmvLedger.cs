using Freeboard.DefaultPoint;
using Freeboard.Structural;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>The ten firms of Huang (2024): the default point from short-term and long-term debt, and N(-DD) of the published distance.</summary>
internal static class ModifiedKmvLedger
{
    private const string Document = "Huang (2024), Modified KMV";
    private const double LongTermWeight = 0.75;

    // The source prints no rate; this was the benchmark of one-year deposits in its years. No rate from 0 to 5 % gives any of the ten distances.
    private const double Rate = 0.015;
    private const double HorizonYears = 1;

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.ModifiedKmv];
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Ten A-shares, default point = short-term + 0.75 long-term debt in CNY, EDF = N(-DD) of the published distance; DD from the printed equity, its volatility and the default point at 1.5 % (no rate is printed)",
            Rows = [.. table.Rows.SelectMany(row => Rows(tables, table, row))],
        };
    }

    private static double DefaultPointOf(double shortTerm, double longTerm) =>
        new WeightedDefaultPoint(LongTermWeight).TryApply(new Liabilities { Current = shortTerm, NonCurrent = longTerm }, out double point) ? point : double.NaN;

    /// <summary>KMV distance from the printed equity, volatility and default point; null when they have no answer.</summary>
    private static double? Distance(PublishedTable equity, string firm, double defaultPoint)
    {
        if (equity.Rows.FirstOrDefault(r => r.Name == firm) is not { } row)
        {
            return null;
        }

        MertonSolution solution = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = equity.Figure(row, "equity_value").Value,
            EquityVolatility = equity.Figure(row, "equity_volatility").Value,
            DefaultPoint = defaultPoint,
            RiskFreeRate = Rate,
            HorizonYears = HorizonYears,
        });
        return solution.Status == SolverStatus.Converged ? DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, defaultPoint, HorizonYears) : null;
    }

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

        yield return new LedgerEntry
        {
            Quantity = "distance_to_default",
            Unit = "1",
            Right = Distance(tables[TableSchema.ModifiedKmvEquity], row.Name, table.Figure(row, "default_point").Value),
            InputRounding = 0,
            WhenReproduced = "The two equations and (V - DP) / (V sigma_V) give it.",
        }.Judge(tables, Document, table, row);
    }
}
