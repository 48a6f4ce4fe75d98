using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>What happens to a firm's trading and shares: first and last day, suspensions, bonus issues, unlockings.</summary>
internal sealed class FirmEvents
{
    private static readonly double[] BonusRatios = [1.2, 1.3, 1.5, 2.0];

    private FirmEvents(int first, int end, bool delisted, DayState[] states, double[] factors, IReadOnlyList<ShareChange> changes)
    {
        First = first;
        End = end;
        Delisted = delisted;
        States = states;
        Factors = factors;
        Changes = changes;
    }

    /// <summary>Index of the first day on which the firm is listed within the price files.</summary>
    public int First { get; }

    /// <summary>Index after the last listed day; when <see cref="Delisted"/>, the day of delisting.</summary>
    public int End { get; }

    public bool Delisted { get; }

    /// <summary>State of each day of the world's calendar.</summary>
    public DayState[] States { get; }

    /// <summary>Cumulative adjustment factor on each day: the product of the bonus ratios so far.</summary>
    public double[] Factors { get; }

    /// <summary>Share counts, by the index from which they hold; the first holds from the beginning.</summary>
    public IReadOnlyList<ShareChange> Changes { get; }

    public static FirmEvents Plan(SampleWorld world, FirmCharacter firm, FirmPath path, double firstEquityValue)
    {
        PhiloxStream stream = SampleStreams.Events(world.Options.Seed, firm.Index);
        int count = world.Calendar.Days.Count;
        int first = FirstIndexOf(world, firm);
        int afterDefault = 30 + stream.NextIndex(30);
        bool delisted = path.DefaultIndex + afterDefault < count;
        int end = delisted ? path.DefaultIndex!.Value + afterDefault : count;
        DayState[] states = Suspend(world, firm, stream, first, end);
        return PlanShares(world, firm, stream, (first, end, delisted), states, firstEquityValue);
    }

    /// <summary>Index of the firm's first price.</summary>
    public static int FirstIndexOf(SampleWorld world, FirmCharacter firm) =>
        firm.ListsLate ? world.FirstIndex + ((world.Calendar.Days.Count - world.FirstIndex) * 35 / 100) : world.FirstIndex;

    private static DayState[] Suspend(SampleWorld world, FirmCharacter firm, PhiloxStream stream, int first, int end)
    {
        DayState[] states = new DayState[world.Calendar.Days.Count];
        DayState kind = firm.Index % 4 == 2 || firm.Index % 12 == 7 ? DayState.Absent : DayState.Suspended;
        int spans = stream.NextIndex(world.Options.Years + 1) + (firm.Index % 6 == 1 ? 1 : 0);
        for (int span = 0; span < spans; span++)
        {
            // Of a firm with a long suspension the first one is the long one: three to eight weeks.
            bool isLong = span == 0 && firm.Index % 6 == 1;
            int length = isLong ? 15 + stream.NextIndex(26) : 1 + stream.NextIndex(5);
            double place = stream.NextUniform();
            int room = end - first - length - 40;
            if (room <= 0)
            {
                continue;
            }

            int start = first + 20 + (int)(place * room);
            states.AsSpan(start, length).Fill(kind);
        }

        return states;
    }

    private static FirmEvents PlanShares(SampleWorld world, FirmCharacter firm, PhiloxStream stream, (int First, int End, bool Delisted) life, DayState[] states, double firstEquityValue)
    {
        IReadOnlyList<DateOnly> days = world.Calendar.Days;
        SortedDictionary<int, (double Ratio, double Unlocked, DateOnly Known)> events = [];
        for (int year = world.Options.FirstDay.Year; year <= world.Options.LastDay.Year; year++)
        {
            bool happens = stream.NextUniform() < 0.3;
            int day = world.Calendar.IndexOnOrAfter(new DateOnly(year, 5, 10).AddDays(stream.NextIndex(75)));
            double ratio = BonusRatios[stream.NextIndex(BonusRatios.Length)];
            int notice = 8 + stream.NextIndex(12);
            Add(happens, day, ratio, 0, notice);
        }

        int unlockings = stream.NextIndex(4);
        for (int i = 0; i < unlockings; i++)
        {
            int day = life.First + 5 + (int)(stream.NextUniform() * (life.End - life.First - 5));
            double part = i == 2 ? 1 : 0.2 + (0.5 * stream.NextUniform());
            Add(firm.RestrictedShare > 0, day, 1, part, 5 + stream.NextIndex(10));
        }

        double total = Math.Max(1, Math.Round(firstEquityValue / firm.FirstPrice / 10_000)) * 10_000;
        double restricted = Math.Round(total * firm.RestrictedShare);
        double tradable = total - restricted;
        DateOnly since = days[life.First].AddDays(firm.ListsLate ? 0 : -700);
        List<ShareChange> changes = [new ShareChange(life.First, since, since.AddDays(-10), tradable, restricted)];
        double[] factors = new double[days.Count];
        double factor = 1;
        for (int i = 0; i < days.Count; i++)
        {
            if (events.TryGetValue(i, out (double Ratio, double Unlocked, DateOnly Known) e))
            {
                tradable = Math.Round(tradable * e.Ratio);
                restricted = Math.Round(restricted * e.Ratio);
                double unlocked = Math.Round(restricted * e.Unlocked);
                (tradable, restricted, factor) = (tradable + unlocked, restricted - unlocked, Math.Round(factor * e.Ratio, 6));
                changes.Add(new ShareChange(i, days[i], e.Known, tradable, restricted));
            }

            factors[i] = factor;
        }

        return new FirmEvents(life.First, life.End, life.Delisted, states, factors, changes);

        void Add(bool happens, int day, double ratio, double unlocked, int noticeDays)
        {
            // Share counts change on trading days only, and one change a day keeps every row of the file unambiguous.
            while (day < life.End && (states[day] != DayState.Trading || events.ContainsKey(day)))
            {
                day++;
            }

            if (happens && day > life.First && day < life.End)
            {
                events.Add(day, (ratio, unlocked, days[day].AddDays(-noticeDays)));
            }
        }
    }
}

/// <summary>Whether a firm trades on a day, and if not, whether its row says so or is missing.</summary>
internal enum DayState
{
    Trading = 0,
    Suspended,
    Absent,
}

/// <summary>Share counts from a day on.</summary>
internal sealed record ShareChange(int Index, DateOnly ValidFrom, DateOnly KnownOn, double Tradable, double Restricted)
{
    public double Total => Tradable + Restricted;
}
