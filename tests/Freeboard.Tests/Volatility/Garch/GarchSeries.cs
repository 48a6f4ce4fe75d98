using System.Globalization;
using Freeboard.Numerics;

namespace Freeboard.Tests.Volatility.Garch;

/// <summary>Series to fit: the published ones, and simulated ones with a fixed seed.</summary>
internal static class GarchSeries
{
    internal static double[] MarkPound { get; } = Load("dem2gbp");

    internal static double[] Sp500 { get; } = Load("sp500_arch_1999_2018");

    internal static double[] Sp500Long { get; } = Load("sp500ret_rugarch_1987_2009");

    internal static double[] Load(string name)
    {
        string file = Path.Combine(ReferenceTable.RepositoryRoot, "tests", "ReferenceValues", "garch", "series", name + ".csv");
        return [.. File.ReadLines(file).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>EGARCH(1,1), normal.</summary>
    internal static double[] Egarch(int n, ulong seed, double omega = -0.02, double alpha = 0.18, double gamma = -0.09, double beta = 0.96)
    {
        var stream = new PhiloxStream(seed);
        var y = new double[n];
        double v = omega / (1 - beta);
        for (int t = -200; t < n; t++)
        {
            double z = stream.NextNormal();
            if (t >= 0)
            {
                y[t] = 0.03 + (Math.Exp(0.5 * v) * z);
            }

            v = omega + (alpha * (Math.Abs(z) - Math.Sqrt(2 / Math.PI))) + (gamma * z) + (beta * v);
        }

        return y;
    }

    /// <summary>Independent normal returns: nothing for a GARCH to find.</summary>
    internal static double[] Noise(int n, ulong seed)
    {
        var stream = new PhiloxStream(seed);
        return [.. Enumerable.Range(0, n).Select(_ => stream.NextNormal())];
    }
}
