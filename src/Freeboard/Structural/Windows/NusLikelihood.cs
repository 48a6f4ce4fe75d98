namespace Freeboard.Structural.Windows;

/// <summary>The NUS variant of Duan's likelihood: a share delta of other liabilities counts as debt and is estimated; assets are measured in units of book assets.</summary>
/// <remarks>
/// <para>Source: Duan, Sun and Wang (2012); NUS Credit Research Initiative, technical report. Default point = short-term debt + long-term debt / 2 +
/// delta x other liabilities, 0 &lt;= delta &lt;= 1. Returns are those of ln(V/A), A the book value of total assets, so that growth by
/// acquisition and new debt is not taken for asset risk. Otherwise <see cref="DuanLikelihood"/>.</para>
/// <para>Method: for each delta the best sigma and drift; the derivative of the profile in delta is exact
/// (envelope theorem); its sign change is sought from five starting points of [0, 1]. Firms of a sector may share one delta: their log-likelihoods are summed.</para>
/// <para>One firm alone says little about delta; expect large standard errors and deltas at 0 or 1, and share delta over a sector.</para>
/// <para>Errors: never throws for the figures of a firm; a sector leaves firms without an estimate out of the sum.</para>
/// </remarks>
public static class NusLikelihood
{
    private const int StartingPoints = 5;
    private const double DifferenceStep = 1e-4;

    /// <summary>Estimates one firm, with its own delta.</summary>
    /// <param name="series">The firm.</param>
    /// <param name="options">Settings; no correction for survivorship.</param>
    /// <returns>The estimate on the last day used.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for.</exception>
    public static NusEstimate Fit(NusSeries series, WindowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return FitSector([series], options)[0];
    }

    /// <summary>Estimates one firm at a given delta, for instance of its sector.</summary>
    /// <param name="series">The firm.</param>
    /// <param name="delta">The share of other liabilities; in [0, 1].</param>
    /// <param name="options">Settings; no correction for survivorship.</param>
    /// <returns>The estimate on the last day used.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for, or delta is outside [0, 1].</exception>
    public static NusEstimate FitAtDelta(NusSeries series, double delta, WindowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!(delta is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Must lie in [0, 1].");
        }

        WindowEstimate estimate = new NusFirm(series, Checked(options)).FitAt(delta);
        return new NusEstimate { Estimate = estimate, Delta = HasNumbers(estimate) ? delta : double.NaN, StandardErrorOfDelta = double.NaN };
    }

    /// <summary>Estimates the firms of a sector with one delta in common.</summary>
    /// <param name="sector">The firms.</param>
    /// <param name="options">Settings; no correction for survivorship.</param>
    /// <returns>One estimate a firm, in their order.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for.</exception>
    public static IReadOnlyList<NusEstimate> FitSector(IReadOnlyList<NusSeries> sector, WindowOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sector);
        options = Checked(options);
        NusFirm[] firms = [.. sector.Select(series => new NusFirm(series, options))];
        NusFirm[] usable = [.. firms.Where(firm => HasNumbers(firm.FitAt(0.5)))];
        if (usable.Length == 0)
        {
            return [.. firms.Select(firm => new NusEstimate { Estimate = firm.FitAt(0.5), Delta = double.NaN, StandardErrorOfDelta = double.NaN })];
        }

        double delta = Best(usable, out bool bound);
        double error = double.NaN;
        double step = Math.Min(DifferenceStep, 0.5 * Math.Min(delta, 1 - delta));
        if (!bound && step > 0)
        {
            double information = -(Profile(usable, delta + step).Slope - Profile(usable, delta - step).Slope) / (2 * step);
            error = information > 0 ? 1 / Math.Sqrt(information) : double.NaN;
        }

