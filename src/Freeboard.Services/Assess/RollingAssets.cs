using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Structural;
using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;
using Freeboard.Volatility;

namespace Freeboard.Services.Assess;

/// <summary>The asset volatility of every trading day of a firm by the rolling KMV fixed point, each from what was knowable up to its day.</summary>
/// <remarks>
/// <para>The equity of a window is what one share's holder had, the chain of adjusted closes, and the debt is that of one such share: so an issue of
/// shares is no return. The number of shares is the median of the last <see cref="CountDays"/> trading days, so that a count which
/// becomes known some days after the price fell for it does not look like a firm that halved and doubled. A return that is not
/// usable (<see cref="PriceObservation.ReturnBreak"/>) counts as none. The assets of a row are of its own day: its own count, debt and rate.</para>
/// <para>Time is counted in sessions of the market, <see cref="PeriodsPerYear"/> a year: a return over a suspension has its length in sessions.</para>
/// <para>A day without every figure is not in the windows; a day's bits depend on no later day.</para>
/// </remarks>
internal sealed class RollingAssets
{
    /// <summary>Trading days whose middle number of shares counts: a count may be five days late.</summary>
    public const int CountDays = 11;

    private readonly DateOnly[] dates;
    private readonly bool[] usable;
    private readonly EstimationStatus[] statuses;
    private readonly double[] volatilities;
    private readonly double[] drifts;

    private RollingAssets(DateOnly[] dates)
    {
        this.dates = dates;
        usable = new bool[dates.Length];
        statuses = new EstimationStatus[dates.Length];
        volatilities = new double[dates.Length];
        drifts = new double[dates.Length];
    }

    /// <summary>Sessions a year that the windows count with: those asked for, else 250.</summary>
    public static double PeriodsPerYear(AssessmentOptions options) => options.Volatility.Annualisation.PeriodsPerYear ?? 250;

    /// <summary>Rolls through a firm's history.</summary>
    /// <param name="history">The firm.</param>
    /// <param name="quotations">Rates of the market.</param>
    /// <param name="options">Settings.</param>
    /// <param name="assessor">Finds the figures of a day.</param>
    /// <param name="marketDays">Trading days of the market, ascending.</param>
    public static RollingAssets Of(FirmHistory history, Quotations quotations, AssessmentOptions options, FirmAssessor assessor, IReadOnlyList<DateOnly> marketDays)
    {
        ReadOnlySpan<PriceObservation> all = history.PanelAsOf(DateOnly.MaxValue, quotations).Prices;
        DateOnly[] dates = new DateOnly[all.Length];
        for (int i = 0; i < dates.Length; i++)
        {
            dates[i] = all[i].Date;
        }

        RollingAssets assets = new(dates);
        double[] times = new double[dates.Length];
        double[] equities = new double[dates.Length];
        double[] debts = new double[dates.Length];
        double[] rates = new double[dates.Length];
        MiddleCount count = new();
        double periods = PeriodsPerYear(options);
        double level = 1;
        DateOnly last = DateOnly.MinValue;
        for (int i = 0, session = 0; i < dates.Length; i++)
        {
            while (session < marketDays.Count && marketDays[session] < dates[i])
            {
                session++;
            }

            times[i] = session / periods;
            FirmPanel panel = history.PanelAsOf(dates[i], quotations);
            equities[i] = debts[i] = rates[i] = double.NaN;
            if (panel.CloseDate != dates[i])
            {
                // A price that became known only later.
                continue;
            }

            level *= GrossReturn(panel.Prices, last);
            last = dates[i];
            if (assessor.TryFigures(panel, out double equity, out double debt, out double rate))
            {
                assets.usable[i] = true;
                (equities[i], debts[i], rates[i]) = (level, debt / count.After(equity / level), rate);
            }
        }

        EquityWindow window = new() { Times = times, EquityValues = equities, DefaultPoints = debts, RiskFreeRates = rates, HorizonYears = options.HorizonYears };
        RollingColumns columns = new() { Statuses = assets.statuses, AssetVolatilities = assets.volatilities, Drifts = assets.drifts };
        _ = RollingKmv.Estimate(window, dates, columns, RollingOptions.Default with { WindowDays = options.RollingWindowDays });
        return assets;
    }

