namespace Freeboard.Data.Import;

/// <summary>
/// Ex-right days of a firm as its prices show them: days on which the previous close stated is not the last close. Rows
/// must run forwards or backwards; of other files it says nothing.
/// </summary>
internal sealed class ExRights
{
    private DateOnly lastDate;
    private double lastClose;
    private double lastPrevious;
    private int direction;

    /// <summary>Whether rows ran one way, so that neighbours in the file are neighbours in time.</summary>
    public bool Ordered { get; private set; } = true;

    /// <summary>Day and ratio of last close to previous close stated.</summary>
    public List<(DateOnly Date, double Ratio, double Tolerance)> Days { get; } = [];

    /// <summary>The first and the last day seen.</summary>
    public DateOnly From { get; private set; } = DateOnly.MaxValue;

    public DateOnly To { get; private set; } = DateOnly.MinValue;

    /// <summary>Rows seen.</summary>
    public int Rows { get; private set; }

    public void Add(DateOnly date, double close, double previous)
    {
        Rows++;
        From = date < From ? date : From;
        To = date > To ? date : To;
        if (lastClose > 0)
        {
            int way = date.CompareTo(lastDate);
            Ordered &= way != 0 && (direction == 0 || direction == way);
            direction = way;
            if (way > 0)
            {
                Compare(date, lastClose, previous);
            }
            else
            {
                Compare(lastDate, close, lastPrevious);
            }
        }

        (lastDate, lastClose, lastPrevious) = (date, close, previous);
    }

    private void Compare(DateOnly date, double last, double previous)
    {
        // Prices are printed to a cent: a ratio is known to this much.
        double tolerance = 0.011 / Math.Min(last, previous);
        if (Math.Abs(last - previous) > 0.0051)
        {
            Days.Add((date, last / previous, tolerance));
        }
    }
}
