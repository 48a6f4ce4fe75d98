using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>The maximum of a window's likelihood in ln sigmaV and the barrier, and the region around it.</summary>
internal sealed class BarrierSearch
{
    private const int ScannedBarriers = 16;
    private const double SmallestScanned = 0.1;
    private const double BarrierTolerance = 1e-5;

    /// <summary>The last step in units of a standard error.</summary>
    private const double Rest = 1e-6;

    private readonly BarrierWindow window;
    private readonly WindowOptions options;
    private readonly WindowEstimate without;
    private readonly double drop;
    private readonly double lowest;
    private readonly double highest;

    /// <summary>A search on a prepared window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="options">Settings.</param>
    /// <param name="without">The estimate without a barrier; converged.</param>
    internal BarrierSearch(BarrierWindow window, WindowOptions options, in WindowEstimate without)
    {
        this.window = window;
        this.options = options;
        this.without = without;
        double quantile = NormalQuantile.FromProbability(0.5 * (1 + options.ConfidenceLevel));
        drop = 0.5 * quantile * quantile;
        lowest = Math.Log(options.SmallestVolatility);
        highest = Math.Log(options.LargestVolatility);
    }

    /// <summary>The maximum with the barrier given.</summary>
    internal BarrierEstimate AtBarrier(double fraction)
    {
        Ridge top = Best(fraction, Math.Log(without.AssetVolatility));
        if (double.IsNaN(top.Value) || top.AtBound is not null)
        {
            return Failed(top);
        }

        BarrierSteps steps = BarrierDerivatives.FirstSteps(fraction) with { Barrier = 0 };
        return Polish(ref top, fraction, ref steps)
            ? BarrierReport.Describe(window, without, top.LogVolatility, fraction, steps)
            : Failed(top);
    }

    /// <summary>The maximum with the barrier estimated.</summary>
    internal BarrierEstimate Estimate(double largest)
    {
        double start = Math.Log(without.AssetVolatility);
        Ridge none = new(0, start, without.LogLikelihoodOfReturns, null);
        Ridge best = none;
        Ridge before = none;
        Ridge last = none;
        List<Ridge> scan = [none];
        for (int i = 0; i < ScannedBarriers; i++)
        {
            // Low barriers do not show in the equity of any firm that is not all but bankrupt.
            double fraction = largest * (SmallestScanned + ((1 - SmallestScanned) * i / (ScannedBarriers - 1)));
            before = last;
            last = Best(fraction, last.LogVolatility);
            if (double.IsNaN(last.Value) || last.AtBound is not null)
            {
                last = before;
                continue;
            }

            scan.Add(last);
            best = last.Value > best.Value ? last : best;
        }

        int at = scan.IndexOf(best);
        if (at > 0)
        {
            best = Refine(scan[at - 1], best, at + 1 < scan.Count ? scan[at + 1] : best);
        }

        double gain = best.Value - none.Value;
        if (!(gain > drop))
        {
            return NotIdentified(scan, best.Value, gain);
        }

        if (best.Fraction >= largest * (1 - BarrierTolerance))
        {
            return new BarrierEstimate
            {
                Estimate = Without(EstimationStatus.BoundBinds) with { BindingBound = nameof(BarrierLikelihoodOptions.LargestFraction) },
                LogLikelihoodGain = gain,
                BarrierProfile = new ConfidenceInterval(Crossing(scan, best, -1), double.NaN),
            };
        }

        BarrierSteps steps = BarrierDerivatives.FirstSteps(best.Fraction);
        if (!Polish(ref best, largest, ref steps))
        {
            return Failed(best);
        }

        BarrierEstimate estimate = BarrierReport.Describe(window, without, best.LogVolatility, best.Fraction, steps);
        return estimate with
        {
            LogLikelihoodGain = best.Value - none.Value,
            BarrierProfile = new ConfidenceInterval(Crossing(scan, best, -1), Crossing(scan, best, 1)),
        };
    }

    private BarrierEstimate NotIdentified(List<Ridge> scan, double top, double gain)
    {
        // Which barriers the data do exclude: those beyond the last one whose likelihood is within reach of the maximum.
        int inside = scan.FindLastIndex(ridge => ridge.Value >= top - drop);
        double upper = inside + 1 < scan.Count ? Cross(scan[inside], scan[inside + 1], top - drop) : double.NaN;
        return new BarrierEstimate
        {
            Estimate = without with { Status = EstimationStatus.NotIdentified, Iterations = without.Iterations + window.Passes },
            LogLikelihoodGain = Math.Max(0, gain),
            BarrierProfile = new ConfidenceInterval(0, upper),
            LogFirstPassageProbability = double.NegativeInfinity,
        };
    }

    private WindowEstimate Without(EstimationStatus status) => new(status)
    {
        Observations = without.Observations,
        SkippedDays = without.SkippedDays,
        Iterations = without.Iterations + window.Passes,
    };

    private BarrierEstimate Failed(in Ridge top) => new()
    {
        Estimate = top.AtBound is null
            ? Without(EstimationStatus.NumericalBreakdown)
            : Without(EstimationStatus.BoundBinds) with { BindingBound = top.AtBound },
    };

