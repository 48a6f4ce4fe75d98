using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Benchmark;

/// <summary>The histories that are timed: firms of ten years of trading days, asset volatility 0.06 to 0.60, default points and a rate that step each quarter, a day in fifty absent.</summary>
internal sealed class RollingHistories
{
    internal const int Days = 2500;
    private const double Year = 250;
    private const int Quarter = 62;

    /// <summary>Simulates firms; the same ones every time.</summary>
    /// <param name="firms">How many.</param>
    internal RollingHistories(int firms)
    {
        Firms = firms;
        Times = new double[firms][];
        Equity = new double[firms][];
        Debt = new double[firms][];
        Rates = new double[firms][];
        Dates = new DateOnly[firms][];
        for (int firm = 0; firm < firms; firm++)
        {
            Simulate(firm);
        }
    }

    internal int Firms { get; }

    internal double[][] Times { get; }

    internal double[][] Equity { get; }

    internal double[][] Debt { get; }

    internal double[][] Rates { get; }

    internal DateOnly[][] Dates { get; }

    internal EquityWindow Window(int firm, int first, int days) => new()
    {
        Times = Times[firm].AsSpan(first, days),
        EquityValues = Equity[firm].AsSpan(first, days),
        DefaultPoints = Debt[firm].AsSpan(first, days),
        RiskFreeRates = Rates[firm].AsSpan(first, days),
        HorizonYears = 1,
    };

    private void Simulate(int firm)
    {
        var random = new PhiloxStream(2010, (uint)firm);
        (Times[firm], Equity[firm], Debt[firm], Rates[firm], Dates[firm]) = (new double[Days], new double[Days], new double[Days], new double[Days], new DateOnly[Days]);
        double volatility = 0.06 * Math.Pow(10, random.NextUniform());
        double assets = 100;
        double debt = 100 * (0.2 + (0.75 * random.NextUniform()));
        double rate = 0.03;
        var date = new DateOnly(2010, 1, 4);
        int trading = 0;
        for (int day = 0; day < Days; trading++, date = date.AddDays(date.DayOfWeek == DayOfWeek.Friday ? 3 : 1))
        {
            assets *= Math.Exp(((0.05 - (0.5 * volatility * volatility)) / Year) + (volatility * random.NextNormal() / Math.Sqrt(Year)));
            if (trading % Quarter == Quarter - 1)
            {
                // Leverage is drawn back towards a half, as a firm's is.
                debt *= Math.Exp((0.05 * random.NextNormal()) + (0.15 * Math.Log(0.5 * assets / debt)));
                rate = 0.03 + (0.005 * random.NextNormal());
            }

            if (random.NextUniform() < 0.02)
            {
                continue;
            }

            Times[firm][day] = trading / Year;
            Dates[firm][day] = date;
            Debt[firm][day] = debt;
            Rates[firm][day] = rate;
            Equity[firm][day] = MertonModel.EquityValue(assets, volatility, debt, rate, 1);
            day++;
        }
    }
}
