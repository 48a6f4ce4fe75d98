using Freeboard.Assessment;
using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Services.Tests.Monitoring;

/// <summary>Firms to which nothing happens: assets move by a geometric Brownian motion without drift, debt, volatility and rate stay. Equity by Merton's model; assets are solved back from it as an assessment does.</summary>
internal static class MonitoredMarket
{
    /// <summary>Rows of firms on days.</summary>
    /// <param name="firms">Number of firms.</param>
    /// <param name="days">The days.</param>
    /// <param name="perYear">Steps a year, whose square root scales a step.</param>
    /// <param name="seed">Seed.</param>
    public static List<AssessmentRow> Quiet(int firms, IReadOnlyList<DateOnly> days, double perYear, ulong seed)
    {
        List<AssessmentRow> rows = new(firms * days.Count);
        for (int firm = 0; firm < firms; firm++)
        {
            PhiloxStream stream = new(seed, (uint)firm);
            double volatility = 0.1 + (0.4 * stream.NextUniform());
            double debt = 1e9 * Math.Exp(stream.NextNormal());
            const double Rate = 0.03;

            // So far from default that the distance stays a number the equations tell apart for twenty years.
            double logAssets = Math.Log(debt) + (volatility * (6 + (2 * stream.NextNormal())));
            foreach (DateOnly day in days)
            {
                logAssets += volatility * Math.Sqrt(1 / perYear) * stream.NextNormal();
                double assets = Math.Exp(logAssets);
                MertonSolution solution = TwoEquations.Solve(new MertonInputs
                {
                    EquityValue = MertonModel.EquityValue(assets, volatility, debt, Rate, 1),
                    EquityVolatility = MertonModel.EquityVolatility(assets, volatility, debt, Rate, 1),
                    DefaultPoint = debt,
                    RiskFreeRate = Rate,
                    HorizonYears = 1,
                });
                rows.Add(Row($"F{firm:0000}", day, solution.AssetValue, solution.AssetVolatility, debt, Rate));
            }
        }

        return rows;
    }

    /// <summary>A row with these assets.</summary>
    public static AssessmentRow Row(string firm, DateOnly day, double assets, double volatility, double debt, double rate)
    {
        double distance = DistanceToDefault.RiskNeutral(assets, volatility, debt, rate, 1);
        double logEdf = StandardNormal.LogCumulative(-distance);
        return new AssessmentRow
        {
            Firm = firm,
            Date = day,
            Currency = "CNY",
            VolatilityModel = "",
            Method = "two-equation",
            EdfMap = "N(-DDRiskNeutral)",
            RunId = "made-up",
            EquityValue = MertonModel.EquityValue(assets, volatility, debt, rate, 1),
            DefaultPoint = debt,
            RiskFreeRate = rate,
            HorizonYears = 1,
            AssetValue = assets,
            AssetVolatility = volatility,
            DdKmv = DistanceToDefault.Kmv(assets, volatility, debt, 1),
            DdRiskNeutral = distance,
            LnEdf = logEdf,
            Edf = Math.Exp(logEdf),
            Status = AssessmentStatus.Converged,
        };
    }

    /// <summary>Last days of months.</summary>
    public static DateOnly[] Months(int from, int years) => [.. Enumerable.Range(0, 12 * years).Select(m => new DateOnly(from, 1, 31).AddMonths(m)).Select(d => new DateOnly(d.Year, d.Month, DateTime.DaysInMonth(d.Year, d.Month)))];

    /// <summary>Weekdays of years, but for the first five of February and the first six of October: about 250 a year.</summary>
    public static DateOnly[] TradingDays(int from, int years)
    {
        List<DateOnly> days = [];
        (int Month, int Count) holiday = default;
        for (DateOnly day = new(from, 1, 1); day.Year < from + years; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            holiday = holiday.Month == day.Month ? (day.Month, holiday.Count + 1) : (day.Month, 1);
            if (!((day.Month == 2 && holiday.Count <= 5) || (day.Month == 10 && holiday.Count <= 6)))
            {
                days.Add(day);
            }
        }

        return [.. days];
    }
}