        return [.. firms.Select(firm => Report(firm, delta, error, step, bound))];
    }

    private static NusEstimate Report(NusFirm firm, double delta, double error, double step, bool bound)
    {
        WindowEstimate estimate = firm.FitAt(delta);
        if (!HasNumbers(estimate))
        {
            return new NusEstimate { Estimate = estimate, Delta = double.NaN, StandardErrorOfDelta = double.NaN };
        }

        if (bound)
        {
            estimate = estimate with { Status = EstimationStatus.BoundBinds, BindingBound = nameof(NusEstimate.Delta) };
        }
        else if (double.IsFinite(error))
        {
            WindowEstimate above = firm.FitAt(delta + step);
            WindowEstimate below = firm.FitAt(delta - step);
            double Widened(double own, Func<WindowEstimate, double> of) => double.Hypot(own, (of(above) - of(below)) / (2 * step) * error);
            estimate = estimate with
            {
                StandardErrorOfVolatility = Widened(estimate.StandardErrorOfVolatility, e => e.AssetVolatility),
                StandardErrorOfDrift = Widened(estimate.StandardErrorOfDrift, e => e.Drift),
                StandardErrorOfDistanceKmv = Widened(estimate.StandardErrorOfDistanceKmv, e => e.DistanceKmv),
                StandardErrorOfDistanceRiskNeutral = Widened(estimate.StandardErrorOfDistanceRiskNeutral, e => e.DistanceRiskNeutral),
                StandardErrorOfDistancePhysical = Widened(estimate.StandardErrorOfDistancePhysical, e => e.DistancePhysical),
                StandardErrorOfLogEdf = Widened(estimate.StandardErrorOfLogEdf, e => e.LogEdf),
            };
        }

        return new NusEstimate { Estimate = estimate, Delta = delta, StandardErrorOfDelta = error };
    }

    /// <summary>The delta of the greatest likelihood: the best of five points, then the zero of the slope beside it.</summary>
    private static double Best(NusFirm[] firms, out bool bound)
    {
        (double Value, double Slope)[] grid = [.. Enumerable.Range(0, StartingPoints).Select(i => Profile(firms, i / (StartingPoints - 1.0)))];
        int best = 0;
        for (int i = 1; i < grid.Length; i++)
        {
            best = grid[i].Value > grid[best].Value ? i : best;
        }

        bool rising = grid[best].Slope > 0;
        bound = best == 0 ? !rising : best == grid.Length - 1 && rising;
        if (bound)
        {
            return best == 0 ? 0 : 1;
        }

        double step = 1.0 / (StartingPoints - 1);
        double low = (rising ? best : best - 1) * step;
        double high = low + step;
        double atLow = grid[rising ? best : best - 1].Slope;
        double atHigh = grid[rising ? best + 1 : best].Slope;
        return Zero(firms, low, atLow, high, atHigh);
    }

    /// <summary>Illinois' method on the slope: a secant that never leaves its bracket.</summary>
    private static double Zero(NusFirm[] firms, double low, double atLow, double high, double atHigh)
    {
        int side = 0;
        double delta = 0.5 * (low + high);
        for (int i = 0; i < 100 && high - low > 1e-12; i++)
        {
            // A cell whose upper end still rises holds no zero of the secant; halve it.
            delta = atLow > 0 && atHigh < 0 ? ((low * atHigh) - (high * atLow)) / (atHigh - atLow) : 0.5 * (low + high);
            double slope = Profile(firms, delta).Slope;
            if (slope == 0)
            {
                break;
            }

            double moved;
            if (slope > 0)
            {
                moved = delta - low;
                (low, atLow) = (delta, slope);
                atHigh = side == 1 ? 0.5 * atHigh : atHigh;
                side = 1;
            }
            else
            {
                moved = high - delta;
                (high, atHigh) = (delta, slope);
                atLow = side == -1 ? 0.5 * atLow : atLow;
                side = -1;
            }

            if (moved < 1e-12)
            {
                break;
            }
        }

        return delta;
    }

    private static (double Value, double Slope) Profile(NusFirm[] firms, double delta)
    {
        double value = 0;
        double slope = 0;
        foreach (NusFirm firm in firms)
        {
            WindowEstimate estimate = firm.FitAt(delta);
            if (!HasNumbers(estimate))
            {
                // A delta at which a firm has no likelihood is as bad as can be.
                return (double.NegativeInfinity, 0.5 - delta);
            }

            value += estimate.LogLikelihoodOfReturns;
            slope += firm.SlopeInDelta();
        }

        return (value, slope);
    }

    private static bool HasNumbers(in WindowEstimate estimate) =>
        estimate.Status is EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt;

    private static WindowOptions Checked(WindowOptions? options)
    {
        options ??= WindowOptions.Default;
        return options.Survivorship == SurvivorshipCorrection.None
            ? options
            : throw new ArgumentException("The NUS variant has no correction for survivorship.", nameof(options));
    }
}
