using Freeboard.Numerics;

namespace Freeboard.Uncertainty;

/// <summary>Least squares of linear and zigzag uncertainty, whose sum has kinks where a corner of the curve passes a point.</summary>
/// <remarks>
/// The corners are written as a middle and logarithms of the lengths beside it, so that they keep their order. Nelder and Mead's simplex, begun anew
/// three times where it ended, from the lines through every pair of points.
/// </remarks>
internal static class PolygonBeliefFit
{
    private const int MostIterations = 20_000;
    private const int Restarts = 3;

    internal static BeliefFitResult Run(ExpertData data, UncertaintyFamily family)
    {
        double origin = data.Points[0].Value;
        double unit = data.Points[^1].Value - origin;
        double[] x = [.. data.Points.Select(point => (point.Value - origin) / unit)];
        double[] belief = [.. data.Points.Select(point => point.Belief)];
        int size = family == UncertaintyFamily.Linear ? 2 : 3;
        double Objective(double[] p)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double miss = Belief(p, x[i]) - belief[i];
                sum += miss * miss;
            }

            return sum;
        }

        double[]? best = null;
        double least = double.PositiveInfinity;
        int iterations = 0;
        bool ended = false;
        foreach (double[] start in Starts(x, belief, size))
        {
            double[] at = start;
            bool end = false;
            for (int i = 0; i < Restarts; i++)
            {
                (at, int spent, end) = Simplex.Minimise(Objective, at, 0.2, MostIterations);
                iterations += spent;
            }

            if (Objective(at) is double value && value < least)
            {
                (best, least, ended) = (at, value, end);
            }
        }

        if (best is null || best.Skip(1).Any(length => length is < -12 or > 12))
        {
            return BeliefFitResult.Without(BeliefFitStatus.NoSolution, iterations);
        }

        if (!ended)
        {
            return BeliefFitResult.Without(BeliefFitStatus.IterationLimit, iterations);
        }

        double below = Math.Exp(best[1]);
        double above = size == 2 ? below : Math.Exp(best[2]);
        double lowest = origin + (unit * (best[0] - below));
        double middle = origin + (unit * best[0]);
        double highest = origin + (unit * (best[0] + above));
        return BeliefFitResult.Of(size == 2 ? new LinearUncertainty(lowest, highest) : new ZigzagUncertainty(lowest, middle, highest), data, iterations);
    }

    private static double Belief(double[] p, double x)
    {
        double distance = x - p[0];
        double length = Math.Exp(distance < 0 || p.Length == 2 ? p[1] : p[2]);
        return Math.Clamp(0.5 + (0.5 * distance / length), 0, 1);
    }

    private static IEnumerable<double[]> Starts(double[] x, double[] belief, int size)
    {
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                double slope = (belief[j] - belief[i]) / (x[j] - x[i]);
                if (slope > 0)
                {
                    double half = Math.Log(0.5 / slope);
                    double middle = x[i] + ((0.5 - belief[i]) / slope);
                    yield return size == 2 ? [middle, half] : [middle, half, half];
                }
            }
        }
    }
}