    /// <summary>The assets of a day from the window that ends on its last trading day with every figure.</summary>
    /// <param name="inputs">Equity value, default point, rate and horizon of the day.</param>
    /// <param name="lastTradingDay">The day of the last close.</param>
    /// <param name="drift">Physical drift of the assets, continuous, per year.</param>
    /// <param name="status">Why there is, or is not, an answer.</param>
    public MertonSolution Solve(in MertonInputs inputs, DateOnly lastTradingDay, out double drift, out AssessmentStatus status)
    {
        int row = Array.BinarySearch(dates, lastTradingDay);
        while (row >= 0 && !usable[row])
        {
            row--;
        }

        drift = double.NaN;
        status = row < 0 ? AssessmentStatus.NotEnoughData : ToAssessmentStatus(statuses[row]);
        if (status is not (AssessmentStatus.Converged or AssessmentStatus.DegenerateNoDebt))
        {
            return default;
        }

        drift = drifts[row];
        double volatility = volatilities[row];
        if (inputs.DefaultPoint == 0)
        {
            status = AssessmentStatus.DegenerateNoDebt;
            return Solution(SolverStatus.DegenerateNoDebt, inputs.EquityValue, volatility, double.PositiveInfinity, double.NegativeInfinity);
        }

        double debt = inputs.DefaultPoint * Math.Exp(-inputs.RiskFreeRate * inputs.HorizonYears);
        double ratio = inputs.EquityValue / debt;
        if (!(ratio is > 1e-300 and < double.PositiveInfinity))
        {
            status = double.IsFinite(ratio) ? AssessmentStatus.Underflow : AssessmentStatus.InvalidInput;
            return default;
        }

        double assets = ratio > AssetInversion.LargestRatio
            ? inputs.EquityValue + debt
            : debt * Math.Exp(AssetInversion.Solve(ratio, Math.Log(ratio), volatility * Math.Sqrt(inputs.HorizonYears), double.NaN).Y);
        double distance = DistanceToDefault.RiskNeutral(assets, volatility, inputs.DefaultPoint, inputs.RiskFreeRate, inputs.HorizonYears);
        status = double.IsFinite(assets) && double.IsFinite(distance) ? AssessmentStatus.Converged : AssessmentStatus.NumericalBreakdown;
        return Solution(SolverStatus.Converged, assets, volatility, distance, ExpectedDefaultFrequency.LogFromDistance(distance));
    }

    private static MertonSolution Solution(SolverStatus status, double assets, double volatility, double distance, double logProbability) => new()
    {
        Status = status,
        AssetValue = assets,
        AssetVolatility = volatility,
        D1 = double.NaN,
        D2 = distance,
        LogDefaultProbability = logProbability,
        ConditionNumber = double.NaN,
        Residual = double.NaN,
        Iterations = 0,
    };

    /// <summary>The median of the last numbers of shares; of two middle ones the smaller.</summary>
    private sealed class MiddleCount
    {
        private readonly double[] last = new double[CountDays];
        private readonly double[] sorted = new double[CountDays];
        private int seen;

        public double After(double count)
        {
            last[seen++ % CountDays] = count;
            int held = Math.Min(seen, CountDays);
            Span<double> order = sorted.AsSpan(0, held);
            last.AsSpan(0, held).CopyTo(order);
            order.Sort();
            return order[(held - 1) / 2];
        }
    }

    /// <summary>What one unit held at the former day is worth at the last; 1 where that is not known.</summary>
    private static double GrossReturn(ReadOnlySpan<PriceObservation> prices, DateOnly former)
    {
        double gross = 1;
        for (int i = prices.Length - 1; i > 0 && prices[i].Date > former && former != DateOnly.MinValue; i--)
        {
            double step = prices[i].AdjustedClose / prices[i - 1].AdjustedClose;
            if (!prices[i].ReturnBreak && double.IsNormal(step) && step > 0)
            {
                gross *= step;
            }
        }

        return gross;
    }

    private static AssessmentStatus ToAssessmentStatus(EstimationStatus status) => status switch
    {
        EstimationStatus.Converged => AssessmentStatus.Converged,
        EstimationStatus.DegenerateNoDebt => AssessmentStatus.DegenerateNoDebt,
        EstimationStatus.InvalidInput => AssessmentStatus.InvalidInput,
        EstimationStatus.NotEnoughData => AssessmentStatus.NotEnoughData,
        EstimationStatus.NoMovement => AssessmentStatus.DegenerateNoVolatility,
        EstimationStatus.BoundBinds => AssessmentStatus.BoundBinds,
        EstimationStatus.Underflow => AssessmentStatus.Underflow,
        EstimationStatus.IterationLimit => AssessmentStatus.IterationLimit,
        EstimationStatus.NumericalBreakdown => AssessmentStatus.NumericalBreakdown,
        _ => AssessmentStatus.NotRun,
    };
}
