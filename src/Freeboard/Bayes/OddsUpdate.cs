namespace Freeboard.Bayes;

/// <summary>One firm's EDF after behavioural signals, by odds: logit PD' = logit EDF + tau x sum of ln likelihood ratios.</summary>
/// <remarks>
/// tau = 1 treats the signals as independent given the outcome, which correlated signals are not: tau below 1 tempers them, and
/// <see cref="SignalDependence"/> estimates it. Units: probabilities as decimals.
/// </remarks>
public static class OddsUpdate
{
    /// <summary>The updated probability.</summary>
    /// <param name="edf">EDF before the signals, decimal, in (0, 1).</param>
    /// <param name="signals">The signals that were seen.</param>
    /// <param name="dependence">tau; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Apply(double edf, IEnumerable<BehaviouralSignal> signals, double dependence = 1)
    {
        ArgumentNullException.ThrowIfNull(signals);
        if (!(edf is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(edf), edf, "An EDF must lie between 0 and 1, both excluded.");
        }

        if (!(dependence >= 0) || !double.IsFinite(dependence))
        {
            throw new ArgumentOutOfRangeException(nameof(dependence), dependence, "The dependence factor must be finite and not negative; 1 is independence.");
        }

        double logit = Math.Log(edf / (1 - edf)) + (dependence * signals.Sum(signal => signal.LogLikelihoodRatio));
        return 1 / (1 + Math.Exp(-logit));
    }
}
