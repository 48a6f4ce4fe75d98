using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Bayes;

/// <summary>The posterior density of u = ln w on Gauss-Legendre points.</summary>
internal sealed class WindowPosteriorGrid
{
    private readonly double from;
    private readonly double to;
    private readonly int pieces;
    private readonly double top;
    private readonly double mass;
    private readonly WindowWorkspace work;

    private WindowPosteriorGrid(WindowWorkspace work, double from, double to, int pieces, double top)
    {
        (this.work, this.from, this.to, this.pieces, this.top) = (work, from, to, pieces, top);
        mass = GaussLegendre.Integrate(Density, from, to, pieces);
    }

    /// <summary>Goes outwards from the maximum until the density has fallen by exp(-depth); null where a window cannot be inverted on the way.</summary>
    internal static WindowPosteriorGrid? Make(WindowWorkspace work, double centre, double deviation, double depth, int pieces)
    {
        double top = LogDensity(work, centre);
        if (!double.IsFinite(top) || !(deviation > 0) || !double.IsFinite(deviation))
        {
            return null;
        }

        double[] ends = new double[2];
        for (int side = 0; side < 2; side++)
        {
            double step = (side == 0 ? -1 : 1) * deviation;
            double u = centre + (6 * step);
            for (int i = 0; i < 100; i++)
            {
                double value = LogDensity(work, u);
                if (double.IsNaN(value))
                {
                    return null;
                }

                if (value < top - depth)
                {
                    break;
                }

                u += step;
            }

            ends[side] = u;
        }

        WindowPosteriorGrid grid = new(work, ends[0], ends[1], pieces, top);
        return grid.mass > 0 && double.IsFinite(grid.mass) ? grid : null;
    }

    /// <summary>The risk-neutral distance at u.</summary>
    internal static double DistanceAt(WindowWorkspace work, double u)
    {
        double w = Math.Exp(u);
        WindowPass.Cold(work, w);
        int last = work.Days - 1;
        return ((work.LogRatios[last] + work.Gaps[last]) / w) - (0.5 * w);
    }

    /// <summary>Mean of a function of u and the risk-neutral distance.</summary>
    internal double Mean(Func<double, double, double> function) => GaussLegendre.Integrate(
        u =>
        {
            double density = Density(u);
            int last = work.Days - 1;
            double w = Math.Exp(u);
            return density * function(u, ((work.LogRatios[last] + work.Gaps[last]) / w) - (0.5 * w));
        },
        from,
        to,
        pieces) / mass;

    /// <summary>The u below which a share of the posterior lies.</summary>
    internal double Quantile(double share)
    {
        double width = (to - from) / pieces;
        double wanted = share * mass;
        double below = 0;
        double at = from;
        for (int piece = 0; piece < pieces; piece++)
        {
            double part = GaussLegendre.Integrate(Density, at, at + width, 1);
            if (below + part >= wanted || piece == pieces - 1)
            {
                break;
            }

            below += part;
            at += width;
        }

        double low = at;
        double high = at + width;
        for (int i = 0; i < 60 && high - low > 1e-13; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = below + GaussLegendre.Integrate(Density, at, middle, 1) < wanted ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    private double Density(double u) => Math.Exp(LogDensity(work, u) - top);

    /// <summary>The log-likelihood, best in the drift, plus ln sigma for the drift integrated out.</summary>
    private static double LogDensity(WindowWorkspace work, double u)
    {
        double w = Math.Exp(u);
        return WindowPass.Cold(work, w) ? LikelihoodReport.LogLikelihoodOfReturns(work, w, new WindowMoments(work, w)) + u : double.NaN;
    }
}
