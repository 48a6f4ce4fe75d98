namespace Freeboard.Bayes;

/// <summary>How an estimate of the dependence of signals ended.</summary>
public enum SignalDependenceStatus
{
    /// <summary>Nothing was estimated.</summary>
    NotRun = 0,

    /// <summary>The likelihood has its maximum there.</summary>
    Converged,

    /// <summary>No firm has a signal, or the outcomes are all alike.</summary>
    NotEnoughData,

    /// <summary>The signals tell the outcomes apart without an error, so the likelihood has no maximum.</summary>
    Separated,

    /// <summary>An EDF is outside (0, 1), or a sum of ratios is not finite.</summary>
    InvalidInput,
}

/// <summary>The factor tau that tempers correlated signals: the slope of a logistic regression of outcomes on summed log likelihood ratios, with logit(EDF) as offset.</summary>
/// <remarks>Newton's method on a concave likelihood of one parameter. Near 1 the signals are as good as independent; at 0 they say nothing; above 1 the ratios were understated.</remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Factor">tau; null without an estimate.</param>
/// <param name="StandardError">Its standard error; null without an estimate.</param>
/// <param name="LogLikelihood">At the maximum; null without an estimate.</param>
/// <param name="LogLikelihoodIfIndependent">At tau = 1; null without an estimate.</param>
public sealed record SignalDependence(SignalDependenceStatus Status, double? Factor, double? StandardError, double? LogLikelihood, double? LogLikelihoodIfIndependent)
{
    private const double LargestFactor = 1e6;

    /// <summary>Estimates the factor.</summary>
    /// <param name="edfs">EDF of each firm before the signals, n rows.</param>
    /// <param name="logRatios">Summed log likelihood ratios of the firm's signals, n rows.</param>
    /// <param name="defaulted">Whether it defaulted, n rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static SignalDependence Estimate(ReadOnlySpan<double> edfs, ReadOnlySpan<double> logRatios, ReadOnlySpan<bool> defaulted)
    {
        if (edfs.Length != logRatios.Length || edfs.Length != defaulted.Length)
        {
            throw new ArgumentException("The columns differ in length.", nameof(logRatios));
        }

        bool any = false;
        bool separated = true;
        int events = 0;
        for (int i = 0; i < edfs.Length; i++)
        {
            if (!(edfs[i] is > 0 and < 1) || !double.IsFinite(logRatios[i]))
            {
                return Without(SignalDependenceStatus.InvalidInput);
            }

            any |= logRatios[i] != 0;
            events += defaulted[i] ? 1 : 0;
            separated &= logRatios[i] == 0 || (logRatios[i] > 0) == defaulted[i];
        }

        if (!any || events == 0 || events == edfs.Length)
        {
            return Without(SignalDependenceStatus.NotEnoughData);
        }

        bool opposed = true;
        for (int i = 0; i < edfs.Length; i++)
        {
            opposed &= logRatios[i] == 0 || (logRatios[i] > 0) != defaulted[i];
        }

        if (separated || opposed)
        {
            return Without(SignalDependenceStatus.Separated);
        }

        // Concave: Newton from 1, halved where it does not rise.
        double tau = 1;
        double value = Evaluate(edfs, logRatios, defaulted, tau, out double slope, out double curvature);
        double independent = value;
        for (int iteration = 0; iteration < 200; iteration++)
        {
            double step = -slope / curvature;
            double next = tau + step;
            double reached = Evaluate(edfs, logRatios, defaulted, next, out double nextSlope, out double nextCurvature);
            for (int halving = 0; halving < 60 && !(reached >= value - (1e-14 * Math.Abs(value))); halving++)
            {
                step *= 0.5;
                next = tau + step;
                reached = Evaluate(edfs, logRatios, defaulted, next, out nextSlope, out nextCurvature);
            }

            (tau, value, slope, curvature) = (next, reached, nextSlope, nextCurvature);
            if (Math.Abs(step) < 1e-12 * Math.Max(1, Math.Abs(tau)) || Math.Abs(tau) > LargestFactor)
            {
                break;
            }
        }

        return Math.Abs(tau) > LargestFactor
            ? Without(SignalDependenceStatus.Separated)
            : new SignalDependence(SignalDependenceStatus.Converged, tau, 1 / Math.Sqrt(-curvature), value, independent);
    }

    private static SignalDependence Without(SignalDependenceStatus status) => new(status, null, null, null, null);

    private static double Evaluate(ReadOnlySpan<double> edfs, ReadOnlySpan<double> logRatios, ReadOnlySpan<bool> defaulted, double tau, out double slope, out double curvature)
    {
        double value = slope = curvature = 0;
        for (int i = 0; i < edfs.Length; i++)
        {
            double logit = Math.Log(edfs[i] / (1 - edfs[i])) + (tau * logRatios[i]);
            double p = 1 / (1 + Math.Exp(-logit));
            double towards = defaulted[i] ? -logit : logit;
            value -= towards > 0 ? towards + Math.Log(1 + Math.Exp(-towards)) : Math.Log(1 + Math.Exp(towards));
            slope += logRatios[i] * ((defaulted[i] ? 1 : 0) - p);
            curvature -= logRatios[i] * logRatios[i] * p * (1 - p);
        }

        return value;
    }
}
