namespace Freeboard.Reporting.Calibration;

/// <summary>A map from distance to expected default frequency with the buckets it was fitted on, for the element fb-edf-map. Frequencies are natural logarithms.</summary>
public sealed record EdfMapFigure
{
    /// <summary>Headers: distance, map, observed, its ends, observations, events.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Distances of the curve, rising.</summary>
    public required IReadOnlyList<double> Distances { get; init; }

    /// <summary>ln EDF at each; null where it is zero.</summary>
    public required IReadOnlyList<double?> Curve { get; init; }

    /// <summary>Lower ends of its interval; empty when it has none.</summary>
    public required IReadOnlyList<double?> Low { get; init; }

    /// <summary>Upper ends of its interval; empty when it has none.</summary>
    public required IReadOnlyList<double?> High { get; init; }

    /// <summary>The buckets of the training sample, rising in distance.</summary>
    public required IReadOnlyList<EdfMapBucket> Buckets { get; init; }
}

/// <summary>One bucket.</summary>
/// <param name="Distance">Mean distance.</param>
/// <param name="Map">ln EDF of the map there.</param>
/// <param name="Observed">ln of the observed frequency; null when no event was observed.</param>
/// <param name="Low">ln of the lower end of its interval; null when that is zero.</param>
/// <param name="High">ln of the upper end.</param>
/// <param name="Count">Observations.</param>
/// <param name="Events">Events.</param>
public sealed record EdfMapBucket(double Distance, double? Map, double? Observed, double? Low, double? High, long Count, long Events);
