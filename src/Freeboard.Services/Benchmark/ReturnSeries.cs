using Freeboard.Numerics;

namespace Freeboard.Services.Benchmark;

/// <summary>The returns on which volatility models are timed: EGARCH(1,1) with Student t innovations of 6 degrees of freedom, in percent.</summary>
/// <remarks>SplitMix64 and the inverse normal, so that another language makes the same series in a few lines (benchmarks/peers/returns.py).</remarks>
public sealed class ReturnSeries
{
    private const int Discarded = 100;

    /// <summary>Simulates.</summary>
    /// <param name="firms">How many series.</param>
    /// <param name="days">Returns in each.</param>
    public ReturnSeries(int firms, int days)
    {
        var series = new ReadOnlyMemory<double>[firms];
        for (int firm = 0; firm < firms; firm++)
        {
            series[firm] = Simulate(firm, days);
        }

        Series = series;
    }

    /// <summary>One series a firm.</summary>
    public IReadOnlyList<ReadOnlyMemory<double>> Series { get; }

    private static double[] Simulate(int firm, int days)
    {
        ulong state = (ulong)(firm + 1) * 1_000_003UL;
        double alpha = 0.10 + (0.02 * (firm % 6));
        double gamma = -0.03 * (firm % 4);
        double beta = 0.93 + (0.01 * (firm % 6));
        var returns = new double[days];
        double v = 0.8;
        for (int t = -Discarded; t < days; t++)
        {
            // Student t with 6 degrees of freedom: a normal over the root of a mean of six squares, which is -2 ln(u1 u2 u3) / 6. Its variance is 6/4.
            double normal = NormalQuantile.FromProbability(Uniform(ref state));
            double squares = -2 * Math.Log(Uniform(ref state) * Uniform(ref state) * Uniform(ref state));
            double z = normal / Math.Sqrt(squares / 4);
            if (t >= 0)
            {
                returns[t] = 0.04 + (Math.Exp(0.5 * v) * z);
            }

            v = (0.8 * (1 - beta)) + (alpha * (Math.Abs(z) - 0.765)) + (gamma * z) + (beta * v);
        }

        return returns;
    }

    private static double Uniform(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return ((z >> 12) + 0.5) * (1.0 / (1UL << 52));
    }
}
