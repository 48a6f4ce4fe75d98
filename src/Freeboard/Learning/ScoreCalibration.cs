using Freeboard.Calibration;
using Freeboard.Validation;
using Freeboard.Validation.Reliability;

namespace Freeboard.Learning;

/// <summary>Carries a network's logit to the logit of a frequency, as rows kept apart from training say.</summary>
public abstract record ScoreCalibration
{
    /// <summary>Its name in files: none, platt, isotonic.</summary>
    public abstract string Name { get; }

    /// <summary>The calibrated logit; never falls when the network's rises.</summary>
    /// <param name="logit">The network's logit.</param>
    public abstract double Apply(double logit);
}

/// <summary>The network's logit as it is.</summary>
public sealed record NoCalibration : ScoreCalibration
{
    /// <inheritdoc/>
    public override string Name => "none";

    /// <inheritdoc/>
    public override double Apply(double logit) => logit;
}

/// <summary>A line on the logit: intercept + slope x logit.</summary>
/// <remarks>Source: J. Platt (1999), "Probabilistic outputs for support vector machines", without his smoothed targets, which matter for a few dozen rows only; it is Cox's calibration line, see <see cref="CalibrationLine"/>.</remarks>
/// <param name="Intercept">Intercept.</param>
/// <param name="Slope">Slope; positive and finite.</param>
public sealed record PlattScaling(double Intercept, double Slope) : ScoreCalibration
{
    /// <inheritdoc/>
    public override string Name => "platt";

    /// <summary>Intercept; finite.</summary>
    public double Intercept { get; init; } = double.IsFinite(Intercept) ? Intercept : throw new ArgumentOutOfRangeException(nameof(Intercept), Intercept, "A calibration's intercept must be finite.");

    /// <summary>Slope; positive and finite.</summary>
    public double Slope { get; init; } = Slope > 0 && double.IsFinite(Slope) ? Slope : throw new ArgumentOutOfRangeException(nameof(Slope), Slope, "A calibration's slope must be positive and finite: it does not turn the order round.");

    /// <summary>Standard error of the intercept; null for given figures.</summary>
    public double? InterceptError { get; init; }

    /// <summary>Standard error of the slope; null for given figures.</summary>
    public double? SlopeError { get; init; }

    /// <inheritdoc/>
    public override double Apply(double logit) => Intercept + (Slope * logit);

    /// <summary>Fits the line by maximum likelihood.</summary>
    /// <param name="logits">Logits of rows that no network learnt from.</param>
    /// <param name="hasEvent">Whether the event followed.</param>
    /// <param name="status">Why there is, or is not, a line.</param>
    /// <returns>The line; null where there is none, or where it falls.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static PlattScaling? Fit(ReadOnlySpan<double> logits, ReadOnlySpan<bool> hasEvent, out ValidationStatus status)
    {
        double[] probabilities = new double[logits.Length];
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = OutcomeLoss.Sigmoid(logits[i]);
        }

        CalibrationLine line = CalibrationLine.Of(probabilities, hasEvent);
        status = line.Status;
        return line is { Status: ValidationStatus.Estimated, Slope: > 0 } ? new PlattScaling(line.Intercept!.Value, line.Slope.Value) { InterceptError = line.InterceptError, SlopeError = line.SlopeError } : null;
    }
}

/// <summary>A rising curve through pooled rows: the logit of isotonic frequencies, straight between its knots and flat beyond.</summary>
/// <remarks>Source: M. Ayer and others (1955); B. Zadrozny, C. Elkan (2002). A block without an event has the mean after Jeffreys' prior, one of events alone the mirror image, so that no probability is 0 or 1.</remarks>
public sealed record IsotonicScaling : ScoreCalibration
{
    private readonly double[] from;
    private readonly double[] to;

    /// <summary>A curve of given knots.</summary>
    /// <param name="from">Logits of the network, not falling.</param>
    /// <param name="to">Calibrated logits, not falling.</param>
    /// <exception cref="ArgumentException">There is no knot, lists differ in length, or one falls.</exception>
    public IsotonicScaling(IReadOnlyList<double> from, IReadOnlyList<double> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count == 0 || from.Count != to.Count || Falls(from) || Falls(to) || from.Concat(to).Any(static value => !double.IsFinite(value)))
        {
            throw new ArgumentException("The knots of a calibration must be finite and must not fall, and there must be as many calibrated logits.", nameof(from));
        }

        (this.from, this.to) = ([.. from], [.. to]);
    }

    /// <inheritdoc/>
    public override string Name => "isotonic";

    /// <summary>Logits of the network at the knots.</summary>
    public IReadOnlyList<double> From => from;

    /// <summary>Calibrated logits at the knots.</summary>
    public IReadOnlyList<double> To => to;

    /// <inheritdoc/>
    public override double Apply(double logit)
    {
        int at = Array.BinarySearch(from, logit);
        if (at >= 0)
        {
            return to[at];
        }

        at = ~at;
        if (at == 0 || at == from.Length)
        {
            return to[at == 0 ? 0 : ^1];
        }

        double share = (logit - from[at - 1]) / (from[at] - from[at - 1]);
        return to[at - 1] + (share * (to[at] - to[at - 1]));
    }

    /// <summary>Fits the curve.</summary>
    /// <param name="logits">Logits of rows that no network learnt from; at least one.</param>
    /// <param name="hasEvent">Whether the event followed.</param>
    /// <param name="minimumCount">Fewest rows of a block; positive.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or are empty.</exception>
    public static IsotonicScaling Fit(ReadOnlySpan<double> logits, ReadOnlySpan<bool> hasEvent, int minimumCount = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumCount);
        if (logits.IsEmpty || logits.Length != hasEvent.Length)
        {
            throw new ArgumentException($"There are {logits.Length} logits and {hasEvent.Length} outcomes.", nameof(logits));
        }

        // The curve of maps falls with the distance: the distance here is the logit with its sign changed.
        double[] distance = new double[logits.Length];
        double[] events = new double[logits.Length];
        for (int i = 0; i < distance.Length; i++)
        {
            (distance[i], events[i]) = (-logits[i], hasEvent[i] ? 1 : 0);
        }

        Array.Sort(distance, events);
        double[] trials = new double[distance.Length];
        trials.AsSpan().Fill(1);
        (double[] knots, double[] rates) = IsotonicCurve.Fit(distance, trials, events, minimumCount);
        double most = 1 - (0.5 / (logits.Length + 1));
        List<double> from = [];
        List<double> to = [];
        for (int i = knots.Length - 1; i >= 0; i--)
        {
            double rate = Math.Min(rates[i], most);
            if (from.Count == 0 || -knots[i] > from[^1])
            {
                from.Add(-knots[i]);
                to.Add(Math.Log(rate / (1 - rate)));
            }
        }

        return new IsotonicScaling(from, to);
    }

    private static bool Falls(IReadOnlyList<double> values) => values.Zip(values.Skip(1)).Any(static pair => !(pair.First <= pair.Second));
}
