using Freeboard.Numerics.Regression;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>Engle and Ng's tests that a variance model has not missed how good and bad news differ.</summary>
/// <remarks>
/// Regress z_t^2 on a constant, S_t = 1[e_(t-1) &lt; 0], S_t e_(t-1) and (1 - S_t) e_(t-1). The three coefficients' t values are the sign, negative size and positive
/// size tests, (n - 1) R^2, chi-square with 3, the joint one. Source: Engle and Ng (1993), Journal of Finance 48; as printed by rugarch.
/// </remarks>
public static class SignBias
{
    private const int FewestRows = 6;

    /// <summary>Tests a fit's residuals.</summary>
    /// <param name="standardizedResiduals">z_t in order of time.</param>
    /// <param name="residuals">e_t of the same periods.</param>
    /// <exception cref="ArgumentException">Not as many of the one as of the other.</exception>
    public static SignBiasResult Test(ReadOnlySpan<double> standardizedResiduals, ReadOnlySpan<double> residuals)
    {
        if (standardizedResiduals.Length != residuals.Length)
        {
            throw new ArgumentException("There must be as many standardised residuals as residuals.", nameof(residuals));
        }

        int rows = residuals.Length - 1;
        if (rows < FewestRows)
        {
            return Without(DiagnosticTest.Without(DiagnosticStatus.NotEnoughData, 3));
        }

        double[] sign = new double[rows];
        double[] negative = new double[rows];
        double[] positive = new double[rows];
        for (int t = 0; t < rows; t++)
        {
            // A residual that is no number must reach the regression, which names it.
            bool below = residuals[t] < 0;
            sign[t] = below ? 1 : 0;
            negative[t] = below ? residuals[t] : 0;
            positive[t] = below ? 0 : residuals[t];
        }

        DiagnosticTest joint = LagrangeMultiplier.Test(
            new RegressionColumn("square", Moments.Squares(standardizedResiduals[1..])),
            [new("sign", sign), new("negative size", negative), new("positive size", positive)],
            out LeastSquaresFit fit);
        return joint.Status == DiagnosticStatus.Computed
            ? new SignBiasResult(Of(fit, 1), Of(fit, 2), Of(fit, 3), joint)
            : Without(joint);
    }

    private static SignBiasResult Without(DiagnosticTest joint)
    {
        DiagnosticTest single = joint with { DegreesOfFreedom = 0 };
        return new SignBiasResult(single, single, single, joint);
    }

    private static DiagnosticTest Of(LeastSquaresFit fit, int term) => new()
    {
        Status = DiagnosticStatus.Computed,
        Statistic = fit.Terms[term].TStatistic,
        DegreesOfFreedom = fit.DegreesOfFreedom ?? 0,
        PValue = fit.Terms[term].PValue,
    };
}
