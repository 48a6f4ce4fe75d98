namespace Freeboard.Numerics;

/// <summary>The inverse of the incomplete beta function in its upper limit.</summary>
/// <remarks>By halving on the log odds of x, so that quantiles near 0 and near 1 keep their digits. Accuracy: that of <see cref="IncompleteBeta"/> over its slope; measured in docs/calibration.md.</remarks>
internal static class BetaQuantile
{
    /// <summary>x with I_x(a, b) = probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    internal static double Of(double probability, double a, double b)
    {
        double low = -745;
        double high = 745;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }

            double u = Math.Exp(-Math.Abs(middle));
            double small = u / (1 + u);
            double large = 1 / (1 + u);
            (double x, double y) = middle < 0 ? (small, large) : (large, small);
            if (IncompleteBeta.Regularized(a, b, x, y) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return 1 / (1 + Math.Exp(-0.5 * (low + high)));
    }
}
