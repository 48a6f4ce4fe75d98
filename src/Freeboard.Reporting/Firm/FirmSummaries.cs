using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Firm;

/// <summary>The figures of a firm in words, for those who do not see the charts.</summary>
public static class FirmSummaries
{
    /// <summary>Deck, water and distance.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Waterline(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        AssessmentRow[] known = [.. firm.Rows.Where(static r => r is { AssetValue: not null, DefaultPoint: not null }).Select(static r => r!)];
        string reason = firm.LatestDistance is null ? FirmSentences.Reason(words, firm) : "";
        if (known.Length == 0)
        {
            return Join(words, words["waterline.summary.none"], reason);
        }

        AssessmentRow from = known[0];
        AssessmentRow to = known[^1];
        string Money(double amount, string currency) => MoneyUnit.For(currency, amount, words).Say(amount);
        string first = words.Say(
            known.Length == 1 ? "waterline.summary.single" : "waterline.summary",
            Money(from.AssetValue!.Value, from.Currency),
            Money(to.AssetValue!.Value, to.Currency),
            Money(from.DefaultPoint!.Value, from.Currency),
            Money(to.DefaultPoint!.Value, to.Currency),
            Numbers.Day(from.Date),
            Numbers.Day(to.Date));
        int lowest = Lowest(firm.Distance);
        string second = firm.LatestDistance is { } distance
            ? words.Say(known.Length == 1 ? "waterline.summary.distance.single" : "waterline.summary.distance", Numbers.Fixed(distance, 2), Numbers.Fixed(firm.Distance[lowest]!.Value, 2), Numbers.Day(page.View.Dates[lowest]))
            : reason;
        return Join(words, first, second);
    }

    /// <summary>Range and latest value of the distance.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Distance(PageContext page, FirmSeries firm) =>
        Range(page, firm.Distance, "distance.summary", static v => Numbers.Fixed(v, 2));

    /// <summary>Range and latest value of the EDF.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Edf(PageContext page, FirmSeries firm) => Range(page, firm.LnEdf, "edf.summary", Numbers.Probability);

    /// <summary>Index of the smallest value; -1 when there is none.</summary>
    internal static int Lowest(IReadOnlyList<double?> values)
    {
        int lowest = -1;
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value && (lowest < 0 || value < values[lowest]))
            {
                lowest = i;
            }
        }

        return lowest;
    }

    private static string Range(PageContext page, IReadOnlyList<double?> values, string key, Func<double, string> say)
    {
        Phrasebook words = page.Words;
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0
            ? words[key + ".none"]
            : words.Say(
                known.Length == 1 ? key + ".single" : key,
                Numbers.Count(known.Length),
                Numbers.Day(page.View.Dates[FirmSentences.FirstKnown(values)]),
                Numbers.Day(page.View.Dates[FirmSentences.LastKnown(values)]),
                say(known.Min()),
                say(known.Max()),
                say(known[^1]));
    }

    private static string Join(Phrasebook words, string first, string second) =>
        second.Length == 0 ? first : words.IsChinese ? first + second : $"{first} {second}";
}
