using Freeboard.Reporting.Language;
using Freeboard.Services.Edf;
using Freeboard.Services.Validate;
using Freeboard.Validation;
using Freeboard.Validation.Comparison;

namespace Freeboard.Reporting.Validation;

/// <summary>What the pages of a validation say, made from its figures: a title that the data do not support cannot come about.</summary>
public static class ValidationSentences
{
    private const double Significance = 0.05;

    /// <summary>The event in words.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string Event(ValidationReport report, Phrasebook words) => words[$"validation.event.{EdfWords.Of(report.Label.Event)}"];

    /// <summary>What was judged.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string Lede(ValidationReport report, Phrasebook words) => report.From is { } from && report.To is { } to
        ? words.Say("validation.lede", Event(report, words), Text(report.Label.HorizonMonths), Numbers.Count(report.All.Observations), Numbers.Count(report.Firms), Numbers.Count(report.All.Events), Numbers.Day(from), Numbers.Day(to))
        : words["validation.lede.empty"];

    /// <summary>Title of the distributions.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string GroupsTitle(ValidationReport report, Phrasebook words) => words[Verdict(report.Welch) switch
    {
        > 0 => "validation.groups.nearer",
        < 0 => "validation.groups.farther",
        _ => "validation.groups.same",
    }];

    /// <summary>Answer to whether the means differ.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string MeansAnswer(ValidationReport report, Phrasebook words)
    {
        MeanComparison welch = report.Welch;
        if (welch.Status != ValidationStatus.Estimated)
        {
            return Status(welch.Status, words);
        }

        string difference = Numbers.Fixed(Math.Abs(welch.Difference!.Value), 2);
        string low = Numbers.Fixed(welch.Low!.Value, 2);
        string high = Numbers.Fixed(welch.High!.Value, 2);
        string level = Numbers.Percent(welch.Level, 0);
        return words.Say(Verdict(welch) switch
        {
            > 0 => "validation.means.yes",
            < 0 => "validation.means.reverse",
            _ => "validation.means.no",
        }, difference, level, low, high);
    }

    /// <summary>Title of the ROC curve.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string RocTitle(ValidationReport report, Phrasebook words) => report.All.Area switch
    {
        { Area: { } area, Low: { } low, High: { } high, Level: var level } => words.Say("validation.roc.title", Numbers.Fixed(area, 3), Numbers.Percent(level, 0), Numbers.Fixed(low, 3), Numbers.Fixed(high, 3)),
        { Area: { } area } => words.Say("validation.roc.title.alone", Numbers.Fixed(area, 3)),
        _ => words["validation.roc.none"],
    };

    /// <summary>The ROC curve in words.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string RocSummary(ValidationReport report, Phrasebook words) => report.Roc.Widest is { } widest
        ? words.Say("validation.roc.summary", RocTitle(report, words), Numbers.Percent(widest.HitRate, 0), Numbers.Percent(widest.FalseAlarmRate, 0), Numbers.Fixed(-widest.Threshold, 2))
        : RocTitle(report, words);

    /// <summary>Under the curve: the interval that allows for several rows of a firm.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string? FirmNote(ValidationReport report, Phrasebook words) => report.AreaByFirm is { Low: { } low, High: { } high }
        ? words.Say("validation.roc.byfirm", Numbers.Count(report.AreaByFirm.Firms), Numbers.Fixed(low, 3), Numbers.Fixed(high, 3))
        : null;

    /// <summary>Title of the calibration figure.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string CalibrationTitle(ValidationReport report, Phrasebook words)
    {
        int inside = report.Buckets.Count(static b => b.InsideInterval == true);
        int buckets = report.Buckets.Count(static b => b.Observations > 0);
        return buckets == 0 ? words["validation.calibration.none"] : words.Say("validation.calibration.title", Numbers.Percent(report.All.Area.Level, 0), Numbers.Count(inside), Numbers.Count(buckets));
    }

    /// <summary>The calibration figure in words, for those who do not see it.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="words">The language.</param>
    public static string CalibrationSummary(ReliabilityFigure figure, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say(
            "validation.calibration.summary", Numbers.Count(figure.Predicted.Count), Percent(figure.Predicted[0]), Percent(figure.Predicted[^1]), Percent(figure.Observed[0]), Percent(figure.Observed[^1]), Numbers.Count(figure.Events.Sum()));
    }

    /// <summary>Under the calibration figure: its line.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static string CalibrationNote(ValidationReport report, Phrasebook words) => report.Line is { Slope: { } slope, SlopeError: { } error, InterceptAtSlopeOne: { } large }
        ? words.Say("validation.calibration.line", Numbers.Fixed(slope, 2), Numbers.Fixed(error, 2), Numbers.Fixed(large, 2), Percent(report.All.MeanPredicted), Percent(report.All.MeanObserved))
        : words.Say("validation.calibration.noline", Status(report.Line.Status, words), Percent(report.All.MeanPredicted), Percent(report.All.MeanObserved));

    /// <summary>A status in a sentence.</summary>
    /// <param name="status">The status.</param>
    /// <param name="words">The language.</param>
    public static string Status(ValidationStatus status, Phrasebook words) => words[$"validation.status.{status}"];

    /// <summary>A p value: never written as zero.</summary>
    /// <param name="p">The value; null for none.</param>
    public static string P(double? p) => p switch
    {
        null => Numbers.Absent,
        < 1e-15 => "<10\u207B\u00B9\u2075",
        < 1e-4 and { } small => Numbers.PowerOfTen(Math.Log(small)),
        { } value => Numbers.Fixed(value, 4),
    };

    /// <summary>A share in percent; a positive one is never written as zero.</summary>
    /// <param name="share">Decimal; null for none.</param>
    public static string Percent(double? share) => share switch
    {
        null => Numbers.Absent,
        0 => Numbers.Percent(0, 2),
        { } value => Numbers.Probability(Math.Log(value)),
    };

    private static int Verdict(MeanComparison welch) => welch is { Status: ValidationStatus.Estimated, Probability: < Significance } ? Math.Sign(welch.Difference!.Value) : 0;

    private static string Text(int value) => Numbers.Count(value);
}
