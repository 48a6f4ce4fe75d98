using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>The test of Kwiatkowski, Phillips, Schmidt and Shin: the hypothesis is stationarity, and a small p speaks against it. It stands beside a unit-root test, whose hypothesis is the opposite.</summary>
/// <remarks>
/// <para>eta = n^-2 sum S_t^2 / s^2(L) with S_t the partial sums of the residuals from a constant or a line, s^2(L) their Bartlett long-run variance.</para>
/// <para>Source: Kwiatkowski et al. (1992), Journal of Econometrics 54, table 1; bandwidth Hobijn, Franses and Ooms (1998).</para>
/// <para>The table of critical values ends at 1 % and 10 %: beyond, only a bound of p is known and <see cref="ProbabilityIsBound"/> is true.</para>
/// </remarks>
public sealed record KpssTest
{
    private static readonly double[] Levels = [0.10, 0.05, 0.025, 0.01];
    private static readonly double[] AboutConstant = [0.347, 0.463, 0.574, 0.739];
    private static readonly double[] AboutLine = [0.119, 0.146, 0.176, 0.216];

    /// <summary>Why there is, or is not, a statistic.</summary>
    public required MacroStatus Status { get; init; }

    /// <summary>Whether stationarity is about a line, not a constant.</summary>
    public required bool AboutTrend { get; init; }

    /// <summary>Observations n.</summary>
    public required int Observations { get; init; }

    /// <summary>Bandwidth L.</summary>
    public int Lags { get; init; }

    /// <summary>The statistic eta.</summary>
    public double? Statistic { get; init; }

    /// <summary>Probability of a larger statistic under stationarity, linear between the critical values; 0.1 and 0.01 are bounds.</summary>
    public double? Probability { get; init; }

    /// <summary>Whether the probability lies beyond the table: at least 0.1, or at most 0.01.</summary>
    public bool ProbabilityIsBound { get; init; }

    /// <summary>Critical value at 1 %.</summary>
    public double CriticalOnePercent => (AboutTrend ? AboutLine : AboutConstant)[3];

    /// <summary>Critical value at 5 %.</summary>
    public double CriticalFivePercent => (AboutTrend ? AboutLine : AboutConstant)[1];

    /// <summary>Critical value at 10 %.</summary>
    public double CriticalTenPercent => (AboutTrend ? AboutLine : AboutConstant)[0];

    /// <summary>Tests a series.</summary>
    /// <param name="series">In order of time, equally spaced.</param>
    /// <param name="aboutTrend">Whether it may be stationary about a line.</param>
    /// <param name="rule">How the bandwidth is found; <see cref="BartlettRule.RuleOfThumb"/> is ceiling(12 (n/100)^(1/4)) here, as usual for this test.</param>
    /// <param name="lags">The bandwidth under <see cref="BartlettRule.Fixed"/>; below n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is negative.</exception>
    public static KpssTest Test(ReadOnlySpan<double> series, bool aboutTrend = false, BartlettRule rule = BartlettRule.NeweyWest1994, int lags = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        int n = series.Length;
        if (!MacroStatuses.AllFinite(series))
        {
            return new KpssTest { Status = MacroStatus.InvalidInput, AboutTrend = aboutTrend, Observations = n };
        }

        if (n < (aboutTrend ? 4 : 3) || (rule == BartlettRule.Fixed && lags >= n))
        {
            return new KpssTest { Status = MacroStatus.NotEnoughData, AboutTrend = aboutTrend, Observations = n };
        }

        LeastSquaresFit fit = LeastSquares.Fit(
            new RegressionColumn("series", series),
            aboutTrend ? [new RegressionColumn("trend", [.. Enumerable.Range(1, n).Select(static t => (double)t)])] : []);
        if (fit.Status != RegressionStatus.Fitted)
        {
            return new KpssTest { Status = fit.Status == RegressionStatus.ExactFit ? MacroStatus.NoMovement : MacroStatuses.Of(fit.Status), AboutTrend = aboutTrend, Observations = n };
        }

        ReadOnlySpan<double> e = fit.Residuals;
        int bandwidth = rule switch
        {
            BartlettRule.Fixed => lags,
            BartlettRule.RuleOfThumb => Math.Min(n - 1, (int)Math.Ceiling(12 * Math.Pow(n / 100.0, 0.25))),
            _ => BartlettBandwidth.Automatic(e, (int)Math.Pow(n, 2.0 / 9)),
        };
        double variance = BartlettBandwidth.LongRunVariance(e, bandwidth);
        double partial = 0;
        double squares = 0;
        foreach (double residual in e)
        {
            partial += residual;
            squares += partial * partial;
        }

        double statistic = squares / ((double)n * n) / variance;
        if (!(variance > 0) || !double.IsFinite(statistic))
        {
            return new KpssTest { Status = MacroStatus.NoMovement, AboutTrend = aboutTrend, Observations = n, Lags = bandwidth };
        }

        double[] table = aboutTrend ? AboutLine : AboutConstant;
        return new KpssTest
        {
            Status = MacroStatus.Estimated,
            AboutTrend = aboutTrend,
            Observations = n,
            Lags = bandwidth,
            Statistic = statistic,
            Probability = Interpolate(table, statistic),
            ProbabilityIsBound = statistic <= table[0] || statistic >= table[^1],
        };
    }

    private static double Interpolate(double[] table, double statistic)
    {
        if (statistic <= table[0])
        {
            return Levels[0];
        }

        for (int i = 1; i < table.Length; i++)
        {
            if (statistic < table[i])
            {
                return Levels[i - 1] + ((statistic - table[i - 1]) / (table[i] - table[i - 1]) * (Levels[i] - Levels[i - 1]));
            }
        }

        return Levels[^1];
    }
}
