using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>Default probabilities of grades with few defaults or none.</summary>
/// <remarks>
/// <para>Most prudent estimation (Pluto and Tasche 2005): the PD of a grade is the largest under which as few defaults as were seen in this
/// grade and all worse ones together still have the probability 1 - level; independent: the quantile of Beta(d + 1, n - d); correlated: the root of the one-factor
/// distribution. Bounds rise from grade to grade by construction.</para>
/// <para>Bayesian (Tasche 2013): posteriors under Jeffreys', the uniform and the conservative prior 1/(1 - p), whose quantiles are the bounds above.</para>
/// <para>Accuracy: 1e-10 relative independent, 1e-9 correlated. Cost of a correlated bound: some milliseconds.</para>
/// </remarks>
public static class LowDefaultPortfolio
{
    private const double LowestLogOdds = -80;
    private const double HighestLogOdds = 37;

    /// <summary>Upper bounds of the grades' default probabilities.</summary>
    /// <param name="grades">Grades from the best to the worst.</param>
    /// <param name="level">Confidence, in (0, 1); 0.75 is usual.</param>
    /// <param name="correlation">Asset correlation rho, in [0, 1); 0 is independence.</param>
    /// <returns>A bound a grade, decimal: each grade pooled with all worse ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">A grade has more defaults than firms, or the portfolio has no firm.</exception>
    public static IReadOnlyList<double> MostPrudent(IReadOnlyList<LowDefaultGrade> grades, double level, double correlation = 0)
    {
        CheckGrades(grades);
        double[] bounds = new double[grades.Count];
        int firms = 0;
        int defaults = 0;
        for (int i = grades.Count - 1; i >= 0; i--)
        {
            firms += grades[i].Firms;
            defaults += grades[i].Defaults;
            bounds[i] = firms == 0 ? 1 : UpperBound(firms, defaults, level, correlation);
        }

        return bounds;
    }

    /// <summary>The largest PD under which as few defaults as seen have at least the probability 1 - level.</summary>
    /// <param name="firms">Firms n, at least 1.</param>
    /// <param name="defaults">Defaults d, in [0, n].</param>
    /// <param name="level">Confidence, in (0, 1).</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double UpperBound(int firms, int defaults, double level, double correlation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firms, 1);
        if (defaults < 0 || defaults > firms)
        {
            throw new ArgumentOutOfRangeException(nameof(defaults), defaults, $"Must lie in [0, {firms}].");
        }

        CheckLevel(level);
        CheckCorrelation(correlation);
        if (defaults == firms)
        {
            return 1;
        }

        if (correlation == 0)
        {
            return BetaQuantile.Of(level, defaults + 1, firms - defaults);
        }

        // In the log odds of p; the logarithm of the probability is nearly straight there.
        double wanted = Math.Log(1 - level);
        double Miss(double logOdds) => Math.Log(OneFactorBinomial.AtMost(defaults, firms, 1 / (1 + Math.Exp(-logOdds)), correlation)) - wanted;
        double low = Math.Log(BetaQuantile.Of(level, defaults + 1, firms - defaults));
        double high = low + 1;
        double atLow = Miss(low);
        while (atLow < 0 && low > LowestLogOdds)
        {
            low -= 1;
            atLow = Miss(low);
        }

        double atHigh = Miss(high);
        while (atHigh > 0 && high < HighestLogOdds)
        {
            high += 1;
            atHigh = Miss(high);
        }

        double root = BracketedRoot.Find(Miss, low, atLow, high, atHigh).Root;
        return 1 / (1 + Math.Exp(-root));
    }

    /// <summary>The factor that scales bounds so that their mean over the firms is a wanted portfolio PD.</summary>
    /// <param name="grades">The grades.</param>
    /// <param name="bounds">Their bounds.</param>
    /// <param name="portfolioPd">The wanted mean: the bound of the whole portfolio (<see cref="UpperBound"/>), or its observed rate.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a grade is impossible.</exception>
    public static double ScalingFactor(IReadOnlyList<LowDefaultGrade> grades, IReadOnlyList<double> bounds, double portfolioPd)
    {
        CheckGrades(grades);
        ArgumentNullException.ThrowIfNull(bounds);
        if (bounds.Count != grades.Count)
        {
            throw new ArgumentException("There must be a bound a grade.", nameof(bounds));
        }

        double weighted = grades.Select((grade, i) => grade.Firms * bounds[i]).Sum();
        return portfolioPd * grades.Sum(grade => (double)grade.Firms) / weighted;
    }

    /// <summary>The belief under Jeffreys' prior Beta(1/2, 1/2).</summary>
    /// <param name="firms">Firms n.</param>
    /// <param name="defaults">Defaults d.</param>
    public static BetaDistribution Jeffreys(int firms, int defaults) => new BetaDistribution(0.5, 0.5).After(firms, defaults);

    /// <summary>The belief under the uniform prior on (0, 1); cut at u by <see cref="BetaDistribution.MeanBelow"/>.</summary>
    /// <param name="firms">Firms n.</param>
    /// <param name="defaults">Defaults d.</param>
    public static BetaDistribution Uniform(int firms, int defaults) => new BetaDistribution(1, 1).After(firms, defaults);

    /// <summary>The belief under the conservative prior 1/(1 - p): Beta(d + 1, n - d), whose quantiles are the independent bounds.</summary>
    /// <param name="firms">Firms n.</param>
    /// <param name="defaults">Defaults d, below n.</param>
    public static BetaDistribution Conservative(int firms, int defaults) => new(defaults + 1, firms - defaults);

    /// <summary>Mean PD under a uniform prior when defaults share one factor.</summary>
    /// <param name="firms">Firms n, at least 1.</param>
    /// <param name="defaults">Defaults d, in [0, n].</param>
    /// <param name="correlation">rho, in [0, 1).</param>
    /// <remarks>Integrated over N^-1(p) by composite Gauss-Legendre quadrature. Accuracy 1e-9 relative.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double CorrelatedUniformMean(int firms, int defaults, double correlation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firms, 1);
        CheckCorrelation(correlation);
        BetaDistribution uniform = Uniform(firms, defaults);
        if (correlation == 0)
        {
            return uniform.Mean;
        }

        double Weight(double t) => StandardNormal.Density(t) * OneFactorBinomial.Likelihood(defaults, firms, StandardNormal.Cumulative(t), correlation);
        double below = GaussLegendre.Integrate(Weight, -8, 8, 24);
        double above = GaussLegendre.Integrate(t => StandardNormal.Cumulative(t) * Weight(t), -8, 8, 24);
        return above / below;
    }

    internal static void CheckLevel(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie between 0 and 1, both excluded; 0.95 is 95 %.");
        }
    }

    internal static void CheckCorrelation(double correlation)
    {
        if (!(correlation is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation must lie in [0, 1).");
        }
    }

    private static void CheckGrades(IReadOnlyList<LowDefaultGrade> grades)
    {
        ArgumentNullException.ThrowIfNull(grades);
        if (grades.Any(grade => grade.Firms < 0 || grade.Defaults < 0 || grade.Defaults > grade.Firms) || grades.Sum(grade => (long)grade.Firms) is 0 or > int.MaxValue)
        {
            throw new ArgumentException("A grade needs firms, and no more defaults than firms; together there must be at least one firm.", nameof(grades));
        }
    }
}
