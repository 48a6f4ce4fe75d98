using Freeboard.Numerics;
using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>A firm's simulated days: jumps of the assets, default points that step, rates that change, absent days and long suspensions.</summary>
internal sealed class SimulatedHistory
{
    private SimulatedHistory(int days)
    {
        Times = new double[days];
        Equity = new double[days];
        Debt = new double[days];
        Rates = new double[days];
        Dates = new DateOnly[days];
    }

    internal double[] Times { get; }

    internal double[] Equity { get; }

    internal double[] Debt { get; }

    internal double[] Rates { get; }

    internal DateOnly[] Dates { get; }

    internal int Length => Times.Length;

    internal static SimulatedHistory Make(uint firm, int days, bool rough)
    {
        const double Year = 250;
        var random = new PhiloxStream(31, firm);
        double volatility = 0.06 * Math.Pow(10, random.NextUniform());
        double assets = 100;
        double debt = 100 * (0.15 + (0.8 * random.NextUniform()));
        double rate = 0.03;
        double time = 0;
        var date = new DateOnly(2009, 1, 5);
        var history = new SimulatedHistory(days);
        for (int day = 0, trading = 0; day < days; trading++)
        {
            do
            {
                date = date.AddDays(1);
            }
            while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

            time += 1 / Year;
            assets *= Math.Exp(((0.04 - (0.5 * volatility * volatility)) / Year) + (volatility * random.NextNormal() / Math.Sqrt(Year)));
            if (rough)
            {
                assets *= random.NextUniform() < 0.002 ? Math.Exp(0.15 * random.NextNormal()) : 1;
                if (trading % 62 == 61)
                {
                    debt *= Math.Exp(0.06 * random.NextNormal());
                    rate = 0.03 + (0.01 * random.NextNormal());
                }

                if (random.NextUniform() < 0.02)
                {
                    continue;
                }

                if (random.NextUniform() < 0.002)
                {
                    date = date.AddDays(60);
                    time += 40 / Year;
                }
            }

            if (assets > 6 * debt || assets < 0.6 * debt)
            {
                // Owners draw or pay in a little at a time: a leverage that stays in the field's range.
                debt *= assets > debt ? 1.05 : 0.95;
            }

            history.Times[day] = time;
            history.Dates[day] = date;
            history.Debt[day] = debt;
            history.Rates[day] = rate;
            history.Equity[day] = Freeboard.Structural.MertonModel.EquityValue(assets, volatility, debt, rate, 1);
            day++;
        }

        return history;
    }

    internal EquityWindow Window(int first, int count) => new()
    {
        Times = Times.AsSpan(first, count),
        EquityValues = Equity.AsSpan(first, count),
        DefaultPoints = Debt.AsSpan(first, count),
        RiskFreeRates = Rates.AsSpan(first, count),
        HorizonYears = 1,
    };

    internal RollingResult Roll<TLane, TMethod>(RollingOptions? options = null, int first = 0, bool dated = true)
        where TLane : struct, ILane<TLane>
        where TMethod : struct, IRollingMethod
    {
        var result = new RollingResult(Length - first);
        new RollingEngine().Run<TLane, TMethod>(Window(first, Length - first), dated ? Dates.AsSpan(first) : default, result.Columns, options ?? RollingOptions.Default);
        return result;
    }

    internal sealed class RollingResult(int days)
    {
        internal EstimationStatus[] Statuses { get; } = new EstimationStatus[days];

        internal double[] Volatility { get; } = new double[days];

        internal double[] Assets { get; } = new double[days];

        internal double[] Drift { get; } = new double[days];

        internal double[] Error { get; } = new double[days];

        internal double[] LogLikelihood { get; } = new double[days];

        internal RollingColumns Columns => new()
        {
            Statuses = Statuses,
            AssetVolatilities = Volatility,
            AssetValues = Assets,
            Drifts = Drift,
            StandardErrorsOfVolatility = Error,
            LogLikelihoods = LogLikelihood,
        };
    }
}
