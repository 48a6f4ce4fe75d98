using Freeboard.Macro;

namespace Freeboard.Services.Macro;

/// <summary>Settings of a study of the EDF index on the economy.</summary>
public sealed record MacroStudyOptions
{
    /// <summary>The defaults.</summary>
    public static MacroStudyOptions Default { get; } = new();

    /// <summary>The drivers; empty for the one-period growth of every series.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<DriverSpecification> Drivers { get; init; } = [];

    /// <summary>Which figures of the economy stand beside the index of a day.</summary>
    /// <value>The default value is <see cref="MacroTiming.Known"/>.</value>
    public MacroTiming Timing { get; init; }

    /// <summary>The regression.</summary>
    /// <value>The default value is <see cref="MacroOptions.Default"/>.</value>
    public MacroOptions Model { get; init; } = MacroOptions.Default;

    /// <summary>Whether seasons have columns of their own.</summary>
    /// <value>The default value is false.</value>
    public bool Seasons { get; init; }

    /// <summary>Criterion by which each driver's lag is chosen from its own to <see cref="MaximumLag"/>; null takes the lags as given.</summary>
    /// <value>The default value is null.</value>
    public InformationCriterion? ChooseLags { get; init; }

    /// <summary>Greatest lag tried, in periods of the series; in [0, 24].</summary>
    /// <value>The default value is 4.</value>
    public int MaximumLag
    {
        get;
        init => field = value is >= 0 and <= 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 24].");
    } = 4;

    /// <summary>Share of the periods that every forecast has before it at least; in (0, 1).</summary>
    /// <value>The default value is 0.6.</value>
    public double FirstShare
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.6;

    /// <summary>Lags of the autoregression that the regression is held against; in [1, 24].</summary>
    /// <value>The default value is 1.</value>
    public int RivalLags
    {
        get;
        init => field = value is >= 1 and <= 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 24].");
    } = 1;

    /// <summary>The unit-root test.</summary>
    /// <value>The default value is <see cref="UnitRootOptions.Default"/>.</value>
    public UnitRootOptions UnitRoot { get; init; } = UnitRootOptions.Default;

    /// <summary>Most lags of the Granger tests, chosen by Akaike's criterion; in [1, 12].</summary>
    /// <value>The default value is 4.</value>
    public int GrangerLags
    {
        get;
        init => field = value is >= 1 and <= 12 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1, 12].");
    } = 4;

    /// <summary>How firms count in the index.</summary>
    /// <value>The default value is <see cref="EdfIndexWeight.Equal"/>.</value>
    public EdfIndexWeight Weight { get; init; }

    /// <summary>Share of the firms in the tail; in (0, 1].</summary>
    /// <value>The default value is 0.1.</value>
    public double TailShare
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 0.1;

    /// <summary>Fewest firms that make an index; at least 1.</summary>
    /// <value>The default value is 5.</value>
    public int LeastFirms
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 5;

    /// <summary>Whether a scenario's path starts from the last index: the last residual is carried along on the scale. Without it the path starts from the regression's own value.</summary>
    /// <value>The default value is true; without effect where the index's own lags carry it.</value>
    public bool Anchor { get; init; } = true;
}
