namespace Freeboard.Services.FirmYears;

/// <summary>What is known of one firm at the end of one year: that year's row and the ones before it.</summary>
/// <param name="Years">The firm's rows in order of year, the one in question last; never empty, and never a later one.</param>
public readonly record struct FirmYearHistory(ReadOnlyMemory<FirmYear> Years)
{
    /// <summary>The row in question.</summary>
    public FirmYear Now => Years.Span[^1];

    /// <summary>The log move of market value since the year before; null where that year is missing.</summary>
    public double? LastMove => MoveInto(Years.Length - 1);

    /// <summary>The sum of squared log moves over all pairs of neighbouring years, and how many there are.</summary>
    /// <param name="cap">Moves beyond it, up or down, count as it.</param>
    public (double Sum, int Count) SquaredMoves(double cap)
    {
        double sum = 0;
        int count = 0;
        for (int i = 1; i < Years.Length; i++)
        {
            if (MoveInto(i) is { } move)
            {
                move = Math.Clamp(move, -cap, cap);
                sum += move * move;
                count++;
            }
        }

        return (sum, count);
    }

    private double? MoveInto(int i)
    {
        ReadOnlySpan<FirmYear> years = Years.Span;
        return i > 0 && years[i - 1].Year == years[i].Year - 1 ? Math.Log(years[i].MarketValue / years[i - 1].MarketValue) : null;
    }
}
