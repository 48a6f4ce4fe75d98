using System.Globalization;
using Freeboard.Collections;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Migration;
using Freeboard.Reporting.Tables;
using Freeboard.Services.Collections;

namespace Freeboard.Reporting.Collections;

/// <summary>What the page of an ageing table says, made from its figures.</summary>
internal static class AgeingSentences
{
    private const double Deviations = 2;

    internal static string Lede(AgeingReport report, Phrasebook words)
    {
        string learnt = words.Say("ageing.lede", Numbers.Count(report.Fit.Estimate.Entities), Numbers.Count(report.Fit.Ends.Count - 1), Numbers.Day(report.Fit.Ends[0]), Numbers.Day(report.Fit.Ends[^1]));
        return report.Backtest.Misplaced is { } misplaced && report.Backtest.MisplacedByNoChange is { } still
            ? $"{learnt} {words.Say(misplaced < still ? "ageing.lede.better" : "ageing.lede.worse", MigrationSentences.Share(misplaced), MigrationSentences.Share(still))}"
            : $"{learnt} {words["ageing.lede.blind"]}";
    }

    internal static string MatrixTitle(AgeingReport report, Phrasebook words)
    {
        AgeingRates[] late = [.. report.Rates.Where(static r => r.Cured is not null)];
        if (late.Length == 0)
        {
            return words["ageing.heading"];
        }

        IReadOnlyList<string> buckets = report.Fit.Estimate.States;
        AgeingRates first = late[0];
        return words.Say("ageing.matrix.title", buckets[first.Bucket], MigrationSentences.Share(first.Cured), MigrationSentences.Share(first.Worse));
    }

    /// <summary>The share of the first bucket as it was forecast and as it came; null without forecasts.</summary>
    internal static StoryFigure? Forecasts(AgeingReport report, Phrasebook words)
    {
        IReadOnlyList<AgeingForecast> forecasts = report.Backtest.Forecasts;
        if (forecasts.Count == 0)
        {
            return null;
        }

        string bucket = report.Fit.Estimate.States[0];
        AgeingShare[] shares = [.. forecasts.Select(static f => f.Shares[0])];
        int beyond = shares.Count(static s => s.Score is { } score && Math.Abs(score) > Deviations);
        int judged = shares.Count(static s => s.Score is not null);
        string title = judged == 0 ? words.Say("ageing.forecast.title", bucket) : words.Say(beyond == 0 ? "ageing.forecast.within" : "ageing.forecast.beyond", bucket, Numbers.Count(beyond), Numbers.Count(judged));
        return new StoryFigure("forecasts", title, words.Say("ageing.forecast.sub", bucket, Numbers.Count(report.Backtest.Ahead)), title, new LineFigure
        {
            Unit = LineUnit.Share,
            DateName = words["ageing.month"],
            Dates = [.. forecasts.Select(f => report.Fit.Ends[f.Target + 1].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            Series =
            [
                new LineSeries(words["ageing.actual"], words["ageing.actual"], LineStyle.Firm, [.. shares.Select(static s => (double?)s.Actual)]),
                new LineSeries(words["ageing.forecast"], words["ageing.forecast"], LineStyle.Peer, [.. shares.Select(static s => (double?)s.Forecast)]),
            ],
            Band = judged == 0 ? null : new LineBand(
                words["ageing.low"], words["ageing.high"], [.. shares.Select(static s => s.StandardError is { } e ? s.Forecast - (Deviations * e) : (double?)null)], [.. shares.Select(static s => s.StandardError is { } e ? s.Forecast + (Deviations * e) : (double?)null)]),
        }, words["ageing.forecast.note"]);
    }

    internal static IEnumerable<StoryTable> Tables(AgeingReport report, Phrasebook words)
    {
        IReadOnlyList<string> buckets = report.Fit.Estimate.States;
        yield return new StoryTable(
            "rates",
            words["ageing.rates.heading"],
            words["ageing.rates.note"],
            [
                new StoryColumn(words["ageing.bucket"], false), new StoryColumn(words["ageing.worse"]), new StoryColumn(words["ageing.same"]), new StoryColumn(words["ageing.better"]), new StoryColumn(words["ageing.cured"]),
                new StoryColumn(words.Say("ageing.within", buckets[^1])),
            ],
            [
                .. report.Rates.Select(rate => (string[])
                [
                    buckets[rate.Bucket], MigrationSentences.Share(rate.Worse), MigrationSentences.Share(rate.Same), MigrationSentences.Share(rate.Better), rate.Cured is { } cured ? MigrationSentences.Share(cured) : "",
                    report.WorstWithinTwelve.Count > rate.Bucket ? MigrationSentences.Share(report.WorstWithinTwelve[rate.Bucket]) : "",
                ]),
            ]);
        if (report.Backtest.Forecasts.Count > 0)
        {
            yield return new StoryTable(
                "errors",
                words["ageing.errors.heading"],
                words["ageing.errors.note"],
                [new StoryColumn(words["ageing.month"], false), new StoryColumn(words["ageing.misplaced"]), new StoryColumn(words["ageing.nochange"]), new StoryColumn(words["ageing.farthest"], false), new StoryColumn(words["ageing.error"]), new StoryColumn(words["ageing.score"])],
                [.. report.Backtest.Forecasts.Select(forecast => Error(report, forecast))]);
        }
    }

    private static string[] Error(AgeingReport report, AgeingForecast forecast)
    {
        AgeingShare farthest = forecast.Shares.MaxBy(static s => Math.Abs(s.Error));
        return
        [
            Numbers.Day(report.Fit.Ends[forecast.Target + 1]), MigrationSentences.Share(forecast.Misplaced), MigrationSentences.Share(forecast.MisplacedByNoChange), report.Fit.Estimate.States[farthest.Bucket],
            Numbers.Signed(100 * farthest.Error, 2) + "%", farthest.Score is { } score ? Numbers.Signed(score, 1) : "",
        ];
    }
}
