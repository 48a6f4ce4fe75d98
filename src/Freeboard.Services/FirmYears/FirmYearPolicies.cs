using Freeboard.Numerics.Regression;

namespace Freeboard.Services.FirmYears;

/// <summary>The policies by their words, and their fit on a training panel.</summary>
/// <remarks>A fit looks at market values and liabilities only, never at labels: a policy cannot overfit what it never sees.</remarks>
public static class FirmYearPolicies
{
    /// <summary>The word taken when none is given.</summary>
    public const string DefaultWord = "own-moves";

    /// <summary>The distance taken when none is given: on the panel of the documentation it told failures best by each criterion of the training rows.</summary>
    public const FirmYearDistanceKind DefaultDistance = FirmYearDistanceKind.Naive;

    /// <summary>Largest absolute log move used in fits, and moves smaller than which say nothing of a scale.</summary>
    private const double MoveCap = OwnMovesVolatility.DefaultMoveCap;
    private const double MoveFloor = 0.01;

    /// <summary>Volatility where the training rows hold no move at all.</summary>
    private const double VolatilityWithoutMoves = 0.5;

    /// <summary>Median of |z| for a standard normal z.</summary>
    private const double NormalMedian = 0.67448975019608171;
    private static readonly double[] PriorMoveGrid = [1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 50, 100];

    /// <summary>Words that <see cref="Fit"/> takes, for an option such as <c>--volatility-policy</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["constant", "size-leverage", "own-moves", "fitted"];

    /// <summary>Fits a policy on training rows; labels are not looked at.</summary>
    /// <param name="training">The rows to learn from, in any order.</param>
    /// <param name="word">One of <see cref="Words"/>: constant (the typical move), size-leverage (moves of the year after on size and leverage), own-moves (the firm's own, shrunk to the constant), fitted (the firm's own, shrunk to size-leverage).</param>
    /// <param name="distance">Which distance.</param>
    /// <exception cref="ArgumentException">The word is unknown.</exception>
    public static FirmYearPolicy Fit(IReadOnlyList<FirmYear> training, string word = DefaultWord, FirmYearDistanceKind distance = DefaultDistance)
    {
        ArgumentNullException.ThrowIfNull(training);
        (FirmYearHistory Before, double Move)[] moves = MovesOf(training);
        VolatilityProxy proxy = word switch
        {
            "constant" => Constant(moves),
            "size-leverage" => SizeLeverage(moves) ?? (VolatilityProxy)Constant(moves),
            "own-moves" => Shrunk(moves, Constant(moves)),
            "fitted" => Shrunk(moves, SizeLeverage(moves) ?? (VolatilityProxy)Constant(moves)),
            _ => throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word)),
        };
        return new FirmYearPolicy { Volatility = proxy, Distance = distance };
    }

    /// <summary>Each move with what was known before it, in order of firm and year, so that sums do not depend on the file's order.</summary>
    private static (FirmYearHistory Before, double Move)[] MovesOf(IReadOnlyList<FirmYear> training) =>
    [
        .. FirmYearHistories.Of(training)
            .Where(h => h.LastMove is not null)
            .OrderBy(h => h.Now.Firm, StringComparer.Ordinal).ThenBy(h => h.Now.Year)
            .Select(h => (new FirmYearHistory(h.Years[..^1]), Math.Clamp(h.LastMove.GetValueOrDefault(), -MoveCap, MoveCap))),
    ];

    /// <summary>The median absolute move over the normal distribution's: a few wild firms, which a root mean square would follow, leave it alone, and a typical firm keeps its rank when its history begins.</summary>
    private static ConstantVolatility Constant((FirmYearHistory Before, double Move)[] moves) =>
        new(moves.Length == 0 ? VolatilityWithoutMoves : Math.Max(MoveFloor, Median(moves.Select(m => Math.Abs(m.Move))) / NormalMedian));

    private static SizeLeverageVolatility? SizeLeverage((FirmYearHistory Before, double Move)[] moves)
    {
        LeastSquaresFit fit = LeastSquares.Fit(
            new RegressionColumn("ln|move|", [.. moves.Select(m => Math.Log(Math.Max(MoveFloor, Math.Abs(m.Move))))]),
            [new RegressionColumn("size", [.. moves.Select(m => SizeLeverageVolatility.SizeOf(m.Before.Now))]), new RegressionColumn("leverage", [.. moves.Select(m => SizeLeverageVolatility.LeverageOf(m.Before.Now))])],
            LeastSquaresOptions.Default);
        if (!fit.HasNumbers)
        {
            return null;
        }

        SizeLeverageVolatility line = new() { Constant = fit.Terms[0].Coefficient, Size = fit.Terms[1].Coefficient, Leverage = fit.Terms[2].Coefficient };

        // ln |z| of a standardised move has a mean that its unknown tail decides, so the level comes from the median.
        double level = Median(moves.Select(m => Math.Abs(m.Move) / line.Volatility(m.Before))) / NormalMedian;
        return line with { Constant = line.Constant + Math.Log(Math.Max(level, MoveFloor)) };
    }

    /// <summary>The prior's weight of the smallest mean ln sigma^2 + move^2 / sigma^2 over moves that the volatility had not seen.</summary>
    private static OwnMovesVolatility Shrunk((FirmYearHistory Before, double Move)[] moves, VolatilityProxy prior)
    {
        OwnMovesVolatility best = new() { Prior = prior, PriorMoves = PriorMoveGrid[^1] };
        double least = double.PositiveInfinity;
        (FirmYearHistory Before, double Move)[] later = [.. moves.Where(m => m.Before.LastMove is not null)];
        foreach (double weight in PriorMoveGrid)
        {
            OwnMovesVolatility candidate = best with { PriorMoves = weight };
            double loss = later.Length == 0 ? 0 : later.Average(m => Square(candidate.Volatility(m.Before)) is var variance ? Math.Log(variance) + (m.Move * m.Move / variance) : 0);
            if (loss < least)
            {
                (best, least) = (candidate, loss);
            }
        }

        return best;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }

    private static double Square(double x) => x * x;
}
