namespace Freeboard.Calibration;

/// <summary>The frequency that falls in the distance and fits best: pooled neighbours, straight between them.</summary>
/// <remarks>
/// Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman (1955), "An empirical distribution function for sampling with incomplete information": pool adjacent violators.
/// Level within a block and beyond the ends, straight from the last distance of one block to the first of the next.
/// </remarks>
public sealed record IsotonicMap : EdfMap
{
    /// <inheritdoc/>
    public override string Name => "isotonic";

    /// <summary>Ends of the blocks, with their frequencies (decimals).</summary>
    public required MapKnots Knots { get; init; }

    /// <inheritdoc/>
    internal override double Curve(double distance) => Knots.At(distance);

    /// <inheritdoc/>
    internal override double LnCurve(double distance) => Math.Log(Knots.At(distance));

    /// <inheritdoc/>
    internal override (double Lower, double Upper)? LnBand(double distance) =>
        Knots.BandAt(distance) is { } ends ? (Math.Log(ends.Lower), Math.Log(ends.Upper)) : null;
}
