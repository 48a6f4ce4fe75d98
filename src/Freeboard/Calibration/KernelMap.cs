namespace Freeboard.Calibration;

/// <summary>A kernel regression of the event on the distance, on a grid of distances, straight in ln EDF between them.</summary>
/// <remarks>Source: E. A. Nadaraya (1964) and G. S. Watson (1964), Gaussian kernel. Beyond the ends of the grid the frequency stays level.</remarks>
public sealed record KernelMap : EdfMap
{
    /// <inheritdoc/>
    public override string Name => "kernel";

    /// <summary>The grid, with ln EDF at each distance.</summary>
    public required MapKnots Knots { get; init; }

    /// <summary>Bandwidth h, units of distance; positive.</summary>
    public required double Bandwidth
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive and finite.");
    }

    /// <inheritdoc/>
    internal override double Curve(double distance) => Math.Exp(LnCurve(distance));

    /// <inheritdoc/>
    internal override double LnCurve(double distance) => Math.Min(0, Knots.At(distance));

    /// <inheritdoc/>
    internal override (double Lower, double Upper)? LnBand(double distance) => Knots.BandAt(distance);
}
