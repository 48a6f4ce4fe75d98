namespace Freeboard.Data.AsOf;

/// <summary>
/// The prices of a firm of which some became known after their day: another line of closes from each of those days of
/// knowledge on. The line asked for last is kept, because days are asked for in order.
/// </summary>
internal sealed class LatePrices(PriceFact[] prices, AdjustmentFactorFact[] factors)
{
    private readonly DateOnly[] knownDays = [.. prices.Where(IsLate).Select(static p => p.KnownOn!.Value)
        .Concat(factors.Where(static f => f.KnownOn > f.Date).Select(static f => f.KnownOn)).Distinct().Order()];

    private volatile Line? last;

    /// <summary>Whether a price became known after its day.</summary>
    public static bool IsLate(PriceFact price) => price.KnownOn > price.Date;

    /// <summary>The history as far as its prices were known at the close of a day.</summary>
    public FirmHistory HistoryAt(FirmHistory whole, DateOnly knownAt)
    {
        int known = SortedDates.CountUpTo(knownDays, knownAt);
        if (known == knownDays.Length)
        {
            return whole;
        }

        if (last is { } line && line.Known == known && ReferenceEquals(line.Whole, whole))
        {
            return line.History;
        }

        FirmHistory history = PriceLine.Apply(whole with { Late = null }, prices, factors, known == 0 ? DateOnly.MinValue : knownDays[known - 1]);
        last = new Line(known, whole, history);
        return history;
    }

    private sealed record Line(int Known, FirmHistory Whole, FirmHistory History);
}
