namespace Freeboard.Calibration;

/// <summary>A fitted map with everything that tells how far to trust it, or why there is none.</summary>
public sealed record EdfMapFit
{
    /// <summary>Why there is, or is not, a map.</summary>
    public CalibrationStatus Status { get; init; }

    /// <summary>What is wrong or odd, in a clause each; empty when nothing is.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The map; null unless the status is <see cref="CalibrationStatus.Fitted"/> or <see cref="CalibrationStatus.BoundBinds"/>.</summary>
    public EdfMap? Map { get; init; }

    /// <summary>Observations.</summary>
    public long Observations { get; init; }

    /// <summary>Observations followed by the event.</summary>
    public long Events { get; init; }

    /// <summary>Firms; null when they were not told apart.</summary>
    public int? Firms { get; init; }

    /// <summary>Coefficients with their errors; empty for the isotonic and kernel maps, whose intervals stand at their knots.</summary>
    public IReadOnlyList<MapCoefficient> Coefficients { get; init; } = [];

    /// <summary>Binomial log-likelihood of the observations under the map, without the binomial coefficients; null for least squares on published frequencies.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>The same with one frequency for all.</summary>
    public double? NullLogLikelihood { get; init; }

    /// <summary>Twice the log-likelihood that is missing to each point's own frequency; meaningful for grouped data.</summary>
    public double? Deviance { get; init; }

    /// <summary>R2 of ln frequency on the distance; null unless fitted by least squares.</summary>
    public double? RSquared { get; init; }

    /// <summary>Duan's smearing factor, the mean of exp(residual); null unless fitted by least squares.</summary>
    public double? SmearingFactor { get; init; }

    /// <summary>Iterations of the fit.</summary>
    public int Iterations { get; init; }

    /// <summary>The sample in buckets.</summary>
    public DistanceBuckets? Buckets { get; init; }

    /// <summary>Mean frequency in each bucket by the map in the sample, before prior correction and caps; as many as buckets.</summary>
    public IReadOnlyList<double> BucketPredictions { get; init; } = [];

    /// <summary>Bootstrap replications behind the intervals; 0 when they come from standard errors.</summary>
    public int Replications { get; init; }
}
