using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Volatility.Diagnostics;

/// <summary>n R^2 of an auxiliary regression, chi-square with as many degrees as regressors.</summary>
internal static class LagrangeMultiplier
{
    internal static DiagnosticTest Test(RegressionColumn response, RegressionColumn[] columns, out LeastSquaresFit fit)
    {
        fit = LeastSquares.Fit(response, columns);
        DiagnosticStatus status = fit.Status switch
        {
            RegressionStatus.Fitted when fit.RSquared is not null => DiagnosticStatus.Computed,
            RegressionStatus.InvalidInput => DiagnosticStatus.InvalidInput,
            RegressionStatus.NotEnoughData => DiagnosticStatus.NotEnoughData,
            _ => DiagnosticStatus.NoMovement,
        };
        if (status != DiagnosticStatus.Computed)
        {
            return DiagnosticTest.Without(status, columns.Length);
        }

        double statistic = fit.Observations * fit.RSquared!.Value;
        return new DiagnosticTest
        {
            Status = status,
            Statistic = statistic,
            DegreesOfFreedom = columns.Length,
            PValue = TailProbability.ChiSquare(statistic, columns.Length),
        };
    }
}
