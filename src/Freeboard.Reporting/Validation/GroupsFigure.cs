using Freeboard.Reporting.Language;
using Freeboard.Services.Validate;

namespace Freeboard.Reporting.Validation;

/// <summary>A mean marked in a figure.</summary>
/// <param name="At">Where, as a distance.</param>
/// <param name="Text">Its label.</param>
public sealed record MeanMark(double At, string Text);

/// <summary>Column names of the groups' table.</summary>
/// <param name="Bin">The bin.</param>
/// <param name="Others">Firms without the event.</param>
/// <param name="Events">Firms with it.</param>
/// <param name="Axis">Title of the axis of distances.</param>
/// <param name="From">Where a bin begins, in the CSV.</param>
/// <param name="To">Where it ends, in the CSV.</param>
public sealed record GroupsNames(string Bin, string Others, string Events, string Axis, string From, string To);

/// <summary>Distances of both groups in bins, for the element fb-groups: non-events above the line, events below it.</summary>
public sealed record GroupsFigure
{
    private const int MostBins = 32;

    /// <summary>Lower ends of the bins, ascending.</summary>
    public required IReadOnlyList<double> From { get; init; }

    /// <summary>Width of a bin.</summary>
    public required double Width { get; init; }

    /// <summary>Share of the non-events in each bin, decimal; the outer bins hold what lies beyond them.</summary>
    public required IReadOnlyList<double> Others { get; init; }

    /// <summary>Share of the events in each bin, decimal.</summary>
    public required IReadOnlyList<double> Events { get; init; }

    /// <summary>Mean of the non-events.</summary>
    public required MeanMark OtherMean { get; init; }

    /// <summary>Mean of the events.</summary>
    public required MeanMark EventMean { get; init; }

    /// <summary>Names of the table's columns.</summary>
    public required GroupsNames Names { get; init; }

    /// <summary>Bins both groups; null when one of them has no member.</summary>
    /// <param name="report">The validation.</param>
    /// <param name="words">The language.</param>
    public static GroupsFigure? Of(ValidationReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        if (report.EventDistances.Count == 0 || report.OtherDistances.Count == 0)
        {
            return null;
        }

        // The middle 99 % of each group sets the range: a handful of debt-free firms at 40 would leave the rest one bar.
        double[] others = [.. report.OtherDistances.Order()];
        double[] events = [.. report.EventDistances.Order()];
        double low = Math.Min(At(others, 0.005), At(events, 0.005));
        double high = Math.Max(At(others, 0.995), At(events, 0.995));
        double width = WidthOf(high - low);
        double start = Math.Floor(low / width) * width;
        int bins = Math.Max(1, (int)Math.Floor((high - start) / width) + 1);
        return new GroupsFigure
        {
            From = [.. Enumerable.Range(0, bins).Select(i => Math.Round(start + (i * width), 10))],
            Width = width,
            Others = Shares(others, start, width, bins),
            Events = Shares(events, start, width, bins),
            OtherMean = Mark(report.OtherDistances, "validation.groups.othermean", words),
            EventMean = Mark(report.EventDistances, "validation.groups.eventmean", words),
            Names = new GroupsNames(report.Distance, words["validation.groups.others"], words["validation.groups.events"], words.Say("validation.groups.axis", report.Distance), words.Say("validation.groups.from", report.Distance), words.Say("validation.groups.to", report.Distance)),
        };
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private static double WidthOf(double range)
    {
        double least = Math.Max(range / MostBins, 1e-6);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return unit * new[] { 1, 2, 2.5, 5, 10 }.First(m => m * unit >= least * 0.999999);
    }

    private static double[] Shares(double[] values, double start, double width, int bins)
    {
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[(int)Math.Clamp(Math.Floor((value - start) / width), 0, bins - 1)]++;
        }

        return [.. counts.Select(c => c / (double)values.Length)];
    }

    private static MeanMark Mark(IReadOnlyList<double> values, string key, Phrasebook words)
    {
        double mean = values.Average();
        return new MeanMark(mean, words.Say(key, Numbers.Fixed(mean, 2), Numbers.Count(values.Count)));
    }
}
