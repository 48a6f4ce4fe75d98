namespace Freeboard.Structural.TermStructure;

/// <summary>When a firm is taken to default.</summary>
public enum DefaultTiming
{
    /// <summary>At the horizon only, when the assets are then below the default point (Merton). The probability need not rise with the horizon.</summary>
    AtHorizon = 0,

    /// <summary>The first time that the assets meet the default point (Black and Cox). The probability rises with the horizon.</summary>
    FirstPassage,
}

/// <summary>Settings of an EDF term structure. Use <c>with</c> to change one.</summary>
public sealed record TermStructureOptions
{
    /// <summary>1, 3 and 6 months, then 1, 2, 3, 4, 5, 7 and 10 years.</summary>
    public static IReadOnlyList<double> StandardHorizons { get; } = [1.0 / 12, 0.25, 0.5, 1, 2, 3, 4, 5, 7, 10];

    /// <summary>The defaults.</summary>
    public static TermStructureOptions Default { get; } = new();

    /// <summary>When the firm is taken to default.</summary>
    /// <value>The default value is <see cref="DefaultTiming.AtHorizon"/>.</value>
    public DefaultTiming Timing { get; init; } = DefaultTiming.AtHorizon;

    /// <summary>Horizons in years; positive, strictly ascending.</summary>
    /// <value>The default value is <see cref="StandardHorizons"/>.</value>
    public IReadOnlyList<double> Horizons
    {
        get;
        init => field = IsAscending(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), "Horizons must be finite, positive and strictly ascending, at least one.");
    } = StandardHorizons;

    /// <summary>Growth rate of the default point, continuously compounded per year, decimal; finite. 0 holds the debt as it is.</summary>
    /// <value>The default value is 0.</value>
    public double DefaultPointGrowth
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
    }

    private static bool IsAscending(IReadOnlyList<double> horizons)
    {
        ArgumentNullException.ThrowIfNull(horizons);
        double previous = 0;
        foreach (double horizon in horizons)
        {
            if (!(horizon > previous && double.IsFinite(horizon)))
            {
                return false;
            }

            previous = horizon;
        }

        return horizons.Count > 0;
    }
}
