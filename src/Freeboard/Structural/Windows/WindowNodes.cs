using Freeboard.Structural.Batch;
using Freeboard.Structural.Rolling;

namespace Freeboard.Structural.Windows;

/// <summary>The fixed point of a window on eight nodes: where the search over all its days begins.</summary>
/// <remarks>
/// At one volatility the gap b = ln(V exp(-qT)/E) of a day depends on its ln x alone, and smoothly. So eight Chebyshev nodes over the window's range of
/// ln x are inverted in place of its days, and polynomials of degree seven give every day's b and lambda = -dy/dw. What the interpolation misses only
/// moves where the search starts: the passes over the days themselves decide. Where anything is odd the start is the one without nodes.
/// </remarks>
internal static class WindowNodes
{
    private const int Count = ChebyshevNodes.Count;
    private const int MostSteps = 8;

    /// <summary>Steps this short end the search on the nodes: the next one would be its square.</summary>
    private const double LastStep = 1e-5;

    /// <summary>A range of ln x narrower than this is widened: the nodes must stay apart.</summary>
    private const double NarrowestRange = 1e-3;

    /// <summary>Beyond this range polynomials of degree seven point nowhere.</summary>
    private const double WidestRange = 6;

    private static readonly double[] MonomialArray = MakeMonomials();

    /// <summary>Searches on the nodes.</summary>
    /// <param name="work">A prepared window in lanes; receives the gaps to start from.</param>
    /// <param name="centre">ln x of the day that was inverted.</param>
    /// <param name="day">That day at <paramref name="w"/>.</param>
    /// <param name="w">sigmaV sqrt T to begin with; receives the fixed point on the nodes.</param>
    /// <param name="lowest">Smallest w allowed.</param>
    /// <param name="highest">Largest w allowed.</param>
    /// <param name="steps">Steps taken.</param>
    /// <returns>Whether the nodes converged inside the bounds; otherwise neither w nor the gaps are changed in a way that matters.</returns>
    internal static bool TryFind(WindowWorkspace work, double centre, in AssetInversion day, ref double w, double lowest, double highest, out int steps)
    {
        steps = 0;
        bool wide = work.Path == VectorPath.Avx512;
        (double low, double high) = wide ? WindowNodeLanes512.Extent(work) : WindowNodeLanes256.Extent(work);
        double middle = 0.5 * (low + high);
        double halfRange = 0.5 * Math.Max(high - low, NarrowestRange);
        if (!(halfRange < 0.5 * WidestRange) || !double.IsFinite(day.Y))
        {
            return false;
        }

        WindowWorkspace nodes = work.Nodes ??= new WindowWorkspace();
        Place(nodes, middle, halfRange, work.Path);
        WindowStart.Spread(nodes, centre, day, w);
        Span<double> gaps = stackalloc double[Count];
        Span<double> slopes = stackalloc double[Count];
        double previous = 0;
        double at = w;
        while (steps < MostSteps)
        {
            steps++;
            bool inverted = wide
                ? WindowInversion512.Invert(nodes, at, previous, WindowInversion512.FineStep)
                : WindowInversion256.Invert(nodes, at, previous, WindowInversion256.FineStep);
            if (!inverted)
            {
                return false;
            }

            Interpolate(nodes.Gaps, gaps);
            Interpolate(nodes.Lambdas, slopes);
            double q;
            double q1;
            double sum;
            if (wide)
            {
                WindowNodeLanes512.Spread(work, middle, 1 / halfRange, gaps, slopes);
                q = WindowNodeLanes512.SumOfSquares(work, out q1, out sum);
            }
            else
            {
                WindowNodeLanes256.Spread(work, middle, 1 / halfRange, gaps, slopes);
                q = WindowNodeLanes256.SumOfSquares(work, out q1, out sum);
            }

            double step = Step(work, at, q, q1, sum);
            double next = at * Math.Exp(step);
            if (!(Math.Abs(step) < 0.5 && next > lowest && next < highest))
            {
                return false;
            }

            if (Math.Abs(step) < LastStep)
            {
                // The gaps of the days stand at a w that is wrong by this step; they follow by their tangent.
                w = next;
                if (wide)
                {
                    WindowNodeLanes512.Follow(work, next - at);
                }
                else
                {
                    WindowNodeLanes256.Follow(work, next - at);
                }

                return true;
            }

            // A pass is carried by its series over a short way only.
            previous = Math.Abs(step) < 0.2 ? at : 0;
            at = next;
        }

        return false;
    }

    /// <summary>Newton's step on ln F - ln sigma in ln sigma.</summary>
    private static double Step(WindowWorkspace work, double w, double q, double q1, double sum)
    {
        int last = work.Days - 1;
        double sum1 = work.Lambdas[0] - work.Lambdas[last];
        (double squares, double slope) = WindowMoments.SquaresOf(work, w, q, q1, sum, sum1);
        double value = 0.5 * Math.Log(squares * work.Horizon / (last * w * w));
        double derivative = (0.5 * w * slope / squares) - 1;
        return derivative < 0 ? -value / derivative : double.NaN;
    }

    private static void Place(WindowWorkspace nodes, double middle, double halfRange, VectorPath path)
    {
        nodes.Reserve(Count);
        nodes.Days = Count;
        nodes.Path = path;
        for (int k = 0; k < Count; k++)
        {
            double logRatio = middle + (halfRange * ChebyshevNodes.Points[k]);
            nodes.LogRatios[k] = logRatio;
            nodes.Ratios[k] = Math.Exp(logRatio);
        }
    }

    /// <summary>Coefficients of the powers of u in [-1, 1] from the values at the nodes.</summary>
    private static void Interpolate(double[] values, Span<double> powers)
    {
        ReadOnlySpan<double> matrix = MonomialArray;
        powers.Clear();
        for (int k = 0; k < Count; k++)
        {
            double value = values[k];
            ReadOnlySpan<double> row = matrix.Slice(k * Count, Count);
            for (int j = 0; j < Count; j++)
            {
                powers[j] += value * row[j];
            }
        }
    }

    /// <summary>Row k holds the powers of Lagrange's polynomial that is one at node k.</summary>
    private static double[] MakeMonomials()
    {
        double[] rows = new double[Count * Count];
        for (int k = 0; k < Count; k++)
        {
            Span<double> row = rows.AsSpan(k * Count, Count);
            row[0] = 1;
            int degree = 0;
            for (int j = 0; j < Count; j++)
            {
                if (j == k)
                {
                    continue;
                }

                double scale = 1 / (ChebyshevNodes.Points[k] - ChebyshevNodes.Points[j]);
                degree++;
                for (int p = degree; p >= 0; p--)
                {
                    row[p] = scale * ((p > 0 ? row[p - 1] : 0) - (ChebyshevNodes.Points[j] * row[p]));
                }
            }
        }

        return rows;
    }
}
