namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>One position's part in the spread of the portfolio's value, currency units.</summary>
/// <param name="Mean">Its mean value.</param>
/// <param name="StandardDeviation">Standard deviation of its value alone.</param>
/// <param name="Contribution">Its part of the portfolio's standard deviation: covariance over standard deviation (Euler); the parts add up.</param>
/// <param name="Marginal">How much the portfolio's standard deviation would fall without it (CreditMetrics' marginal risk).</param>
public readonly record struct PositionMoments(double Mean, double StandardDeviation, double Contribution, double Marginal);

/// <summary>Mean and standard deviation of the value at the horizon, and what each position does to it: analytic, for any number of factors.</summary>
/// <remarks>
/// <para>Two positions covary by the sum over m of rho^m c_m c'_m, with the coefficients of their values in normalised Hermite polynomials (Mehler 1866): for rating states the bivariate normal
/// probabilities of every pair of states, without computing one of them. Under one factor rho = a a', so that the double sum falls apart: n terms in place of n^2.</para>
/// <para>Accuracy: 1e-12 relative up to correlations of 0.9 between two borrowers; beyond, 400 terms leave rho^400. The two-bond example agrees with bivariate normal probabilities to 1e-10 (tests).</para>
/// </remarks>
public sealed class ValueMoments
{
    private const int FewestTerms = 10;
    private const int MostTerms = 400;

    private ValueMoments(double mean, double standardDeviation, PositionMoments[] positions)
    {
        Mean = mean;
        StandardDeviation = standardDeviation;
        Positions = positions;
    }

    /// <summary>Mean value, currency units.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the value, currency units.</summary>
    public double StandardDeviation { get; }

    /// <summary>Position by position.</summary>
    public IReadOnlyList<PositionMoments> Positions { get; }

    /// <summary>The moments of a portfolio.</summary>
    /// <param name="portfolio">The positions.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValueMoments Of(MarkToMarketPortfolio portfolio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        int n = portfolio.Ids.Count;
        int terms = TermsFor(portfolio);
        double[][] coefficients = [.. portfolio.Profiles.Select(profile => profile.Coefficients(terms))];
        double[] withOthers = portfolio.FactorCount == 1 ? OneFactor(portfolio, coefficients, terms) : Pairs(portfolio, coefficients, terms, cancellationToken);
        double variance = 0;
        for (int i = 0; i < n; i++)
        {
            double own = portfolio.Profiles[i].StandardDeviation;
            variance += (own * own) + withOthers[i];
        }

        double deviation = Math.Sqrt(Math.Max(0, variance));
        PositionMoments[] positions = new PositionMoments[n];
        for (int i = 0; i < n; i++)
        {
            HorizonProfile profile = portfolio.Profiles[i];
            double own = profile.StandardDeviation * profile.StandardDeviation;
            double without = Math.Sqrt(Math.Max(0, variance - own - (2 * withOthers[i])));
            positions[i] = new PositionMoments(profile.Mean, profile.StandardDeviation, deviation > 0 ? (own + withOthers[i]) / deviation : 0, deviation - without);
        }

        return new ValueMoments(portfolio.MeanValue, deviation, positions);
    }

    /// <summary>Terms after which the largest correlation of two borrowers leaves nothing.</summary>
    private static int TermsFor(MarkToMarketPortfolio portfolio)
    {
        double first = 0;
        double second = 0;
        for (int i = 0; i < portfolio.Ids.Count; i++)
        {
            double square = 0;
            foreach (double loading in portfolio.LoadingsOf(i))
            {
                square += loading * loading;
            }

            (first, second) = square > first ? (square, first) : (first, Math.Max(second, square));
        }

        double largest = Math.Sqrt(first * second);
        return largest <= 0 ? FewestTerms : (int)Math.Clamp(Math.Ceiling(Math.Log(1e-16) / Math.Log(largest)), FewestTerms, MostTerms);
    }

    private static double[] OneFactor(MarkToMarketPortfolio portfolio, double[][] coefficients, int terms)
    {
        int n = coefficients.Length;
        double[] withOthers = new double[n];
        double[] powers = [.. Enumerable.Repeat(1.0, n)];
        for (int m = 0; m < terms; m++)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                powers[i] *= portfolio.LoadingsOf(i)[0];
                sum += powers[i] * coefficients[i][m];
            }

            for (int i = 0; i < n; i++)
            {
                double own = powers[i] * coefficients[i][m];
                withOthers[i] += own * (sum - own);
            }
        }

        return withOthers;
    }

    private static double[] Pairs(MarkToMarketPortfolio portfolio, double[][] coefficients, int terms, CancellationToken cancellationToken)
    {
        int n = coefficients.Length;
        double[] withOthers = new double[n];
        for (int i = 0; i < n; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<double> mine = portfolio.LoadingsOf(i);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> theirs = portfolio.LoadingsOf(j);
                double correlation = 0;
                for (int f = 0; f < mine.Length; f++)
                {
                    correlation += mine[f] * theirs[f];
                }

                double covariance = 0;
                for (int m = terms - 1; m >= 0; m--)
                {
                    covariance = correlation * (covariance + (coefficients[i][m] * coefficients[j][m]));
                }

                withOthers[i] += covariance;
                withOthers[j] += covariance;
            }
        }

        return withOthers;
    }
}
