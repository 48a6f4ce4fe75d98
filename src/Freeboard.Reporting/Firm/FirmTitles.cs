using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Firm;

/// <summary>Titles of a firm's figures. Each states what the drawn data show; comparisons are made on the figures as printed, so that no title contradicts them.</summary>
public static class FirmTitles
{
    /// <summary>How far deck and water moved over the history.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Waterline(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        if (firm.Latest is { Status: AssessmentStatus.DegenerateNoDebt })
        {
            return words["waterline.title.nodebt"];
        }

        if (firm.LatestDistance is not { } distance)
        {
            return words.Say("waterline.title.absent", Numbers.Day(page.View.Latest!.Value), FirmSentences.Word(words, firm));
        }

        int first = FirmSentences.FirstKnown(firm.Distance);
        int last = firm.Rows.Count - 1;
        if (first == last || firm.Rows[first] is not { AssetValue: > 0, DefaultPoint: > 0 } from || firm.Rows[last] is not { AssetValue: > 0, DefaultPoint: > 0 } to
            || from.Currency != to.Currency)
        {
            return words.Say("waterline.title.single", Numbers.Day(page.View.Latest!.Value), Numbers.Fixed(distance, 2));
        }

        return words.Say(
            "waterline.title",
            Numbers.Day(page.View.Dates[first]),
            Move(words, to.AssetValue.Value / from.AssetValue.Value),
            Move(words, to.DefaultPoint.Value / from.DefaultPoint.Value));
    }

    /// <summary>Where the distance stands against the peers, or against its own past where there are too few peers.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Distance(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        int last = FirmSentences.LastKnown(firm.Distance);
        if (last < 0)
        {
            return words["distance.title.never"];
        }

        if (firm.LatestDistance is not { } distance)
        {
            return words.Say("distance.title.ended", Numbers.Day(page.View.Dates[last]));
        }

        IReadOnlyList<double?> medians = page.DistancePeers.Quantile(firm.Distance, 0.5);
        string now = Numbers.Fixed(distance, 2);
        if (medians[^1] is { } median)
        {
            string others = Numbers.Fixed(median, 2);
            if (now == others)
            {
                return words.Say("distance.title.equal", now);
            }

            string side = distance < median ? "below" : "above";
            if (firm.PreviousDistance is not { } before || medians[^2] is not { } medianBefore)
            {
                return words.Say($"distance.title.{side}.now", now, others);
            }

            bool crossed = before < medianBefore != distance < median && Numbers.Fixed(before, 2) != Numbers.Fixed(medianBefore, 2);
            return crossed
                ? words[side == "below" ? "distance.title.crossed.down" : "distance.title.crossed.up"]
                : words.Say(before < medianBefore == distance < median ? $"distance.title.{side}" : $"distance.title.{side}.now", now, others);
        }

        int from = YearBefore(page, firm.Distance);
        if (from < 0)
        {
            return words.Say("distance.title.single", now);
        }

        string then = Numbers.Fixed(firm.Distance[from]!.Value, 2);
        string day = Numbers.Day(page.View.Dates[from]);
        return then == now ? words.Say("distance.title.flat", now, day)
            : words.Say(distance > firm.Distance[from] ? "distance.title.up" : "distance.title.down", then, day, now);
    }

    /// <summary>How the EDF compares with a year before.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Edf(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        int last = FirmSentences.LastKnown(firm.LnEdf);
        if (last < 0)
        {
            return words["edf.title.never"];
        }

        if (last < firm.LnEdf.Count - 1)
        {
            return words.Say("edf.title.ended", Numbers.Day(page.View.Dates[last]));
        }

        string now = Numbers.Probability(firm.LnEdf[last]!.Value);
        int from = YearBefore(page, firm.LnEdf);
        if (from < 0)
        {
            return now == "<0.01%" ? words["edf.title.tiny.single"] : words.Say("edf.title.single", now);
        }

        if (firm.LnEdf.OfType<double>().All(static v => Numbers.Probability(v) == "<0.01%"))
        {
            return words["edf.title.tiny"];
        }

        string then = Numbers.Probability(firm.LnEdf[from]!.Value);
        string day = Numbers.Day(page.View.Dates[from]);
        return then == now ? words.Say("edf.title.flat", now, day)
            : words.Say(firm.LnEdf[last] > firm.LnEdf[from] ? "edf.title.up" : "edf.title.down", then, day, now);
    }

    /// <summary>The date to compare the latest with: the last one at least a year earlier that has a value, else the first that has; -1 when there is none.</summary>
    private static int YearBefore(PageContext page, IReadOnlyList<double?> values)
    {
        int last = values.Count - 1;
        // Month-ends differ by up to three days from year to year; a week of slack keeps the same month-end in.
        DateOnly wanted = page.View.Dates[last].AddYears(-1).AddDays(7);
        for (int i = last - 1; i >= 0; i--)
        {
            if (values[i] is not null && page.View.Dates[i] <= wanted)
            {
                return i;
            }
        }

        int first = FirmSentences.FirstKnown(values);
        return first == last ? -1 : first;
    }

    private static string Move(Phrasebook words, double ratio)
    {
        string size = Numbers.Percent(Math.Abs(ratio - 1), 0);
        return size == "0%" ? words["waterline.flat"] : words.Say(ratio > 1 ? "waterline.up" : "waterline.down", size);
    }
}
