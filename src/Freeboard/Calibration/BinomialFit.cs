namespace Freeboard.Calibration;

/// <summary>Where a binomial regression ended.</summary>
internal sealed record BinomialFit
{
    public required CalibrationStatus Status { get; init; }

    public required double Intercept { get; init; }

    public required double Slope { get; init; }

    public double? InterceptVariance { get; init; }

    public double? Covariance { get; init; }

    public double? SlopeVariance { get; init; }

    public required double LogLikelihood { get; init; }

    public required int Iterations { get; init; }
}
