namespace Freeboard.Volatility.Garch;

/// <summary>Derivatives of the log-density of one standardised innovation z with shape nu.</summary>
internal struct InnovationDerivatives
{
    /// <summary>d/dz.</summary>
    internal double Z;

    /// <summary>z d2/dz2, in which form it is bounded for every distribution.</summary>
    internal double ZTimesZz;

    /// <summary>d2/dz2 as it enters the curvature in the mean: for the GED its expectation, because its own value has no bound near z = 0.</summary>
    internal double Location;

    /// <summary>d/dnu, less <see cref="IInnovation.ShapeRemainder"/>.</summary>
    internal double Shape;

    /// <summary>d2/dnu2.</summary>
    internal double ShapeShape;

    /// <summary>d2/dz dnu.</summary>
    internal double ZShape;
}
