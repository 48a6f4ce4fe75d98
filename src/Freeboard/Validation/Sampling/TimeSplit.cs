namespace Freeboard.Validation.Sampling;

/// <summary>Out of time: fit on the past, judge on what came after.</summary>
/// <remarks>
/// Method: a row is fitted on when its whole label window has closed by the cut (date + horizon months on or before it), judged on when it is dated on the cut or later, and left out in between:
/// its label would have come about while the test had begun. So no label of the fit was unknown on the first test day.
/// </remarks>
public static class TimeSplit
{
    /// <summary>Splits rows by date.</summary>
    /// <param name="dates">Date of each row.</param>
    /// <param name="cut">First day of the test.</param>
    /// <param name="horizonMonths">Length of the label window in months; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not positive.</exception>
    public static RowSplit At(ReadOnlySpan<DateOnly> dates, DateOnly cut, int horizonMonths)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizonMonths);
        List<int> train = [];
        List<int> test = [];
        List<int> leftOut = [];
        for (int i = 0; i < dates.Length; i++)
        {
            (dates[i] >= cut ? test : dates[i].AddMonths(horizonMonths) <= cut ? train : leftOut).Add(i);
        }

        return new RowSplit(train, test, leftOut);
    }
}
