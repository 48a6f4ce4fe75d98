using Freeboard.Reporting.Language;

namespace Freeboard.Reporting.Market;

/// <summary>Sentences of the summary, each made from the run's own figures: a sentence that the data do not support cannot be written.</summary>
public static class MarketSentences
{
    /// <summary>How many firms stand below distance 1, and how many it was on the date before.</summary>
    /// <param name="view">The run.</param>
    /// <param name="words">The language.</param>
    public static string Headline(MarketView view, Phrasebook words)
    {
        if (view.Latest is not { } latest)
        {
            return words["market.empty"];
        }

        ShareAt now = view.HighRisk[^1];
        if (now.Firms == 0)
        {
            return words.Say("market.none", Numbers.Day(latest));
        }

        string first = now.Firms == 1
            ? words.Say("market.single", Numbers.Day(latest), Numbers.Fixed(view.WithDistance[0].LatestDistance!.Value, 2))
            : now.Risky == 0
                ? words.Say("market.share.none", Numbers.Count(now.Firms))
                : words.SayCount("market.share", now.Risky, Numbers.Count(now.Risky), Numbers.Count(now.Firms), Numbers.Percent(now.Share!.Value, 1));
        if (view.Previous is not { } previous)
        {
            return first;
        }

        ShareAt then = view.HighRisk[^2];
        string day = Numbers.Day(previous);
        string second = then.Firms == 0
            ? words.Say("market.previous.absent", day)
            : then.Risky == 0
                ? words.Say("market.previous.none", day, Numbers.Count(then.Firms))
                : words.Say("market.previous.some", day, Numbers.Count(then.Risky), Numbers.Count(then.Firms), Numbers.Percent(then.Share!.Value, 1));
        return words.IsChinese ? first + second : $"{first} {second}";
    }

    /// <summary>Title of the history of the high-risk share: where it stands against its own median.</summary>
    /// <param name="view">The run.</param>
    /// <param name="words">The language.</param>
    public static string ShareTitle(MarketView view, Phrasebook words)
    {
        ShareAt[] known = [.. view.HighRisk.Where(static s => s.Share is not null)];
        if (known.Length == 0)
        {
            return words["share.title.none"];
        }

        if (view.HighRisk[^1].Share is not { } latest)
        {
            return words.Say("share.title.ended", Numbers.Day(view.Latest!.Value), Numbers.Day(known[^1].Date));
        }

        string now = Numbers.Percent(latest, 1);
        if (known.Length == 1)
        {
            return words.Say("share.title.single", now);
        }

        if (known.All(static s => s.Risky == 0))
        {
            return words["share.title.zero"];
        }

        string median = Numbers.Percent(Median(view)!.Value, 1);
        string since = Numbers.Month(known[0].Date);
        // Two figures that read the same must not be called different.
        return now == median ? words.Say("share.title.equal", now, since)
            : words.Say(latest > Median(view) ? "share.title.above" : "share.title.below", now, median, since);
    }

    /// <summary>The history of the high-risk share in words, for those who do not see the chart.</summary>
    /// <param name="view">The run.</param>
    /// <param name="words">The language.</param>
    public static string ShareSummary(MarketView view, Phrasebook words)
    {
        ShareAt[] known = [.. view.HighRisk.Where(static s => s.Share is not null)];
        return known.Length == 0
            ? words["share.summary.none"]
            : words.Say(
                known.Length == 1 ? "share.summary.single" : "share.summary",
                Numbers.Count(known.Length),
                Numbers.Day(known[0].Date),
                Numbers.Day(known[^1].Date),
                Numbers.Percent(known.Min(static s => s.Share!.Value), 1),
                Numbers.Percent(known.Max(static s => s.Share!.Value), 1),
                Numbers.Percent(known[^1].Share!.Value, 1));
    }

    /// <summary>Median of the share over the dates that have one; null when there is none.</summary>
    /// <param name="view">The run.</param>
    public static double? Median(MarketView view)
    {
        double[] shares = [.. view.HighRisk.Select(static s => s.Share).OfType<double>()];
        return shares.Length == 0 ? null : Quantiles.Of(shares, 0.5);
    }
}
