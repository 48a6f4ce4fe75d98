namespace Freeboard.Volatility.Garch;

/// <summary>Whether a sample can be fitted at all, and its unit.</summary>
internal static class SampleCheck
{
    /// <summary>Squares and their reciprocals stay within the doubles.</summary>
    private const double Largest = 1e120;
    private const double Smallest = 1e-120;

    /// <summary>A standard deviation this small against the returns is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>With less than this share of returns different from zero the share hardly traded.</summary>
    private const double LeastShareMoving = 0.1;

    /// <summary>A single return with more than this share of the sum of squares leaves nothing to the others.</summary>
    private const double LargestShareOfOne = 0.75;

    /// <summary>Checks.</summary>
    /// <param name="returns">The sample.</param>
    /// <param name="specification">The model.</param>
    /// <param name="minimum">Fewest returns.</param>
    /// <param name="scale">Root mean square about the mean of least squares: the unit of the fit.</param>
    /// <param name="flags">The finding behind <see cref="GarchStatus.IllPosed"/>.</param>
    /// <returns><see cref="GarchStatus.Converged"/> when there is nothing against a fit.</returns>
    internal static GarchStatus Check(ReadOnlySpan<double> returns, GarchSpecification specification, int minimum, out double scale, out GarchFindings flags)
    {
        (scale, flags) = (1, GarchFindings.None);
        double largest = 0;
        int moving = 0;
        foreach (double value in returns)
        {
            if (!double.IsFinite(value))
            {
                return GarchStatus.InvalidInput;
            }

            largest = Math.Max(largest, Math.Abs(value));
            moving += value != 0 ? 1 : 0;
        }

        if (returns.Length < minimum)
        {
            return GarchStatus.NotEnoughData;
        }

        if (largest == 0 || moving < LeastShareMoving * returns.Length)
        {
            return GarchStatus.NoMovement;
        }

        if (largest > Largest || largest < Smallest)
        {
            return GarchStatus.InvalidInput;
        }

        double aboutMean = RootMeanSquare(returns, MeanModel.Constant, out double dominant);
        if (aboutMean <= Rounding * largest)
        {
            return GarchStatus.NoMovement;
        }

        scale = specification.Mean == MeanModel.Constant ? aboutMean : RootMeanSquare(returns, specification.Mean, out dominant);
        if (scale <= Rounding * largest)
        {
            return GarchStatus.NoMovement;
        }

        if (dominant > LargestShareOfOne)
        {
            flags = GarchFindings.DominantReturn;
            return GarchStatus.IllPosed;
        }

        return GarchStatus.Converged;
    }

    private static double RootMeanSquare(ReadOnlySpan<double> returns, MeanModel mean, out double dominant)
    {
        LeastSquaresMean.Fit(returns, mean, out double intercept, out double slope);
        int skipped = mean == MeanModel.AutoRegressive ? 1 : 0;
        double sum = 0;
        double largest = 0;
        for (int t = skipped; t < returns.Length; t++)
        {
            double e = returns[t] - intercept - (skipped == 1 ? slope * returns[t - 1] : 0);
            sum += e * e;
            largest = Math.Max(largest, e * e);
        }

        dominant = largest / sum;
        return Math.Sqrt(sum / (returns.Length - skipped));
    }
}
