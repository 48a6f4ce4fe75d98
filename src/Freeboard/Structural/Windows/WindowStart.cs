using Freeboard.Numerics;
using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Where the search on a window begins: a volatility, and for the lanes a y for every day.</summary>
/// <remarks>
/// The two equations at the mean leverage and the equity's own volatility know already how a distressed firm's equity
/// multiplies its assets' moves; the days then follow from that one by their series in ln x.
/// </remarks>
internal static class WindowStart
{
    /// <summary>Above this distance the naive volatility is the solution to a millionth.</summary>
    private const double FarFromDefault = 5;

    /// <summary>w to begin with; the gaps of the workspace are set where days are inverted in lanes.</summary>
    /// <param name="work">The prepared window.</param>
    /// <param name="options">Settings.</param>
    /// <param name="steps">Steps taken on the nodes; 0 where the start is only a guess.</param>
    internal static double Width(WindowWorkspace work, WindowOptions options, out int steps)
    {
        steps = 0;
        double lowest = options.SmallestVolatility * work.RootHorizon;
        double highest = options.LargestVolatility * work.RootHorizon;
        double mean = Mean(work, out double equityVariance);
        double width = TwoEquationWidth(Math.Exp(mean), Math.Sqrt(Math.Max(0, equityVariance)) * work.RootHorizon);
        double w = Math.Clamp(double.IsFinite(width) ? width : lowest, lowest, highest);
        if (work.Path != VectorPath.Scalar)
        {
            var day = AssetInversion.Solve(Math.Exp(mean), mean, w, double.NaN);
            double guess = w;
            if (w is < WindowPass.NarrowestLanes or > WindowPass.WidestLanes || !WindowNodes.TryFind(work, mean, day, ref w, Math.Max(lowest, WindowPass.NarrowestLanes), Math.Min(highest, WindowPass.WidestLanes), out steps))
            {
                (w, steps) = (guess, 0);
                Spread(work, mean, day, w);
            }
        }

        return w;
    }

    /// <summary>The mean of ln x over the days with debt, and the equity's variance per year.</summary>
    private static double Mean(WindowWorkspace work, out double equityVariance)
    {
        double sum;
        double squares;
        double mean;
        switch (work.Path)
        {
            case VectorPath.Avx512:
                mean = WindowLanes512.Describe(work, out sum, out squares);
                break;
            case VectorPath.Avx2:
                mean = WindowLanes256.Describe(work, out sum, out squares);
                break;
            default:
                (sum, squares, mean) = (0, 0, 0);
                int count = 0;
                for (int k = 1; k < work.Days; k++)
                {
                    double r = work.EquityReturns[k];
                    sum += r;
                    squares += r * r * work.InverseGaps[k];
                    count += work.Ratios[k] == 0 ? 0 : 1;
                    mean += work.Ratios[k] == 0 ? 0 : work.LogRatios[k];
                }

                mean = count == 0 ? double.PositiveInfinity : mean / count;
                break;
        }

        equityVariance = (squares - (sum * sum / work.Elapsed)) / (work.Days - 1);
        return mean;
    }

    private static double TwoEquationWidth(double x, double scaledVolatility)
    {
        if (double.IsInfinity(x))
        {
            return scaledVolatility;
        }

        // Far from default assets are E + K, and there is nothing to solve.
        double naive = scaledVolatility * (x / (1 + x));
        if ((StandardNormal.LogOnePlus(x) / naive) - (0.5 * naive) > FarFromDefault)
        {
            return naive;
        }

        MertonSolution solution = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = x,
            EquityVolatility = scaledVolatility,
            DefaultPoint = 1,
            RiskFreeRate = 0,
            HorizonYears = 1,
        });
        return solution.Status == SolverStatus.Converged ? solution.AssetVolatility : naive;
    }

    /// <summary>Gaps to start from, by the series of one day in ln x.</summary>
    internal static void Spread(WindowWorkspace work, double centre, in AssetInversion day, double w)
    {
        double y = double.IsFinite(day.Y) ? day.Y : StandardNormal.LogOnePlus(Math.Exp(centre));
        double kappa = 1 + (day.Lambda / w) - day.Elasticity;
        double third = (kappa * kappa) - (day.Lambda * day.H / (w * w)) - (day.Elasticity * kappa);
        if (work.Path == VectorPath.Avx512)
        {
            WindowLanes512.StartFrom(work, centre, y, 1 / day.Elasticity, kappa, third);
        }
        else
        {
            WindowLanes256.StartFrom(work, centre, y, 1 / day.Elasticity, kappa, third);
        }
    }
}
