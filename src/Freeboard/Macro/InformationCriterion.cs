using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>What a longer lag must earn.</summary>
public enum InformationCriterion
{
    /// <summary>Akaike (1974): 2 a coefficient.</summary>
    Aic = 0,

    /// <summary>Schwarz (1978): ln n a coefficient.</summary>
    Bic,
}

/// <summary>Criteria of a regression with normal errors.</summary>
public static class InformationCriteria
{
    /// <summary>-2 ln L + penalty, with ln L = -n/2 (ln(2 pi RSS/n) + 1) and a penalty of 2 or ln n a coefficient; the variance is not counted.</summary>
    /// <param name="fit">A fit with residuals.</param>
    /// <param name="criterion">Which one.</param>
    /// <returns>The criterion, smaller is better; null in an exact fit or without one. Compare fits of one response on the same rows only.</returns>
    public static double? Of(LeastSquaresFit fit, InformationCriterion criterion)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Status != RegressionStatus.Fitted)
        {
            return null;
        }

        double n = fit.Observations;
        int coefficients = fit.Observations - fit.DegreesOfFreedom!.Value;
        double penalty = criterion == InformationCriterion.Aic ? 2 : Math.Log(n);
        return (n * (Math.Log(2 * Math.PI * fit.ResidualSumOfSquares!.Value / n) + 1)) + (penalty * coefficients);
    }
}