    /// <summary>Golden section on the profile, from three points of which the middle one is the greatest (or the last).</summary>
    private Ridge Refine(Ridge left, Ridge middle, Ridge right)
    {
        const double Golden = 0.38196601125010515;
        while (right.Fraction - left.Fraction > 1e-3 * middle.Fraction)
        {
            bool above = right.Fraction - middle.Fraction > middle.Fraction - left.Fraction;
            double fraction = above
                ? middle.Fraction + (Golden * (right.Fraction - middle.Fraction))
                : middle.Fraction - (Golden * (middle.Fraction - left.Fraction));
            Ridge trial = Best(fraction, middle.LogVolatility);
            if (double.IsNaN(trial.Value))
            {
                return middle;
            }

            if (trial.Value > middle.Value)
            {
                (left, middle, right) = above ? (middle, trial, right) : (left, trial, middle);
            }
            else
            {
                (left, right) = above ? (left, trial) : (trial, right);
            }
        }

        return middle;
    }

    /// <summary>Newton's steps in (ln sigma, f), or in ln sigma alone, until they are a millionth of a standard error.</summary>
    private bool Polish(ref Ridge best, double largest, ref BarrierSteps steps)
    {
        for (int i = 0; i < 30; i++)
        {
            BarrierDerivatives d = BarrierDerivatives.At(window, best.LogVolatility, best.Fraction, steps);
            bool alone = steps.Barrier == 0;
            double determinant = (d.VolatilityVolatility * d.BarrierBarrier) - (d.VolatilityBarrier * d.VolatilityBarrier);
            if (!(d.VolatilityVolatility < 0 && (alone || determinant > 0)))
            {
                return false;
            }

            double stepU = alone ? -d.Volatility / d.VolatilityVolatility : -((d.Volatility * d.BarrierBarrier) - (d.Barrier * d.VolatilityBarrier)) / determinant;
            double stepF = alone ? 0 : -((d.Barrier * d.VolatilityVolatility) - (d.Volatility * d.VolatilityBarrier)) / determinant;
            double shorten = Math.Min(1, Math.Min(0.1 / Math.Abs(stepU), 0.05 * best.Fraction / Math.Abs(stepF)));
            double u = best.LogVolatility + (shorten * stepU);
            double f = Math.Min(best.Fraction + (shorten * stepF), largest);
            best = new Ridge(f, u, window.LogLikelihood(u, f, out _), null);
            steps = d.StepsAfter(steps);
            bool small = Math.Abs(stepU) * Math.Sqrt(-d.VolatilityVolatility) < Rest && Math.Abs(stepF) * Math.Sqrt(Math.Max(0, -d.BarrierBarrier)) < Rest;
            if (small && i > 0)
            {
                return !double.IsNaN(best.Value) && (alone || f < largest);
            }
        }

        return false;
    }

    /// <summary>Where the profile has fallen by the drop on one side of its maximum: 0 or NaN where it does not within the barriers scanned.</summary>
    private double Crossing(List<Ridge> scan, Ridge best, int side)
    {
        double target = best.Value - drop;
        Ridge inside = best;
        IEnumerable<Ridge> outwards = side > 0 ? scan.Where(r => r.Fraction > best.Fraction) : scan.Where(r => r.Fraction < best.Fraction).Reverse();
        foreach (Ridge ridge in outwards)
        {
            if (ridge.Value < target)
            {
                return Cross(inside, ridge, target);
            }

            inside = ridge;
        }

        return side > 0 ? double.NaN : 0;
    }

    private double Cross(Ridge inside, Ridge outside, double target)
    {
        while (Math.Abs(outside.Fraction - inside.Fraction) > BarrierTolerance)
        {
            // The secant, kept off the ends: the profile is bent, not steep.
            double share = Math.Clamp((inside.Value - target) / (inside.Value - outside.Value), 0.1, 0.9);
            double fraction = inside.Fraction + (share * (outside.Fraction - inside.Fraction));
            Ridge trial = Best(fraction, inside.LogVolatility);
            if (double.IsNaN(trial.Value))
            {
                return double.NaN;
            }

            (inside, outside) = trial.Value >= target ? (trial, outside) : (inside, trial);
        }

        return 0.5 * (inside.Fraction + outside.Fraction);
    }

    /// <summary>The best ln sigma at a barrier, beside a start: steps to the vertex of a parabola that shrinks.</summary>
    private Ridge Best(double fraction, double start)
    {
        double u = start;
        double h = 0.03;
        double value = window.LogLikelihood(u, fraction, out _);
        for (int i = 0; i < 60; i++)
        {
            double below = window.LogLikelihood(u - h, fraction, out _);
            double above = window.LogLikelihood(u + h, fraction, out _);
            if (double.IsNaN(value + below + above))
            {
                return new Ridge(fraction, u, double.NaN, null);
            }

            double slope = (above - below) / (2 * h);
            double bend = (above + below - (2 * value)) / (h * h);
            double step = bend < 0 ? Math.Clamp(-slope / bend, -10 * h, 10 * h) : Math.CopySign(10 * h, slope);
            double next = u + step;
            if (next <= lowest || next >= highest)
            {
                return new Ridge(fraction, u, value, next <= lowest ? nameof(WindowOptions.SmallestVolatility) : nameof(WindowOptions.LargestVolatility));
            }

            double reached = window.LogLikelihood(next, fraction, out _);
            for (int k = 0; k < 40 && !(reached >= value - 1e-9); k++)
            {
                step *= 0.5;
                next = u + step;
                reached = window.LogLikelihood(next, fraction, out _);
            }

            (u, value) = (next, reached);
            if (Math.Abs(step) < 1e-6)
            {
                return new Ridge(fraction, u, value, null);
            }

            h = Math.Clamp(Math.Abs(step), 1e-3, 0.03);
        }

        return new Ridge(fraction, u, double.NaN, null);
    }

    /// <summary>A point of the profile over barriers.</summary>
    private readonly record struct Ridge(double Fraction, double LogVolatility, double Value, string? AtBound);
}
