namespace Freeboard.Calibration;

/// <summary>EDF = 1 / (1 + exp(-(a + b DD))), fitted by binomial maximum likelihood.</summary>
/// <remarks>At large distances it is exponential, at small ones it stays below 1; its mean over the sample is the sample's rate. Accuracy: a few units in the last place.</remarks>
public sealed record LogisticMap : EdfMap
{
    /// <inheritdoc/>
    public override string Name => "logistic";

    /// <summary>The log odds as a line in the distance.</summary>
    public required MapLine Line { get; init; }

    /// <inheritdoc/>
    internal override double Curve(double distance) => LogOdds.ToProbability(Line.At(distance));

    /// <inheritdoc/>
    internal override double LnCurve(double distance) => LogOdds.ToLogProbability(Line.At(distance));

    /// <inheritdoc/>
    internal override (double Lower, double Upper)? LnBand(double distance) =>
        Line.Interval(distance, Level) is { } ends ? (LogOdds.ToLogProbability(ends.Lower), LogOdds.ToLogProbability(ends.Upper)) : null;
}
