using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Services.Benchmark;

/// <summary>The firms that are timed: d2 from -1 to 8 evenly, w = sigmaV sqrt T from 0.02 to 0.8 evenly in its logarithm, D from 1 to 1e6, r 3 %, T one year.</summary>
/// <remarks>Additive recurrences rather than random numbers, so that any language makes the same firms in three lines (benchmarks/peers/firms.py).</remarks>
public sealed class BenchmarkFirms
{
    private const double Rate = 0.03;
    private readonly double[] equityValues;
    private readonly double[] equityVolatilities;
    private readonly double[] defaultPoints;
    private readonly double[] riskFreeRates;
    private readonly double[] horizons;

    /// <summary>Makes firms.</summary>
    /// <param name="count">How many.</param>
    /// <param name="mixed">Whether each firm has a rate, 0 to 6 %, and a horizon, half a year to two years, of its own.</param>
    public BenchmarkFirms(int count, bool mixed = false)
    {
        equityValues = new double[count];
        equityVolatilities = new double[count];
        defaultPoints = new double[count];
        riskFreeRates = new double[count];
        horizons = new double[count];
        for (int i = 0; i < count; i++)
        {
            double d2 = -1 + (9 * Fraction(i, 0.6180339887498949));
            double width = 0.02 * Math.Pow(40, Fraction(i, 0.7548776662466927));
            double point = Math.Pow(10, 6 * Fraction(i, 0.5698402909980532));
            double rate = mixed ? 2 * Rate * Fraction(i, 0.4301597090019468) : Rate;
            double horizon = mixed ? 0.5 + (1.5 * Fraction(i, 0.3247179572447460)) : 1;
            double volatility = width / Math.Sqrt(horizon);
            double assets = point * Math.Exp((width * (d2 + (0.5 * width))) - (rate * horizon));
            equityValues[i] = MertonModel.EquityValue(assets, volatility, point, rate, horizon);
            equityVolatilities[i] = MertonModel.EquityVolatility(assets, volatility, point, rate, horizon);
            defaultPoints[i] = point;
            riskFreeRates[i] = rate;
            horizons[i] = horizon;
        }
    }

    /// <summary>How many.</summary>
    public int Count => equityValues.Length;

    /// <summary>The firms as columns.</summary>
    public MertonColumns Columns => new()
    {
        EquityValue = equityValues,
        EquityVolatility = equityVolatilities,
        DefaultPoint = defaultPoints,
        RiskFreeRate = riskFreeRates,
        HorizonYears = horizons,
    };

    private static double Fraction(int i, double step) => ((i + 1) * step) % 1;
}
