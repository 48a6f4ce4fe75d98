namespace Freeboard.Structural.Windows;

/// <summary>The likelihood of one prepared window along u = ln w, best in the drift, and the region around its maximum.</summary>
internal sealed class LikelihoodProfile
{
    private const double Golden = 0.61803398874989485;
    private readonly WindowWorkspace work;
    private readonly WindowOptions options;
    private readonly double top;
    private readonly double drop;

    /// <summary>A profile whose maximum is known.</summary>
    /// <param name="work">The prepared window; every evaluation overwrites its pass.</param>
    /// <param name="options">Settings.</param>
    /// <param name="top">The log-likelihood of the returns at the maximum.</param>
    /// <param name="drop">How far below it the region ends.</param>
    internal LikelihoodProfile(WindowWorkspace work, WindowOptions options, double top, double drop)
    {
        this.work = work;
        this.options = options;
        this.top = top;
        this.drop = drop;
    }

    /// <summary>The end of the region on one side of the maximum; NaN when it lies beyond the bounds of the options.</summary>
    /// <param name="best">u of the maximum.</param>
    /// <param name="guess">Signed first guess of the distance to the end.</param>
    internal double End(double best, double guess)
    {
        double lowest = Math.Log(options.SmallestVolatility * work.RootHorizon);
        double highest = Math.Log(options.LargestVolatility * work.RootHorizon);
        double inside = best;
        double outside = double.NaN;
        double u = best + guess;
        for (int i = 0; i < 200; i++)
        {
            if (u < lowest || u > highest)
            {
                return double.NaN;
            }

            double excess = Value(u, out double slope) - top + drop;
            if (excess > 0)
            {
                inside = u;
            }
            else
            {
                outside = u;
            }

            double next = u - (excess / slope);
            if (double.IsNaN(outside))
            {
                next = best + (2 * (inside - best));
                next = next == best ? best + guess : next;
            }
            else if (Math.Abs(next - u) < 1e-12)
            {
                return next;
            }
            else if (!((next - inside) * (next - outside) < 0))
            {
                next = 0.5 * (inside + outside);
            }

            if (Math.Abs(next - u) < 1e-14)
            {
                return next;
            }

            u = next;
        }

        return double.NaN;
    }

    /// <summary>The greatest value of <paramref name="sign"/> x quantity over the region, times the sign.</summary>
    internal double Extreme(double from, double to, double sign, RegionQuantity quantity)
    {
        double a = from;
        double b = to;
        double left = b - (Golden * (b - a));
        double right = a + (Golden * (b - a));
        double atLeft = sign * At(left, sign, quantity);
        double atRight = sign * At(right, sign, quantity);
        // The extreme errs by the square of what is left.
        while (b - a > 1e-6)
        {
            if (atLeft > atRight)
            {
                (b, right, atRight) = (right, left, atLeft);
                left = b - (Golden * (b - a));
                atLeft = sign * At(left, sign, quantity);
            }
            else
            {
                (a, left, atLeft) = (left, right, atRight);
                right = a + (Golden * (b - a));
                atRight = sign * At(right, sign, quantity);
            }
        }

        return sign * Math.Max(atLeft, atRight);
    }

    /// <summary>Quantity at the drift on the region's edge, on the side where it is greater (sign 1) or smaller (sign -1); at the drift itself when that is known.</summary>
    private double At(double u, double sign, RegionQuantity quantity)
    {
        double w = Math.Exp(u);
        double excess = Math.Max(0, Value(u, out _) - top + drop);
        if (!work.DriftIsEstimated)
        {
            return quantity(work, w, work.LastLeverageOffset + work.Gaps[work.Days - 1], LastDay.LogDrift(work, w, 0));
        }

        var moments = new WindowMoments(work, w);
        double sigma = w / work.RootHorizon;
        double root = Math.Sqrt(work.Elapsed);
        double best = moments.Sum / work.Elapsed;
        double leverage = work.LastLeverageOffset + work.Gaps[work.Days - 1];
        double edge = Math.Sqrt(2 * excess);
        if (options.Survivorship != SurvivorshipCorrection.None)
        {
            edge = SurvivorTerm.At(SurvivorLikelihoodEquation.ZHat(work, w, leverage)).Edge(sign, excess);
        }
        else
        {
            edge *= sign;
        }

        return quantity(work, w, leverage, best + (edge * sigma / root));
    }

    private double Value(double u, out double slope)
    {
        double w = Math.Exp(u);
        if (!WindowPass.Cold(work, w))
        {
            slope = double.NaN;
            return double.NaN;
        }

        double leverage = work.LastLeverageOffset + work.Gaps[work.Days - 1];
        var moments = new WindowMoments(work, w);
        double value = LikelihoodReport.LogLikelihoodOfReturns(work, w, moments);
        if (options.Survivorship == SurvivorshipCorrection.None)
        {
            slope = LikelihoodEquation.Total(work, w, out _);
            return value;
        }

        slope = SurvivorLikelihoodEquation.Total(work, w, out _);
        return leverage > 0 ? value + SurvivorTerm.At(SurvivorLikelihoodEquation.ZHat(work, w, leverage)).Value : double.NegativeInfinity;
    }
}

/// <summary>A quantity of the firm on the last day, from w, ln(V/D) and nu.</summary>
internal delegate double RegionQuantity(WindowWorkspace work, double w, double leverage, double logDrift);
