using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Firm;

/// <summary>The verdict on one firm, and the reason where there is none. Bold stands between double asterisks.</summary>
public static class FirmSentences
{
    /// <summary>Where the firm stands on the latest date and what moved since the date before.</summary>
    /// <param name="page">The page.</param>
    /// <param name="firm">The firm.</param>
    public static string Verdict(PageContext page, FirmSeries firm)
    {
        Phrasebook words = page.Words;
        if (firm.Latest is not { } row)
        {
            return firm.Last is { } last ? words.Say("verdict.ended", Numbers.Day(last.Date)) : words["firm.none"];
        }

        if (firm.LatestDistance is not { } distance || row.AssetValue is not { } assets || row.DefaultPoint is not { } defaultPoint)
        {
            return Absent(page, firm, row);
        }

        string dd = Numbers.Fixed(distance, 2);
        string first = words.Say(
            distance >= 0 ? "verdict.converged" : "verdict.under",
            MoneyUnit.For(row.Currency, assets, words).Say(assets),
            dd,
            MoneyUnit.For(row.Currency, defaultPoint, words).Say(defaultPoint));
        string? second = Movement(page, firm, row);
        return second is null ? first : words.IsChinese ? first + second : $"{first} {second}";
    }

    /// <summary>The status of a firm's latest row in one sentence.</summary>
    /// <param name="words">The language.</param>
    /// <param name="firm">The firm.</param>
    public static string Reason(Phrasebook words, FirmSeries firm) => firm.Latest is { } row
        ? words[$"status.{row.Status}.sentence"]
        : words.Say("status.ended.sentence", firm.Last is { } last ? Numbers.Day(last.Date) : Numbers.Absent);

    /// <summary>The status of a firm's latest row in a word or two.</summary>
    /// <param name="words">The language.</param>
    /// <param name="firm">The firm.</param>
    public static string Word(Phrasebook words, FirmSeries firm) => words[firm.Latest is { } row ? $"status.{row.Status}.word" : "status.ended.word"];

    private static string Absent(PageContext page, FirmSeries firm, AssessmentRow row)
    {
        Phrasebook words = page.Words;
        string first = words.Say("verdict.absent", Numbers.Day(row.Date), words[$"status.{row.Status}.sentence"]);
        int last = LastKnown(firm.Distance);
        string second = last < 0
            ? words["verdict.absent.never"]
            : words.Say("verdict.absent.last", Numbers.Fixed(firm.Distance[last]!.Value, 2), Numbers.Day(page.View.Dates[last]));
        return words.IsChinese ? first + second : $"{first} {second}";
    }

    private static string? Movement(PageContext page, FirmSeries firm, AssessmentRow now)
    {
        if (firm.Change is not { } change || firm.Rows[^2] is not { AssetValue: { } assetsThen, DefaultPoint: { } defaultThen, AssetVolatility: { } volatilityThen } then
            || then.Currency != now.Currency || now is not { AssetValue: { } assets, DefaultPoint: { } defaultPoint, AssetVolatility: { } volatility })
        {
            return null;
        }

        Phrasebook words = page.Words;
        string day = Numbers.Day(page.View.Previous!.Value);
        string size = Numbers.Fixed(Math.Abs(change), 2);
        if (size == "0.00")
        {
            return words.Say("verdict.change.none", day);
        }

        string from = Numbers.Percent(volatilityThen, 1);
        string to = Numbers.Percent(volatility, 1);
        string parts = words.Say(
            "verdict.join",
            Part(words, "assets", assets / assetsThen),
            Part(words, "default", defaultPoint / defaultThen),
            from == to ? words.Say("verdict.part.volatility.flat", to) : words.Say("verdict.part.volatility", from, to));
        return words.Say(change < 0 ? "verdict.change.down" : "verdict.change.up", day, size, parts);
    }

    private static string Part(Phrasebook words, string what, double ratio)
    {
        string size = Numbers.Percent(Math.Abs(ratio - 1), 1);
        return size == "0.0%" ? words[$"verdict.part.{what}.flat"] : words.Say($"verdict.part.{what}.{(ratio > 1 ? "up" : "down")}", size);
    }

    internal static int LastKnown(IReadOnlyList<double?> values)
    {
        for (int i = values.Count - 1; i >= 0; i--)
        {
            if (values[i] is not null)
            {
                return i;
            }
        }

        return -1;
    }

    internal static int FirstKnown(IReadOnlyList<double?> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not null)
            {
                return i;
            }
        }

        return -1;
    }
}
