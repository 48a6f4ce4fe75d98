using System.Globalization;
using Freeboard.Migration;
using Freeboard.Portfolio.MarkToMarket;

namespace Freeboard.Tests.Portfolio.MarkToMarket;

/// <summary>The two bonds of the technical document; see tests/ReferenceValues/credit-metrics.</summary>
internal static class CreditMetricsExample
{
    internal static readonly string[] States = ["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "D"];

    internal static IReadOnlyDictionary<string, ReferenceTable.Row> Figures { get; } = ReferenceTable.Load("credit-metrics", "figures.csv").Rows.ToDictionary(row => row.Text("id"), StringComparer.Ordinal);

    internal static TransitionMatrix Matrix { get; } = MatrixOf(ReferenceTable.Load("credit-metrics", "transition.csv").Rows);

    internal static ForwardCurves Curves { get; } = ForwardCurves.Of(ReferenceTable.Load("credit-metrics", "forward-zero.csv").Rows.ToDictionary(
        row => row.Text("state"),
        row => (IReadOnlyList<double>)[.. Enumerable.Range(1, 4).Select(year => row[year.ToString(CultureInfo.InvariantCulture)])]));

    /// <summary>BBB, five years, 6 %.</summary>
    internal static BondTerms Bbb { get; } = new() { Face = 100, Payment = 6, YearsAfterHorizon = 4, RecoveryMean = 0.5113 };

    /// <summary>A, three years, 5 %.</summary>
    internal static BondTerms SingleA { get; } = new() { Face = 100, Payment = 5, YearsAfterHorizon = 2, RecoveryMean = 0.5113 };

    internal static HorizonProfile Profile(in BondTerms bond, string rating) => HorizonProfile.OfStates(bond, Curves, Matrix, Matrix.IndexOf(rating));

    internal static MarkToMarketPortfolio TwoBonds(double correlation) =>
        MarkToMarketPortfolio.Of(["BBB bond", "A bond"], [Profile(Bbb, "BBB"), Profile(SingleA, "A")], [Math.Sqrt(correlation), Math.Sqrt(correlation)]);

    private static TransitionMatrix MatrixOf(IReadOnlyList<ReferenceTable.Row> rows)
    {
        double[,] cells = new double[8, 8];
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                cells[i, j] = rows[i][States[j]];
            }
        }

        return TransitionMatrix.Normalized(States, cells);
    }
}
