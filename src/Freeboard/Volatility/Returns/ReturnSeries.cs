namespace Freeboard.Volatility.Returns;

/// <summary>Log returns of one share with what is known about each, and whether a model can rest on them.</summary>
public sealed record ReturnSeries
{
    /// <summary>Whether the returns can be used, or why not.</summary>
    public required ReturnSeriesStatus Status { get; init; }

    /// <summary>The returns in order of time, gaps not scaled; those up to the fault when the input is invalid.</summary>
    public required IReadOnlyList<PeriodReturn> Returns { get; init; }

    /// <summary>One number a return as a model of one period takes it: gaps treated as the options say. Empty when the status is not <see cref="ReturnSeriesStatus.Usable"/>.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Periods per year by which volatilities of this series are annualised; 0 where the series does not tell.</summary>
    public required double PeriodsPerYear { get; init; }

    /// <summary>Closes that were not usable starts of a return (an ex-right day without a factor).</summary>
    public int Breaks { get; init; }

    /// <summary>Days given on which the share did not trade.</summary>
    public int SuspendedDays { get; init; }

    /// <summary>Index in <see cref="Returns"/> of the return that the status is about; null where it is about none.</summary>
    public int? OffendingReturn { get; init; }

    /// <summary>How many returns carry a mark.</summary>
    /// <param name="mark">One mark, or several of which any counts.</param>
    public int Count(ReturnMarks mark)
    {
        int count = 0;
        foreach (PeriodReturn each in Returns)
        {
            count += (each.Marks & mark) != 0 ? 1 : 0;
        }

        return count;
    }
}
