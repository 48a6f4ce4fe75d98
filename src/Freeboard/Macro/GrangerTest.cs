using System.Globalization;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>Granger's test: do the past values of one series help to foretell another, beside the other's own past? The hypothesis is that they do not.</summary>
/// <remarks>
/// <para>y_t on a constant and its lags 1..p, with and without the lags 1..p of x. F = (RSS0 - RSS1)/p / (RSS1/(n - 2p - 1)); chi-square n (RSS0 - RSS1)/RSS1; likelihood ratio n ln(RSS0/RSS1), the last two for large n.</para>
/// <para>Source: Granger (1969), Econometrica 37. The word cause is his: a third series may move both. Both series should be stationary, else the law of F does not hold.</para>
/// <para>Accuracy: agrees with statsmodels 0.13.5 to 1e-9 relative on four pairs and four lags (tests).</para>
/// </remarks>
public sealed record GrangerTest
{
    /// <summary>Why there is, or is not, a statistic.</summary>
    public required MacroStatus Status { get; init; }

    /// <summary>Lags p of each series.</summary>
    public required int Lags { get; init; }

    /// <summary>Rows of the regressions.</summary>
    public int Observations { get; init; }

    /// <summary>The F statistic.</summary>
    public double? F { get; init; }

    /// <summary>Its probability.</summary>
    public double? FProbability { get; init; }

    /// <summary>The chi-square statistic.</summary>
    public double? ChiSquare { get; init; }

    /// <summary>Its probability.</summary>
    public double? ChiSquareProbability { get; init; }

    /// <summary>The likelihood-ratio statistic.</summary>
    public double? LikelihoodRatio { get; init; }

    /// <summary>Its probability.</summary>
    public double? LikelihoodRatioProbability { get; init; }

    /// <summary>Tests whether x helps to foretell y.</summary>
    /// <param name="effect">y, in order of time.</param>
    /// <param name="cause">x, of the same periods.</param>
    /// <param name="lags">p, at least 1.</param>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no lag.</exception>
    public static GrangerTest Test(ReadOnlySpan<double> effect, ReadOnlySpan<double> cause, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        if (effect.Length != cause.Length)
        {
            throw new ArgumentException($"The series must have one length; they have {effect.Length} and {cause.Length}.", nameof(cause));
        }

        if (!MacroStatuses.AllFinite(effect) || !MacroStatuses.AllFinite(cause))
        {
            return new GrangerTest { Status = MacroStatus.InvalidInput, Lags = lags };
        }

        RegressionColumn[] columns = Columns(effect, cause, lags, lags);
        RegressionColumn response = Response(effect, lags);
        LeastSquaresFit alone = LeastSquares.Fit(response, columns[..lags]);
        LeastSquaresFit both = LeastSquares.Fit(response, columns);
        if (both.Status != RegressionStatus.Fitted || alone.Status != RegressionStatus.Fitted)
        {
            return new GrangerTest { Status = MacroStatuses.Of(both.Status == RegressionStatus.Fitted ? alone.Status : both.Status), Lags = lags, Observations = both.Observations };
        }

        int n = both.Observations;
        double gain = Math.Max(0, alone.ResidualSumOfSquares!.Value - both.ResidualSumOfSquares!.Value);
        double f = gain / lags / both.ResidualVariance!.Value;
        double chi = n * gain / both.ResidualSumOfSquares.Value;
        double ratio = n * Math.Log(1 + (gain / both.ResidualSumOfSquares.Value));
        return new GrangerTest
        {
            Status = MacroStatus.Estimated,
            Lags = lags,
            Observations = n,
            F = f,
            FProbability = TailProbability.F(f, lags, both.DegreesOfFreedom!.Value),
            ChiSquare = chi,
            ChiSquareProbability = TailProbability.ChiSquare(chi, lags),
            LikelihoodRatio = ratio,
            LikelihoodRatioProbability = TailProbability.ChiSquare(ratio, lags),
        };
    }

    /// <summary>The number of lags of both series that a criterion prefers, every candidate on the rows that the most lags leave.</summary>
    /// <param name="effect">y, in order of time.</param>
    /// <param name="cause">x, of the same periods.</param>
    /// <param name="maximum">Most lags, at least 1.</param>
    /// <param name="criterion">The criterion.</param>
    /// <returns>1 to the most; 1 where no candidate has a criterion.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no lag.</exception>
    public static int ChooseLags(ReadOnlySpan<double> effect, ReadOnlySpan<double> cause, int maximum, InformationCriterion criterion = InformationCriterion.Aic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        if (effect.Length != cause.Length)
        {
            throw new ArgumentException($"The series must have one length; they have {effect.Length} and {cause.Length}.", nameof(cause));
        }

        int best = 1;
        double least = double.PositiveInfinity;
        for (int lags = 1; lags <= maximum; lags++)
        {
            if (InformationCriteria.Of(LeastSquares.Fit(Response(effect, maximum), Columns(effect, cause, lags, maximum)), criterion) is { } value && value < least)
            {
                (best, least) = (lags, value);
            }
        }

        return best;
    }

    private static RegressionColumn Response(ReadOnlySpan<double> effect, int first) => new("effect", effect.Length <= first ? [] : effect[first..]);

    private static RegressionColumn[] Columns(ReadOnlySpan<double> effect, ReadOnlySpan<double> cause, int lags, int first)
    {
        RegressionColumn[] columns = new RegressionColumn[2 * lags];
        int n = Math.Max(0, effect.Length - first);
        for (int i = 1; i <= lags; i++)
        {
            columns[i - 1] = new RegressionColumn(string.Create(CultureInfo.InvariantCulture, $"effect{i}"), n == 0 ? [] : effect.Slice(first - i, n));
            columns[lags + i - 1] = new RegressionColumn(string.Create(CultureInfo.InvariantCulture, $"cause{i}"), n == 0 ? [] : cause.Slice(first - i, n));
        }

        return columns;
    }
}
