using System.Runtime.InteropServices;
using Freeboard.Structural.Barrier;
using Freeboard.Structural.CreditGrades;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>The windows of one firm, each put through the estimator of one window.</summary>
internal static class FirmWindows
{
    /// <summary>The windows of a firm as ranges of its rows: the last one ends with the last row.</summary>
    internal static IEnumerable<Range> Of(int rows, EstimateOptions options)
    {
        int length = Math.Min(options.WindowRows ?? rows, rows);

        // Wide, because a step may be longer than any table.
        for (long end = length + ((rows - length) % options.StepRows); end <= rows; end += options.StepRows)
        {
            yield return (int)(end - length)..(int)end;
        }
    }

    /// <summary>The last row of a window that is not missing; its last row when all are.</summary>
    internal static int LastRow(FirmHistory firm, Range window)
    {
        (int start, int length) = window.GetOffsetAndLength(firm.Times.Count);
        for (int i = start + length - 1; i >= start; i--)
        {
            if (!firm.IsMissing(i))
            {
                return i;
            }
        }

        return start + length - 1;
    }

    /// <summary>Whether a window is shorter than the rows that were asked for.</summary>
    internal static bool IsTooShort(int rows, EstimateOptions options) => rows < options.WindowRows;

    /// <summary>A row of output before it has an estimate.</summary>
    internal static EstimatedRow RowOf(FirmHistory firm, Range window, in WindowEstimate estimate, EstimateOptions options)
    {
        int last = LastRow(firm, window);
        return new EstimatedRow(firm.Firm, firm.Labels[last], estimate, double.NaN, double.NaN)
        {
            LastDay = new LastDayFigures(firm.Debt[last], firm.Rate[last], options.HorizonYears ?? firm.Horizon ?? 1, options.PayoutRate),
        };
    }

    internal static EquityWindow ViewOf(FirmHistory firm, Range range, EstimateOptions options) => new()
    {
        Times = CollectionsMarshal.AsSpan(firm.Times)[range],
        EquityValues = CollectionsMarshal.AsSpan(firm.Equity)[range],
        DefaultPoints = CollectionsMarshal.AsSpan(firm.Debt)[range],
        RiskFreeRates = CollectionsMarshal.AsSpan(firm.Rate)[range],
        HorizonYears = options.HorizonYears ?? firm.Horizon ?? 1,
        PayoutRate = options.PayoutRate,
    };

    /// <summary>One window by the method asked for.</summary>
    internal static EstimatedRow Estimate(FirmHistory firm, Range range, EstimateOptions options, WindowWorkspace workspace)
    {
        WindowOptions settings = options.Estimator;
        if (IsTooShort(firm.Times.Count, options))
        {
            return RowOf(firm, range, new WindowEstimate(EstimationStatus.NotEnoughData), options) with
            {
                ModelFigures = [.. EstimateTable.ModelColumnsOf(options.Method).Select(_ => double.NaN)],
                Intervals = options.Intervals is null ? null : EndsOf(new LikelihoodIntervals { Estimate = default, Level = settings.ConfidenceLevel }, IntervalKind.Wald),
            };
        }

        EquityWindow window = ViewOf(firm, range, options);
        switch (options.Method)
        {
            case EstimationMethod.TwoEquation:
                return RowOf(firm, range, HistoricalTwoEquations.Fit(window, settings, workspace), options);
            case EstimationMethod.Kmv:
                return RowOf(firm, range, KmvFixedPoint.Fit(window, settings, workspace), options);
            case EstimationMethod.Mle when options.Intervals is { } kind:
                LikelihoodIntervals intervals = DuanLikelihood.Intervals(window, settings, workspace);
                return RowOf(firm, range, intervals.Estimate, options) with { Intervals = EndsOf(intervals, kind) };
            case EstimationMethod.Mle:
                return RowOf(firm, range, DuanLikelihood.Fit(window, settings, workspace), options);
            case EstimationMethod.Naive:
                return RowOf(firm, range, NaiveDistance.Fit(window, settings, workspace), options);
            case EstimationMethod.Barrier:
                BarrierEstimate barrier = options.BarrierFit == BarrierFit.Equations && options.BarrierFraction is { } fraction
                    ? HistoricalBarrier.Fit(window, fraction, settings, workspace)
                    : BarrierLikelihood.Fit(window, new BarrierLikelihoodOptions { Fraction = options.BarrierFraction, LargestFraction = options.LargestBarrier }, settings, workspace);
                return RowOf(firm, range, barrier.Estimate, options) with
                {
                    ModelFigures = [barrier.BarrierFraction, barrier.StandardErrorOfBarrier, barrier.BarrierProfile.Lower, barrier.BarrierProfile.Upper, barrier.LogLikelihoodGain, barrier.LogFirstPassageProbability],
                };
            case EstimationMethod.CreditGrades:
                CreditGradesEstimate grades = HistoricalCreditGrades.Fit(window, options.MeanRecovery, options.RecoveryDispersion, settings, workspace);
                return RowOf(firm, range, grades.Estimate, options) with { Curve = grades.Curve };
            case EstimationMethod.Jump:
                JumpEstimate jump = HistoricalJumpDiffusion.Fit(window, options.Jumps ?? throw new ArgumentException("The jump-diffusion needs its jumps.", nameof(options)), settings, workspace);
                return RowOf(firm, range, jump.Estimate, options) with { ModelFigures = [jump.DiffusionVolatility, jump.TruncationBound] };
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Method, "No estimator of one window has this name.");
        }
    }

    private static double[] EndsOf(LikelihoodIntervals i, IntervalKind kind)
    {
        ConfidenceInterval[] all = kind == IntervalKind.Wald
            ? [i.VolatilityWald, i.DriftWald, i.DistanceRiskNeutralWald, i.DistancePhysicalWald, i.LogEdfWald]
            : [i.VolatilityProfile, i.DriftProfile, i.DistanceRiskNeutralProfile, i.DistancePhysicalProfile, i.LogEdfProfile];
        return [.. all.SelectMany(interval => (double[])[interval.Lower, interval.Upper])];
    }
}
