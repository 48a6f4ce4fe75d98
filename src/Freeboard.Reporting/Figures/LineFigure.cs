namespace Freeboard.Reporting.Figures;

/// <summary>What the values of a line figure are.</summary>
public enum LineUnit
{
    /// <summary>Distances to default, standard deviations.</summary>
    Distance,

    /// <summary>Shares, decimal fractions.</summary>
    Share,

    /// <summary>Natural logarithms of probabilities; drawn on a logarithmic axis.</summary>
    LnProbability,
}

/// <summary>How a line is drawn.</summary>
public enum LineStyle
{
    /// <summary>The subject: strong.</summary>
    Firm,

    /// <summary>For comparison: dashed grey.</summary>
    Peer,

    /// <summary>A share of the universe: water with its area.</summary>
    Share,

    /// <summary>One of up to five that are compared: each has its colour, its dashes and its name at its end.</summary>
    Compared,
}

/// <summary>One line.</summary>
/// <param name="Name">Name in table and tooltip.</param>
/// <param name="End">Label at its end.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Values">One value per date; null is a gap.</param>
/// <param name="EndAs">The label where a window ends before the line does, with a last … for the value that stands there; null where the label is a name alone.</param>
public sealed record LineSeries(string Name, string End, LineStyle Style, IReadOnlyList<double?> Values, string? EndAs = null);

/// <summary>A band between two lines.</summary>
/// <param name="LowName">Name of the lower bound.</param>
/// <param name="HighName">Name of the upper bound.</param>
/// <param name="Low">Lower bound per date; null is a gap.</param>
/// <param name="High">Upper bound per date; null is a gap.</param>
public sealed record LineBand(string LowName, string HighName, IReadOnlyList<double?> Low, IReadOnlyList<double?> High);

/// <summary>A level drawn across the figure.</summary>
/// <param name="Value">Where.</param>
/// <param name="Text">Its label.</param>
public sealed record LineLevel(double Value, string Text);

/// <summary>A point of the first line that is named.</summary>
/// <param name="At">Index of its date.</param>
/// <param name="Text">Its label.</param>
public sealed record PointMark(int At, string Text);

/// <summary>A history on the dates of the run, for the element fb-line.</summary>
public sealed record LineFigure
{
    /// <summary>What the values are.</summary>
    public required LineUnit Unit { get; init; }

    /// <summary>Header of the date column.</summary>
    public required string DateName { get; init; }

    /// <summary>Dates of the figure, ISO; null for those of the run.</summary>
    public IReadOnlyList<string>? Dates { get; init; }

    /// <summary>The lines, the subject first.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>A band; null for none.</summary>
    public LineBand? Band { get; init; }

    /// <summary>A level; null for none.</summary>
    public LineLevel? Level { get; init; }

    /// <summary>A named point; null for none.</summary>
    public PointMark? Mark { get; init; }
}
