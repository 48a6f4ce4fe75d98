using Freeboard.Numerics;

namespace Freeboard.Monitoring;

/// <summary>Holds alerts against what happened: how many months before events they began, and how many came to nothing.</summary>
/// <remarks>
/// <para>An event is caught when an alert that began before it was open at some time of the horizon before it. Lead time runs from the first day of the earliest such alert, at most from the beginning of the horizon: an alert
/// that has been open for five years says nothing about when.</para>
/// <para>An alert is false when no event came within the horizon after its first day and it was not open within the horizon before one, and the record covers that horizon. Alerts whose horizon outlasts the record are undecided and
/// counted nowhere, and so are the last days of the record in the firm-years: to count them as false, or as exposure without alerts, would tilt the rate. Alerts on and after the event are left out.</para>
/// <para>Intervals: caught share by Clopper and Pearson (1934), median lead by order statistics (at least the level), false alerts by the exact Poisson interval (Garwood 1936). A month is 1/12 of 365.25 days.</para>
/// <para>Errors: arguments outside their ranges throw.</para>
/// </remarks>
public static class LeadTime
{
    private const double DaysPerMonth = 365.25 / 12;
    private const double DaysPerYear = 365.25;

    /// <summary>Measures.</summary>
    /// <param name="firms">The firms, any order.</param>
    /// <param name="horizonMonths">How long before an event an alert counts as a warning, months; 1 to 240.</param>
    /// <param name="level">Level of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Horizon or level is outside its range.</exception>
    public static WarningRecord Measure(IReadOnlyList<MonitoredFirm> firms, int horizonMonths, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(firms);
        if (horizonMonths is < 1 or > 240)
        {
            throw new ArgumentOutOfRangeException(nameof(horizonMonths), horizonMonths, "Must lie in 1 to 240.");
        }

        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Must lie in (0, 1).");
        }

        Tally tally = new();
        List<WarnedEvent> warned = [];
        foreach (MonitoredFirm firm in firms)
        {
            Add(firm, horizonMonths, ref tally, warned);
        }

        double[] leads = [.. warned.Where(static w => w.LeadMonths is not null).Select(static w => w.LeadMonths!.Value).Order()];
        double years = tally.Days / DaysPerYear;
        (double? leadLow, double? leadHigh) = MedianInterval(leads, level);
        double tail = 0.5 * (1 - level);
        return new WarningRecord
        {
            HorizonMonths = horizonMonths,
            Level = level,
            Events = warned.Count,
            Caught = leads.Length,
            CaughtShare = warned.Count > 0 ? (double)leads.Length / warned.Count : null,
            CaughtLow = warned.Count == 0 ? null : leads.Length == 0 ? 0 : BetaQuantile.Of(tail, leads.Length, warned.Count - leads.Length + 1),
            CaughtHigh = warned.Count == 0 ? null : leads.Length == warned.Count ? 1 : BetaQuantile.Of(1 - tail, leads.Length + 1, warned.Count - leads.Length),
            MedianLeadMonths = leads.Length > 0 ? 0.5 * (leads[(leads.Length - 1) / 2] + leads[leads.Length / 2]) : null,
            LeadLow = leadLow,
            LeadHigh = leadHigh,
            MeanLeadMonths = leads.Length > 0 ? leads.Average() : null,
            Alerts = tally.True + tally.False + tally.Undecided,
            TrueAlerts = tally.True,
            FalseAlerts = tally.False,
            UndecidedAlerts = tally.Undecided,
            FirmYears = years,
            FalsePerFirmYear = years > 0 ? tally.False / years : null,
            FalseLow = years > 0 ? PoissonLow(tally.False, tail) / years : null,
            FalseHigh = years > 0 ? PoissonHigh(tally.False, tail) / years : null,
            Warned = [.. warned.OrderBy(static w => w.Day).ThenBy(static w => w.Firm, StringComparer.Ordinal)],
            Status = warned.Count == 0 ? (years > 0 ? WarningStatus.NoEvents : WarningStatus.NoExposure) : leads.Length == 0 ? WarningStatus.NoneCaught : years > 0 ? WarningStatus.Estimated : WarningStatus.NoExposure,
        };
    }

    private static void Add(MonitoredFirm firm, int horizon, ref Tally tally, List<WarnedEvent> warned)
    {
        DateOnly? happened = firm.Event;
        if (happened <= firm.From)
        {
            return;
        }

        // Up to this day an alert's horizon is on record and without the event.
        DateOnly decided = happened is { } e ? e.AddMonths(-horizon) : firm.WatchedTo.AddMonths(-horizon);
        DateOnly lastDecided = firm.To < decided ? firm.To : decided;
        tally.Days += Math.Max(0, lastDecided.DayNumber - firm.From.DayNumber);
        DateOnly? first = null;
        foreach (AlertSpell alert in firm.Alerts)
        {
            if (alert.Raised >= happened)
            {
                continue;
            }

            if (happened is not null && !(alert.Cleared <= decided))
            {
                tally.True++;
                first = first is { } known && known <= alert.Raised ? known : alert.Raised;
            }
            else if (alert.Raised <= decided)
            {
                tally.False++;
            }
            else
            {
                tally.Undecided++;
            }
        }

        if (happened is { } day)
        {
            DateOnly? from = first is { } raised ? (raised > decided ? raised : decided) : null;
            warned.Add(new WarnedEvent(firm.Firm, day, first, from is { } start ? (day.DayNumber - start.DayNumber) / DaysPerMonth : null));
        }
    }

    /// <summary>The narrowest symmetric pair of order statistics that covers the median with at least the level.</summary>
    private static (double? Low, double? High) MedianInterval(double[] sorted, double level)
    {
        int n = sorted.Length;
        double outside = Math.Pow(0.5, n);
        double tail = outside;
        int rank = -1;
        for (int k = 0; k < n / 2 && 1 - (2 * tail) >= level; k++)
        {
            rank = k;
            outside *= (double)(n - k) / (k + 1);
            tail += outside;
        }

        return rank < 0 ? (null, null) : (sorted[rank], sorted[n - 1 - rank]);
    }

    // P(N >= k | mean) = 1 - Q(k, mean) rises from 0; P(N <= k | mean) = Q(k + 1, mean) falls from 1.
    private static double PoissonLow(int count, double tail) =>
        count == 0 ? 0 : Root(mean => 1 - IncompleteGamma.Upper(count, mean) - tail, count);

    private static double PoissonHigh(int count, double tail) =>
        Root(mean => tail - IncompleteGamma.Upper(count + 1, mean), count);

    private static double Root(Func<double, double> rising, int count)
    {
        double upper = (2 * count) + 50;
        while (rising(upper) < 0)
        {
            upper *= 2;
        }

        return BracketedRoot.Find(rising, 1e-12, rising(1e-12), upper, rising(upper)).Root;
    }

    private ref struct Tally
    {
        public int True;
        public int False;
        public int Undecided;
        public long Days;
    }
}
