namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Settings of <see cref="MarkToMarketSimulation"/>.</summary>
public sealed record MarkToMarketOptions
{
    /// <summary>The defaults.</summary>
    public static MarkToMarketOptions Default { get; } = new();

    /// <summary>Scenarios; in [1000, 50000000].</summary>
    /// <value>The default value is 100,000.</value>
    public int Scenarios
    {
        get;
        init => field = value is >= 1000 and <= 50_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [1000, 50000000].");
    } = 100_000;

    /// <summary>Seed of the random streams.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Levels, each in (0, 1).</summary>
    /// <value>The default value is 0.95, 0.99, 0.999 and 0.9997.</value>
    public IReadOnlyList<double> Levels
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.All(level => level is > 0 and < 1) ? [.. value] : throw new ArgumentOutOfRangeException(nameof(value), "Levels lie between 0 and 1, both excluded.");
        }
    } = [0.95, 0.99, 0.999, 0.9997];

    /// <summary>Confidence of the intervals of value at risk; in (0, 1).</summary>
    /// <value>The default value is 0.95.</value>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0 and 1.");
    } = 0.95;
}
