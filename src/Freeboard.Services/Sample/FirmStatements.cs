using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>A firm's quarterly balance sheets, sampled from its true debt and announced within the statutory deadlines.</summary>
internal static class FirmStatements
{
    /// <summary>Part of the statements whose first version is wrong and later revised.</summary>
    private const double RevisedPart = 0.05;

    /// <summary>Announcements in order of period, then day. The last version of a period is the true one.</summary>
    /// <remarks>Current + 0.5 x non-current liabilities of a true version equal the default point on the last trading day of the period, to the rounding of both amounts to whole yuan.</remarks>
    public static IReadOnlyList<SampleStatement> Of(SampleWorld world, FirmCharacter firm, FirmPath path, FirmEvents events)
    {
        PhiloxStream stream = SampleStreams.Statements(world.Options.Seed, firm.Index);
        DateOnly lastDay = events.Delisted ? world.Calendar.Days[events.End].AddDays(-1) : world.Options.LastDay;
        List<SampleStatement> statements = [];
        foreach (DateOnly end in PeriodEnds(world))
        {
            int index = world.Calendar.IndexOnOrAfter(end.AddDays(1)) - 1;
            DateOnly announced = Announcement(end, stream.NextIndex(1 << 20));
            bool revises = stream.NextUniform() < RevisedPart;
            double fault = (stream.NextUniform() < 0.5 ? -1 : 1) * (0.02 + (0.04 * stream.NextUniform()));
            int delay = 20 + stream.NextIndex(40);
            double returnOnEquity = 0.09 + (0.03 * stream.NextNormal());
            SampleStatement statement = Sheet(firm, path, index, end, announced, returnOnEquity);
            DateOnly corrected = announced.AddDays(delay);
            if (announced > lastDay)
            {
                continue;
            }

            if (revises && corrected <= lastDay)
            {
                double current = Math.Round(statement.Current * (1 + fault));
                statements.Add(statement with { Current = current, TotalAssets = statement.TotalAssets - statement.Current + current });
                statements.Add(statement with { Announced = corrected, Revised = true });
            }
            else
            {
                statements.Add(statement);
            }
        }

        return statements;
    }

    private static SampleStatement Sheet(FirmCharacter firm, FirmPath path, int index, DateOnly end, DateOnly announced, double returnOnEquity)
    {
        double assets = path.AssetValue[index];
        double point = path.DefaultPoint[index];
        double current = Math.Round(point / (1 + (0.5 * firm.NonCurrentRatio)));
        double noncurrent = Math.Round((point - current) / 0.5);
        double book = Math.Round(firm.BookRatio * (assets - point));

        // Near the default point a firm writes off what it cannot earn; income is cumulative within the year, as Chinese statements have it.
        bool weak = Math.Log(assets / point) < 1.5 * firm.AssetVolatility;
        double income = Math.Round((weak ? -0.06 * assets : returnOnEquity * book) * end.Month / 12);
        return new SampleStatement
        {
            PeriodEnd = end,
            Announced = announced,
            Current = current,
            NonCurrent = noncurrent,
            TotalAssets = current + noncurrent + book,
            NetAssets = book,
            NetIncome = income,
        };
    }

    private static IEnumerable<DateOnly> PeriodEnds(SampleWorld world)
    {
        DateOnly first = world.Calendar.Days[0];
        for (DateOnly month = new(first.Year, 3, 1); month <= world.Options.LastDay; month = month.AddMonths(3))
        {
            DateOnly end = month.AddMonths(1).AddDays(-1);
            if (end >= first && end <= world.Options.LastDay)
            {
                yield return end;
            }
        }
    }

    /// <summary>Annual reports come by 30 April, first quarters by 30 April, half years by 31 August, third quarters by 31 October.</summary>
    private static DateOnly Announcement(DateOnly end, int draw)
    {
        (int earliest, DateOnly deadline) = end.Month switch
        {
            12 => (60, new DateOnly(end.Year + 1, 4, 30)),
            3 => (20, new DateOnly(end.Year, 4, 30)),
            6 => (35, new DateOnly(end.Year, 8, 31)),
            _ => (20, new DateOnly(end.Year, 10, 31)),
        };
        // In a leap year 30 April is 121 days after the year's end; no firm waits longer than 120.
        int span = Math.Min(deadline.DayNumber - end.DayNumber, 120) - earliest + 1;
        return end.AddDays(earliest + (draw % span));
    }
}

/// <summary>One announcement of one balance sheet, CNY.</summary>
internal sealed record SampleStatement
{
    public required DateOnly PeriodEnd { get; init; }

    public required DateOnly Announced { get; init; }

    public required double Current { get; init; }

    public required double NonCurrent { get; init; }

    public required double TotalAssets { get; init; }

    public required double NetAssets { get; init; }

    public required double NetIncome { get; init; }

    public bool Revised { get; init; }

    public double Total => Current + NonCurrent;
}
