namespace Freeboard.Calibration;

/// <summary>A line a + b DD behind a link, with the covariance of its coefficients when they were fitted.</summary>
public readonly record struct MapLine
{
    /// <summary>Intercept a.</summary>
    public required double Intercept { get; init; }

    /// <summary>Slope b; negative in a map that falls.</summary>
    public required double Slope { get; init; }

    /// <summary>Variance of a; null when nothing was fitted.</summary>
    public double? InterceptVariance { get; init; }

    /// <summary>Covariance of a and b; null when nothing was fitted.</summary>
    public double? Covariance { get; init; }

    /// <summary>Variance of b; null when nothing was fitted.</summary>
    public double? SlopeVariance { get; init; }

    /// <summary>Degrees of freedom of the t that goes with the errors; infinity for a normal quantile, as after maximum likelihood.</summary>
    /// <value>The default value is positive infinity.</value>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;

    /// <summary>Makes a line.</summary>
    public MapLine()
    {
    }

    /// <summary>a + b DD.</summary>
    /// <param name="distance">Distance to default.</param>
    public double At(double distance) => Slope == 0 ? Intercept : Intercept + (Slope * distance);

    /// <summary>Standard error of a + b DD; null when nothing was fitted.</summary>
    /// <param name="distance">Distance to default; finite.</param>
    public double? StandardErrorAt(double distance) => InterceptVariance is { } a && Covariance is { } ab && SlopeVariance is { } b
        ? Math.Sqrt(Math.Max(0, a + (distance * ((2 * ab) + (distance * b)))))
        : null;

    /// <summary>Ends of the interval of a + b DD; null when nothing was fitted or the distance is not finite.</summary>
    internal (double Lower, double Upper)? Interval(double distance, double level)
    {
        if (!double.IsFinite(distance) || StandardErrorAt(distance) is not { } error)
        {
            return null;
        }

        double half = error * Numerics.TailProbability.TwoSidedTQuantile(level, DegreesOfFreedom);
        double centre = At(distance);
        return (centre - half, centre + half);
    }
}
