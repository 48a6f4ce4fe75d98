using Freeboard.Reporting.Language;
using Freeboard.Services.Validate;
using Freeboard.Validation.Reliability;

namespace Freeboard.Reporting.Validation;

/// <summary>Column names of the calibration figure's table.</summary>
/// <param name="Predicted">Mean predicted.</param>
/// <param name="Observed">Observed.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Count">Observations.</param>
/// <param name="Events">Events.</param>
public sealed record ReliabilityNames(string Predicted, string Observed, string Low, string High, string Count, string Events);

/// <summary>Observed rates against predictions by bucket, for the element fb-reliability.</summary>
public sealed record ReliabilityFigure
{
    /// <summary>Smallest probability drawn: what lies below stands at the edge, and the table has its value.</summary>
    public const double Smallest = 1e-5;

    /// <summary>Mean prediction of each bucket, decimal, ascending.</summary>
    public required IReadOnlyList<double> Predicted { get; init; }

    /// <summary>Observed rate of each bucket.</summary>
    public required IReadOnlyList<double> Observed { get; init; }

    /// <summary>Lower end of Wilson's interval.</summary>
    public required IReadOnlyList<double> Low { get; init; }

    /// <summary>Upper end of Wilson's interval.</summary>
    public required IReadOnlyList<double> High { get; init; }

    /// <summary>Observations in each bucket.</summary>
    public required IReadOnlyList<int> Count { get; init; }

    /// <summary>Events in each bucket.</summary>
    public required IReadOnlyList<int> Events { get; init; }

    /// <summary>Least probability on the axes.</summary>
    public required double Floor { get; init; }

    /// <summary>Greatest probability on the axes.</summary>
    public required double Ceiling { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required ReliabilityNames Names { get; init; }

    /// <summary>The figure of the buckets; null when there are none.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static ReliabilityFigure? Of(ValidationReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        BucketTest[] buckets = [.. report.Buckets.Where(static b => b.Observations > 0)];
        if (buckets.Length == 0)
        {
            return null;
        }

        double[] shown = [.. buckets.SelectMany(static b => new[] { b.Predicted, b.Observed!.Value, b.WilsonHigh!.Value }).Where(static v => v > 0)];
        string level = Numbers.Percent(report.All.Area.Level, 0);
        return new ReliabilityFigure
        {
            Predicted = [.. buckets.Select(static b => b.Predicted)],
            Observed = [.. buckets.Select(static b => b.Observed!.Value)],
            Low = [.. buckets.Select(static b => b.WilsonLow!.Value)],
            High = [.. buckets.Select(static b => b.WilsonHigh!.Value)],
            Count = [.. buckets.Select(static b => b.Observations)],
            Events = [.. buckets.Select(static b => b.Events)],
            Floor = Math.Max(Smallest, shown.Min() / 2),
            Ceiling = Math.Min(1, shown.Max() * 1.25),
            Names = new ReliabilityNames(words["validation.predicted"], words["validation.observed"], words.Say("validation.low", level), words.Say("validation.high", level), words["validation.n"], words["validation.events"]),
        };
    }
}
