using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>A prepared window under a flat barrier: its log-likelihood at a volatility and a barrier, with the drift concentrated out.</summary>
/// <remarks>
/// l = sum over k of [ -ln(2 pi sigma^2 dt_k)/2 - (r_k - nu dt_k)^2/(2 sigma^2 dt_k) - ln Omega_k + ln(1 - exp(-2 a_(k-1) a_k / (sigma^2 dt_k))) ]: the density of
/// the log equity returns, r_k the log returns of the implied assets, Omega = (V/E) dE/dV, a = ln(V/H). The last term is the probability that assets known at both
/// ends of a gap have not met the barrier inside it, without which a firm that is seen alive would say nothing about its barrier.
/// </remarks>
internal sealed class BarrierWindow
{
    private readonly WindowWorkspace work;
    private readonly double[] ratios;
    private readonly double[] rates;
    private readonly double[] debts;
    private readonly double[] gaps;
    private readonly double lastEquity;

    internal BarrierWindow(in EquityWindow window, WindowWorkspace work)
    {
        this.work = work;
        int days = work.Days;
        ratios = new double[days];
        rates = new double[days];
        debts = new double[days];
        gaps = new double[days];
        Array.Fill(gaps, double.NaN);
        for (int k = 0; k < days; k++)
        {
            int i = work.Index[k];
            debts[k] = window.DefaultPoints[i];
            rates[k] = window.RiskFreeRates[i];
            ratios[k] = work.Ratios[k] == 0 ? double.PositiveInfinity : window.EquityValues[i] / debts[k];
            SumOfLogEquity += k == 0 ? 0 : Math.Log(window.EquityValues[i]);
        }

        lastEquity = window.EquityValues[work.Index[days - 1]];
    }

    /// <summary>Passes over the window so far.</summary>
    internal int Passes { get; private set; }

    internal int Returns => work.Days - 1;

    /// <summary>Time from the first day used to the last, years.</summary>
    internal double Elapsed => work.Elapsed;

    /// <summary>T.</summary>
    internal double Horizon => work.Horizon;

    /// <summary>Sum of ln E after the first day: what stands between the densities of returns and of levels.</summary>
    internal double SumOfLogEquity { get; }

    /// <summary>The log-likelihood of the returns, and the drift nu that it is best with; NaN where assets cannot be had.</summary>
    internal double LogLikelihood(double logVolatility, double fraction, out double logDrift)
    {
        Passes++;
        double sigma = Math.Exp(logVolatility);
        double variance = sigma * sigma;
        double sum = 0;
        double squares = 0;
        double logs = 0;
        double gapBefore = 0;
        double awayBefore = 0;
        logDrift = double.NaN;
        for (int k = 0; k < work.Days; k++)
        {
            BarrierInversion day = Day(k, sigma, fraction);
            if (double.IsNaN(day.Gap))
            {
                return double.NaN;
            }

            if (k > 0)
            {
                double r = work.EquityReturns[k] + (day.Gap - gapBefore);
                double perYear = work.InverseGaps[k];
                sum += r;
                squares += r * r * perYear;
                logs += (0.5 * Math.Log(perYear)) - Math.Log(day.Elasticity) + LogNotMet(2 * awayBefore * day.LogOverBarrier * perYear / variance);
            }

            gapBefore = day.Gap;
            awayBefore = day.LogOverBarrier;
        }

        double time = work.Elapsed;
        if (work.DriftIsEstimated)
        {
            logDrift = sum / time;
            squares -= sum * sum / time;
        }
        else
        {
            logDrift = work.KnownDrift - work.Payout - (0.5 * variance);
            squares += variance * (sum + (0.25 * variance * time));
        }

        return (-Returns * (StandardNormal.LogSqrtTwoPi + logVolatility)) - (squares / (2 * variance)) + logs;
    }

    /// <summary>The firm on the last day.</summary>
    internal BarrierLastDay LastDay(double logVolatility, double fraction, double logDrift)
    {
        double sigma = Math.Exp(logVolatility);
        int last = work.Days - 1;
        BarrierInversion day = Day(last, sigma, fraction);
        double debt = debts[last];
        double t = work.Horizon;
        double value = lastEquity * Math.Exp(day.Gap + work.PayoutTime);
        double drift = work.DriftIsEstimated ? logDrift + (0.5 * sigma * sigma) + work.Payout : work.KnownDrift;
        bool noDebt = debt == 0;
        BarrierFirm firm = Firm(last, sigma, fraction) with { AssetValue = noDebt ? 1 : Math.Exp(day.Gap) * (lastEquity / debt) };
        return new BarrierLastDay(
            value,
            sigma,
            drift,
            noDebt ? double.PositiveInfinity : DistanceToDefault.Kmv(value, sigma, debt, t),
            noDebt ? double.PositiveInfinity : DistanceToDefault.Physical(value, sigma, debt, rates[last] - work.Payout, t),
            noDebt ? double.PositiveInfinity : DistanceToDefault.Physical(value, sigma, debt, drift - work.Payout, t),
            noDebt ? double.NegativeInfinity : BarrierModel.LogDefaultProbability(firm, rates[last]),
            noDebt ? double.NegativeInfinity : BarrierModel.LogFirstPassageProbability(firm, rates[last], t));
    }

    /// <summary>ln(1 - exp(-x)).</summary>
    private static double LogNotMet(double x) =>
        x > 40 ? -Math.Exp(-x)
        : x > 0.7 ? StandardNormal.LogOnePlus(-Math.Exp(-x))
        : Math.Log(-ExpMinusOne.Of(-x));

    private BarrierFirm Firm(int k, double sigma, double fraction) => new()
    {
        AssetValue = 1,
        AssetVolatility = sigma,
        DefaultPoint = 1,
        Barrier = new BarrierTerms { FractionOfDefaultPoint = fraction, GrowthRate = work.Payout },
        RiskFreeRate = rates[k],
        HorizonYears = work.Horizon,
    };

    /// <summary>One day, from where the pass before left it.</summary>
    private BarrierInversion Day(int k, double sigma, double fraction)
    {
        if (double.IsPositiveInfinity(ratios[k]))
        {
            // Debt that is nothing beside the equity, and a barrier under it.
            return new BarrierInversion(0, 1, double.PositiveInfinity);
        }

        if (fraction == 0)
        {
            AssetInversion plain = AssetInversion.Solve(work.Ratios[k], work.LogRatios[k], sigma * work.RootHorizon, double.NaN);
            return new BarrierInversion(plain.Y - work.LogRatios[k], plain.Elasticity, double.PositiveInfinity);
        }

        // The day before is the next best guess when no pass has been made yet.
        double start = double.IsNaN(gaps[k]) && k > 0 ? gaps[k - 1] : gaps[k];
        BarrierInversion day = BarrierInversion.Solve(Firm(k, sigma, fraction), ratios[k], start);
        gaps[k] = day.Gap;
        return day;
    }
}

/// <summary>The firm on a window's last day at trial parameters.</summary>
internal readonly record struct BarrierLastDay(
    double AssetValue,
    double Volatility,
    double Drift,
    double DistanceKmv,
    double DistanceRiskNeutral,
    double DistancePhysical,
    double LogEdf,
    double LogFirstPassage);
