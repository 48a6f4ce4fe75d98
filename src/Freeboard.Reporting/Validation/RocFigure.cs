using Freeboard.Reporting.Language;
using Freeboard.Services.Validate;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Reporting.Validation;

/// <summary>The point at which the curve is farthest from the diagonal.</summary>
/// <param name="X">False-alarm rate there.</param>
/// <param name="Y">Hit rate there.</param>
/// <param name="Text">Its label.</param>
public sealed record WidestMark(double X, double Y, string Text);

/// <summary>Column names of the curve's table.</summary>
/// <param name="FalseAlarms">Non-events flagged.</param>
/// <param name="Hits">Events caught.</param>
/// <param name="Low">Lower end of the band.</param>
/// <param name="High">Upper end of the band.</param>
public sealed record RocNames(string FalseAlarms, string Hits, string Low, string High);

/// <summary>A ROC curve with its band, for the element fb-roc.</summary>
public sealed record RocFigure
{
    private const double LeastStep = 1 / 400.0;

    /// <summary>False-alarm rates of the drawn points; a point that moves less than a quarter of a percent is not drawn.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Hit rates of the drawn points.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>False-alarm rates of table and band.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Hit rate at each rate.</summary>
    public required IReadOnlyList<double?> Hits { get; init; }

    /// <summary>Lower end of the band at each rate; empty without a band.</summary>
    public required IReadOnlyList<double> Low { get; init; }

    /// <summary>Upper end of the band at each rate.</summary>
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>Where the curve is farthest from the diagonal.</summary>
    public required WidestMark Widest { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required RocNames Names { get; init; }

    /// <summary>The figure of a curve; null when there is none.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static RocFigure? Of(ValidationReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        if (report.Roc.Widest is not { } widest)
        {
            return null;
        }

        List<RocPoint> drawn = [];
        foreach (RocPoint point in report.Roc.Points)
        {
            if (drawn.Count == 0 || point.FalseAlarmRate - drawn[^1].FalseAlarmRate >= LeastStep || point.HitRate - drawn[^1].HitRate >= LeastStep)
            {
                drawn.Add(point);
            }
        }

        drawn.Add(report.Roc.Points[^1]);
        IReadOnlyList<double> rates = report.Band?.FalseAlarmRates ?? [.. Enumerable.Range(0, 51).Select(static i => i / 50.0)];
        string level = Numbers.Percent(report.All.Area.Level, 0);
        return new RocFigure
        {
            X = [.. drawn.Select(static p => p.FalseAlarmRate)],
            Y = [.. drawn.Select(static p => p.HitRate)],
            Rates = rates,
            Hits = [.. rates.Select(report.Roc.HitRateAt)],
            Low = report.Band?.Low ?? [],
            High = report.Band?.High ?? [],
            Widest = new WidestMark(widest.FalseAlarmRate, widest.HitRate, words.Say("validation.roc.widest", Numbers.Fixed(report.Roc.KolmogorovSmirnov!.Value, 2), Numbers.Fixed(-widest.Threshold, 2))),
            Names = new RocNames(words["validation.roc.flagged"], words["validation.roc.caught"], words.Say("validation.roc.low", level), words.Say("validation.roc.high", level)),
        };
    }
}
