using System.Globalization;

namespace Freeboard.Numerics.Regression;

/// <summary>Which heteroskedasticity-consistent covariance: how squared residuals are weighted by leverage h.</summary>
public enum HeteroskedasticityWeight
{
    /// <summary>e^2: White (1980).</summary>
    HC0 = 0,

    /// <summary>e^2 n / (n - p): Hinkley (1977).</summary>
    HC1,

    /// <summary>e^2 / (1 - h): Horn, Horn and Duncan (1975).</summary>
    HC2,

    /// <summary>e^2 / (1 - h)^2: the jackknife's approximation of Davidson and MacKinnon (1993).</summary>
    HC3,
}

/// <summary>Covariance matrices of coefficients that do not assume errors of one variance (HC) or independent errors (HAC).</summary>
/// <remarks>
/// <para>(X'X)^-1 [sum of w e^2 x x'] (X'X)^-1, and for HAC the Newey-West sum with Bartlett weights 1 - l/(L + 1) over lags up to L.</para>
/// <para>Source: J. G. MacKinnon and H. White (1985); W. K. Newey and K. D. West (1987, 1994).</para>
/// </remarks>
public static class RobustCovariance
{
    /// <summary>A heteroskedasticity-consistent covariance matrix.</summary>
    /// <param name="fit">A fit with numbers.</param>
    /// <param name="weight">Which one; HC3 is the careful choice in small samples.</param>
    /// <returns>
    /// The matrix; an observation of leverage 1 determines its own fitted value and adds nothing under HC2 and HC3, since its residual is zero and its weight is not defined.
    /// </returns>
    /// <exception cref="InvalidOperationException">The fit has no numbers.</exception>
    public static CoefficientCovariance Heteroskedasticity(LeastSquaresFit fit, HeteroskedasticityWeight weight)
    {
        ArgumentNullException.ThrowIfNull(fit);
        FittedNumbers numbers = fit.NumbersOrThrow();
        double[] leverages = fit.Leverages();
        int n = fit.Observations;
        double ratio = (double)n / fit.DegreesOfFreedom!.Value;
        double[] scores = new double[n];
        for (int i = 0; i < n; i++)
        {
            double e = numbers.Residuals[i];
            double room = 1 - leverages[i];
            scores[i] = weight switch
            {
                HeteroskedasticityWeight.HC0 => e,
                HeteroskedasticityWeight.HC1 => e * Math.Sqrt(ratio),
                HeteroskedasticityWeight.HC2 => room > 1e-12 ? e / Math.Sqrt(room) : 0,
                HeteroskedasticityWeight.HC3 => room > 1e-12 ? e / room : 0,
                _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, "No such weight."),
            };
        }

        return Sandwich(fit, numbers, weight.ToString(), scores, 0);
    }

    /// <summary>The Newey-West covariance matrix with Bartlett weights, for observations in order of time.</summary>
    /// <param name="fit">A fit with numbers; its rows are equally spaced in time.</param>
    /// <param name="lag">Lags L, from 0 (which is HC0) to n - 1; floor(4 (n/100)^(2/9)) when null, the rule of thumb of Newey and West (1994). No small-sample factor, no pre-whitening.</param>
    /// <exception cref="InvalidOperationException">The fit has no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lag lies outside 0..n-1.</exception>
    public static CoefficientCovariance NeweyWest(LeastSquaresFit fit, int? lag = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        FittedNumbers numbers = fit.NumbersOrThrow();
        int chosen = lag ?? DefaultLag(fit.Observations);
        if (chosen < 0 || chosen >= fit.Observations)
        {
            throw new ArgumentOutOfRangeException(nameof(lag), lag, $"Must lie in 0..{fit.Observations - 1}.");
        }

        return Sandwich(fit, numbers, string.Create(CultureInfo.InvariantCulture, $"newey-west({chosen})"), numbers.Residuals, chosen);
    }

    /// <summary>floor(4 (n/100)^(2/9)).</summary>
    /// <param name="observations">n.</param>
    public static int DefaultLag(int observations) => Math.Min(Math.Max(0, observations - 1), (int)Math.Floor(4 * Math.Pow(observations / 100.0, 2.0 / 9)));

    /// <summary>In the orthonormal coordinates of Q the sum in the middle is well scaled whatever the units of the columns; R^-1 carries it to the coefficients.</summary>
    private static CoefficientCovariance Sandwich(LeastSquaresFit fit, FittedNumbers numbers, string kind, double[] scores, int lag)
    {
        double[][] q = numbers.Orthonormal;
        int n = fit.Observations;
        int p = numbers.Coefficients.Length;
        double[,] middle = new double[p, p];
        for (int l = 0; l <= lag; l++)
        {
            double weight = 1 - ((double)l / (lag + 1));
            for (int i = l; i < n; i++)
            {
                double product = weight * scores[i] * scores[i - l];
                for (int a = 0; a < p; a++)
                {
                    for (int b = 0; b < p; b++)
                    {
                        middle[a, b] += l == 0
                            ? product * q[i][a] * q[i][b]
                            : product * ((q[i][a] * q[i - l][b]) + (q[i - l][a] * q[i][b]));
                    }
                }
            }
        }

        double[,] result = new double[p, p];
        double[] carried = new double[p];
        for (int i = 0; i < p; i++)
        {
            for (int b = 0; b < p; b++)
            {
                double sum = 0;
                for (int a = 0; a < p; a++)
                {
                    sum += numbers.InverseRoot[i][a] * middle[a, b];
                }

                carried[b] = sum;
            }

            for (int j = 0; j < p; j++)
            {
                result[i, j] = LeastSquaresFit.Dot(carried, numbers.InverseRoot[j]);
            }
        }

        return new CoefficientCovariance(kind, result);
    }
}
