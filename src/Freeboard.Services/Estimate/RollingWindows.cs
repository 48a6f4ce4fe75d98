using System.Runtime.InteropServices;
using Freeboard.Structural;
using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>All windows of a firm at once by the rolling method, where that gives what single windows give.</summary>
/// <remarks>
/// It applies to the KMV fixed point and the likelihood with an estimated drift and no correction for survivorship, to a firm without missing days whose default
/// point never steps by more than a factor of 1.5 (with harder steps the fixed point can have several solutions, and the two methods may take different ones), and where
/// windows are many and close enough to gain. A window that the rolling method does not converge on is put through the single-window estimator, which names the cause.
/// </remarks>
internal static class RollingWindows
{
    /// <summary>A row costs the rolling method as much as a thirtieth of a single window of 250 days; beyond this step single windows are no slower.</summary>
    private const int LargestStep = 20;
    private const int FewestWindows = 32;
    private const int ShortestWindow = 30;
    private const double LargestDebtStep = 1.5;

    internal static bool Applies(FirmHistory firm, EstimateOptions options)
    {
        WindowOptions settings = options.Estimator;
        int rows = firm.Times.Count;
        if (!options.Rolling || options.Intervals is not null || options.Method is not (EstimationMethod.Kmv or EstimationMethod.Mle) || options.WindowRows is not { } length
            || length < ShortestWindow || options.StepRows > LargestStep || (rows - length) / options.StepRows < FewestWindows
            || settings.Drift != DriftTreatment.Estimated || settings.Survivorship != SurvivorshipCorrection.None
            || !(Math.Abs(options.PayoutRate * HorizonOf(firm, options)) <= 300))
        {
            return false;
        }

        for (int i = 0; i < rows; i++)
        {
            if (firm.IsMissing(i))
            {
                return false;
            }

            double step = i == 0 ? 1 : firm.Debt[i] / firm.Debt[i - 1];
            if (!(step >= 1 / LargestDebtStep && step <= LargestDebtStep))
            {
                // A debt that comes or goes is such a step, and so is a figure that is none.
                return false;
            }
        }

        return true;
    }

    internal static IEnumerable<EstimatedRow> Estimate(FirmHistory firm, EstimateOptions options, WindowWorkspace workspace)
    {
        int rows = firm.Times.Count;
        int length = options.WindowRows!.Value;
        bool likelihood = options.Method == EstimationMethod.Mle;
        var statuses = new EstimationStatus[rows];
        double[] volatilities = new double[rows];
        double[] values = new double[rows];
        double[] drifts = new double[rows];
        double[] errors = likelihood ? new double[rows] : [];
        double[] likelihoods = likelihood ? new double[rows] : [];
        RollingColumns columns = new()
        {
            Statuses = statuses,
            AssetVolatilities = volatilities,
            AssetValues = values,
            Drifts = drifts,
            StandardErrorsOfVolatility = errors,
            LogLikelihoods = likelihoods,
        };
        RollingOptions settings = new() { WindowDays = length, Window = options.Estimator };
        EquityWindow history = FirmWindows.ViewOf(firm, .., options);
        ReadOnlySpan<DateOnly> dates = firm.Dates.Count == rows ? CollectionsMarshal.AsSpan(firm.Dates) : [];
        _ = likelihood ? RollingDuanLikelihood.Estimate(history, dates, columns, settings) : RollingKmv.Estimate(history, dates, columns, settings);

        double[] logEquity = [.. firm.Equity.Select(equity => Math.Log(equity))];
        List<EstimatedRow> estimates = [];
        foreach (Range window in FirmWindows.Of(rows, options))
        {
            int last = window.End.Value - 1;
            if (statuses[last] != EstimationStatus.Converged || !double.IsNormal(values[last]))
            {
                estimates.Add(FirmWindows.Estimate(firm, window, options, workspace));
                continue;
            }

            WindowEstimate estimate = Describe(firm, last, volatilities[last], values[last], drifts[last], options) with { Observations = length };
            if (likelihood)
            {
                estimate = estimate with
                {
                    StandardErrorOfVolatility = errors[last],
                    LogLikelihood = likelihoods[last],
                    LogLikelihoodOfReturns = likelihoods[last] + Sum(logEquity.AsSpan((last - length + 2)..(last + 1))),
                };
            }

            estimates.Add(FirmWindows.RowOf(firm, window, estimate, options));
        }

        return estimates;
    }

    private static WindowEstimate Describe(FirmHistory firm, int row, double volatility, double value, double drift, EstimateOptions options)
    {
        double debt = firm.Debt[row];
        double horizon = HorizonOf(firm, options);
        double distance = DistanceToDefault.RiskNeutral(value, volatility, debt, firm.Rate[row] - options.PayoutRate, horizon);
        return new WindowEstimate(EstimationStatus.Converged)
        {
            AssetVolatility = volatility,
            Drift = drift,
            AssetValue = value,
            DistanceKmv = DistanceToDefault.Kmv(value, volatility, debt, horizon),
            DistanceRiskNeutral = distance,
            DistancePhysical = DistanceToDefault.Physical(value, volatility, debt, drift - options.PayoutRate, horizon),
            LogEdf = ExpectedDefaultFrequency.LogFromDistance(distance),
        };
    }

    private static double HorizonOf(FirmHistory firm, EstimateOptions options) => options.HorizonYears ?? firm.Horizon ?? 1;

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
