namespace Freeboard.Reporting.Figures;

/// <summary>What the figures of an interval plot are.</summary>
public enum FigureUnit
{
    /// <summary>Shares and probabilities, decimal; written in percent.</summary>
    Share,

    /// <summary>Plain numbers.</summary>
    Number,
}

/// <summary>Headers of an interval plot's table: the row, its value, the ends of its interval, what is marked beside it.</summary>
/// <param name="Row">What a row is.</param>
/// <param name="Value">What the disc is.</param>
/// <param name="Low">What the lower end is; null without intervals.</param>
/// <param name="High">What the upper end is; null without intervals.</param>
/// <param name="Mark">What the bar across is; null without marks.</param>
public sealed record IntervalsNames(string Row, string Value, string? Low = null, string? High = null, string? Mark = null);

/// <summary>Values with their intervals, one a row, for the element fb-intervals.</summary>
public sealed record IntervalsFigure
{
    /// <summary>What the figures are.</summary>
    public required FigureUnit Unit { get; init; }

    /// <summary>Whether the axis is logarithmic: then every figure drawn is positive.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Title of the axis.</summary>
    public required string Axis { get; init; }

    /// <summary>Headers.</summary>
    public required IntervalsNames Names { get; init; }

    /// <summary>Names of the rows, from the top.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The discs; null for none.</summary>
    public required IReadOnlyList<double?> Value { get; init; }

    /// <summary>Lower ends; empty without intervals.</summary>
    public IReadOnlyList<double?> Low { get; init; } = [];

    /// <summary>Upper ends; empty without intervals.</summary>
    public IReadOnlyList<double?> High { get; init; } = [];

    /// <summary>Marks beside the values; empty for none.</summary>
    public IReadOnlyList<double?> Mark { get; init; } = [];

    /// <summary>A level drawn across all rows; null for none.</summary>
    public LineLevel? Level { get; init; }
}
