namespace Freeboard.Calibration;

/// <summary>EDF = exp(a + b DD), at most 1.</summary>
/// <remarks>
/// Source: the regression function model of bank resource allocation, ln EDF = a + b DD by least squares on buckets of distance. A bucket without an event has no logarithm, so the same
/// curve is also fitted by binomial maximum likelihood; the two are named apart.
/// </remarks>
public sealed record ExponentialMap : EdfMap
{
    /// <inheritdoc/>
    public override string Name => ByLeastSquares ? "exponential-ols" : "exponential";

    /// <summary>ln EDF as a line in the distance.</summary>
    public required MapLine Line { get; init; }

    /// <summary>Whether the line was fitted by least squares on ln of bucket frequencies; else by binomial maximum likelihood.</summary>
    /// <value>The default value is false.</value>
    public bool ByLeastSquares { get; init; }

    /// <summary>Factor on exp(a + b DD) against the bias of going back from logarithms, Duan (1983): the mean of exp(residual). Positive.</summary>
    /// <value>The default value is 1: none, as the source has it.</value>
    public double Smearing
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive and finite.");
    } = 1;

    /// <inheritdoc/>
    internal override double Curve(double distance) => Math.Exp(LnCurve(distance));

    /// <inheritdoc/>
    internal override double LnCurve(double distance) => Math.Min(0, Line.At(distance) + Math.Log(Smearing));

    /// <inheritdoc/>
    internal override (double Lower, double Upper)? LnBand(double distance) =>
        Line.Interval(distance, Level) is { } ends ? (Math.Min(0, ends.Lower + Math.Log(Smearing)), Math.Min(0, ends.Upper + Math.Log(Smearing))) : null;
}
