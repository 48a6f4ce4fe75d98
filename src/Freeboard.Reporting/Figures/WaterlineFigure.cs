namespace Freeboard.Reporting.Figures;

/// <summary>Column names of the waterline figure's table.</summary>
/// <param name="AssetValue">Asset value.</param>
/// <param name="DefaultPoint">Default point.</param>
/// <param name="AssetVolatility">Asset volatility.</param>
/// <param name="Distance">Distance.</param>
public sealed record WaterlineNames(string AssetValue, string DefaultPoint, string AssetVolatility, string Distance);

/// <summary>Asset value over default point on the dates of the run, for the element fb-waterline.</summary>
public sealed record WaterlineFigure
{
    /// <summary>Header of the date column.</summary>
    public required string DateName { get; init; }

    /// <summary>ISO 4217 code of the amounts: the unit of the CSV.</summary>
    public required string Currency { get; init; }

    /// <summary>Currency units in the unit of the axis.</summary>
    public required double UnitScale { get; init; }

    /// <summary>Before the number of the axis' top label.</summary>
    public required string UnitPrefix { get; init; }

    /// <summary>After the number of the axis' top label.</summary>
    public required string UnitSuffix { get; init; }

    /// <summary>Asset values per date, currency units; null is a gap.</summary>
    public required IReadOnlyList<double?> AssetValue { get; init; }

    /// <summary>Default points per date, currency units; null is a gap.</summary>
    public required IReadOnlyList<double?> DefaultPoint { get; init; }

    /// <summary>Asset volatilities per date, decimal per sqrt-year.</summary>
    public required IReadOnlyList<double?> AssetVolatility { get; init; }

    /// <summary>Risk-free rates per date, continuous.</summary>
    public required IReadOnlyList<double?> Rate { get; init; }

    /// <summary>Horizons per date, years.</summary>
    public required IReadOnlyList<double?> Horizon { get; init; }

    /// <summary>Distances per date; null is a gap, and has no marks.</summary>
    public required IReadOnlyList<double?> Distance { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required WaterlineNames Names { get; init; }

    /// <summary>Label of the deck at the ruler.</summary>
    public required string DeckText { get; init; }

    /// <summary>The same, on a phone.</summary>
    public required string DeckShort { get; init; }

    /// <summary>Label of the water at the ruler.</summary>
    public required string WaterText { get; init; }

    /// <summary>The same, on a phone.</summary>
    public required string WaterShort { get; init; }

    /// <summary>The distance at the ruler.</summary>
    public required string DistanceText { get; init; }

    /// <summary>The day of the lowest distance; null when it is the latest day.</summary>
    public PointMark? Lowest { get; init; }

    /// <summary>Whether the latest date has a distance: without one no ruler is drawn.</summary>
    public required bool Ruler { get; init; }
}
