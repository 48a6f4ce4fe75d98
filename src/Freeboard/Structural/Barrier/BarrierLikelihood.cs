using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>Maximum likelihood of the down-and-out barrier model on a window of equity values, with the barrier given or estimated.</summary>
/// <remarks>
/// <para>Source: P. Brockman and H. Turtle (2003) for equity as a down-and-out call; H. Wong and T. Choi, "Estimating default barriers from market information" (2009), for the
/// likelihood of a firm seen alive; J.-C. Duan (1994) for transformed data. The barrier is flat, a fraction f of the day's default point; where that moves, the
/// barrier moves with it, on a straight line of the logarithm between two days.</para>
/// <para>l(sigma, nu, f) = Duan's log-likelihood with the assets and dE/dV of the down-and-out call, plus for each gap the logarithm of the probability that assets known
/// at both ends have not met the barrier in between. With f = 0 it is Duan's likelihood, and <see cref="DuanLikelihood"/> itself answers.</para>
/// <para>Method: for each of a set of barriers the best sigma, on the branch that begins at no barrier; around the best of them Newton's steps in (ln sigma, f) by differences of fourth order.
/// Standard errors are of the observed information of (ln sigma, f), with the drift concentrated out; the delta method for what follows.</para>
/// <para>A year of equity values says little about a barrier. When the likelihood at no barrier is within half the chi-square quantile of the maximum (level:
/// <see cref="WindowOptions.ConfidenceLevel"/>), the status is <see cref="EstimationStatus.NotIdentified"/>: no barrier is reported, the numbers are those without one, and the
/// upper end of the profile says which barriers are excluded. A likelihood still rising at the largest barrier is <see cref="EstimationStatus.BoundBinds"/>, without numbers.</para>
/// <para>Units: as <see cref="EquityWindow"/>. Errors: never throws for the figures of a firm. Accuracy and cost: docs/barrier.md.</para>
/// </remarks>
public static class BarrierLikelihood
{
    /// <summary>Estimates one window.</summary>
    /// <param name="window">The equity values.</param>
    /// <param name="barrier">Which barrier; <see cref="BarrierLikelihoodOptions.Default"/> when null.</param>
    /// <param name="options">Settings, no correction for survivorship; <see cref="WindowOptions.Default"/> when null.</param>
    /// <param name="workspace">Arrays to work in; made when null.</param>
    /// <returns>The estimate on the last day used.</returns>
    /// <exception cref="ArgumentException">A correction for survivorship is asked for: the likelihood contains survival already.</exception>
    public static BarrierEstimate Fit(in EquityWindow window, BarrierLikelihoodOptions? barrier = null, WindowOptions? options = null, WindowWorkspace? workspace = null)
    {
        barrier ??= BarrierLikelihoodOptions.Default;
        options ??= WindowOptions.Default;
        workspace ??= new WindowWorkspace();
        if (options.Survivorship != SurvivorshipCorrection.None)
        {
            throw new ArgumentException("The likelihood of a barrier contains survival already.", nameof(options));
        }

        WindowEstimate without = DuanLikelihood.Fit(window, options, workspace);
        if (without.Status != EstimationStatus.Converged || barrier.Fraction == 0)
        {
            bool hasNumbers = without.Status is EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt;
            return new BarrierEstimate
            {
                Estimate = without,
                BarrierFraction = hasNumbers && barrier.Fraction is { } given ? given : double.NaN,
                LogFirstPassageProbability = hasNumbers ? double.NegativeInfinity : double.NaN,
            };
        }

        BarrierSearch search = new(new BarrierWindow(window, workspace), options, without);
        return barrier.Fraction is { } fraction ? search.AtBarrier(fraction) : search.Estimate(barrier.LargestFraction);
    }
}
