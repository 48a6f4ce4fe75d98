using Freeboard.Structural.Windows;

namespace Freeboard.Structural.CreditGrades;

/// <summary>CreditGrades on the last day of a window, with the equity volatility of the window.</summary>
/// <remarks>
/// The equity value stands for the share price and the default point for the debt per share: only their ratio counts. sigmaE is the annualised standard deviation
/// of the window's log equity returns (unequal gaps, divisor by the options), taken as measured at the last day's price. V = E + L D, sigmaV the model's asset
/// volatility, ln EDF the model's own over the horizon. The model has neither a drift nor a default point at a horizon: drift and distances are absent.
/// The rate and the payout rate do not enter. Errors: never throws for the figures of a firm.
/// </remarks>
public static class HistoricalCreditGrades
{
    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="meanRecovery">Mean global recovery L, decimal in (0, 1].</param>
    /// <param name="recoveryDispersion">Standard deviation lambda of its logarithm; finite, zero or positive.</param>
    /// <param name="options">Settings; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A term of the recovery is outside its range.</exception>
    public static CreditGradesEstimate Fit(in EquityWindow window, double meanRecovery = 0.5, double recoveryDispersion = 0.3, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        if (meanRecovery is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(meanRecovery), meanRecovery, "Must lie in (0, 1].");
        }

        if (!(recoveryDispersion >= 0 && double.IsFinite(recoveryDispersion)))
        {
            throw new ArgumentOutOfRangeException(nameof(recoveryDispersion), recoveryDispersion, "Must be finite and not negative.");
        }

        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        HistoricalDay day = HistoricalDay.Of(window, options, workspace);
        if (day.Status != EstimationStatus.NotRun)
        {
            return new CreditGradesEstimate { Estimate = LastDay.Without(workspace, day.Status, day.OffendingInput) };
        }

        CreditGradesCurve curve = CreditGradesModel.Curve(new CreditGradesInputs
        {
            SharePrice = day.Inputs.EquityValue,
            EquityVolatility = day.Inputs.EquityVolatility,
            DebtPerShare = day.Inputs.DefaultPoint,
            MeanRecovery = meanRecovery,
            RecoveryDispersion = recoveryDispersion,
        });
        if (curve.Status == ModelStatus.DegenerateNoDebt)
        {
            return new CreditGradesEstimate { Estimate = HistoricalTwoEquations.Fit(window, options, workspace), Curve = curve };
        }

        if (curve.Status != ModelStatus.Converged)
        {
            string? offending = curve.OffendingInput == nameof(CreditGradesInputs.DebtPerShare) ? nameof(EquityWindow.DefaultPoints) : curve.OffendingInput;
            return new CreditGradesEstimate { Estimate = LastDay.Without(workspace, HistoricalDay.StatusOf(curve.Status), offending) };
        }

        return new CreditGradesEstimate
        {
            Estimate = new WindowEstimate(EstimationStatus.Converged)
            {
                AssetValue = day.Inputs.EquityValue + (meanRecovery * day.Inputs.DefaultPoint),
                AssetVolatility = curve.AssetVolatility,
                LogEdf = curve.LogDefaultProbability(window.HorizonYears),
                Residual = 0,
                Observations = workspace.Days,
                SkippedDays = workspace.Skipped,
            },
            Curve = curve,
        };
    }
}

/// <summary>A window's CreditGrades figures with the curve over all horizons.</summary>
public readonly record struct CreditGradesEstimate
{
    /// <summary>Nothing run.</summary>
    public CreditGradesEstimate()
    {
    }

    /// <summary>V = E + L D, sigmaV, ln EDF over the horizon, and the status to read first.</summary>
    public WindowEstimate Estimate { get; init; } = new();

    /// <summary>Survival and spread curves; only with an estimate.</summary>
    public CreditGradesCurve Curve { get; init; }
}
