using Freeboard.Services.Scoring;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Learning;

/// <summary>One model on the rows that it is judged on.</summary>
public sealed record ComparedModel
{
    /// <summary>Its name: network, network-plain, edf, edf-line, logit-raw, logit-ranks, logit-woe, boosted-trees, or the column of a rival.</summary>
    public required string Name { get; init; }

    /// <summary>Measures on all judged rows together; null for a model that could not be fitted.</summary>
    public ScoreMeasures? Measures { get; init; }

    /// <summary>Mean of the areas of the folds; null where one has none.</summary>
    public double? MeanArea { get; init; }

    /// <summary>Standard deviation of the areas of the folds; null for fewer than two.</summary>
    public double? AreaDeviation { get; init; }

    /// <summary>Calibration line of its probabilities.</summary>
    public CalibrationLine? Line { get; init; }

    /// <summary>The network's area less this model's, paired; null for the network itself.</summary>
    public AreaComparison? Ahead { get; init; }

    internal static ComparedModel Of(string name, IReadOnlyList<double[]> logits, IReadOnlyList<bool[]> bad, IReadOnlyList<double[]> network, bool fitted)
    {
        if (logits.Any(static fold => fold.Length == 0))
        {
            return new ComparedModel { Name = name };
        }

        double[] all = [.. logits.SelectMany(static fold => fold)];
        bool[] events = [.. bad.SelectMany(static fold => fold)];
        double[] probabilities = [.. all.Select(static logit => Probability(logit))];
        double?[] areas = [.. logits.Select((fold, f) => DeLong.Interval(fold, bad[f]).Area)];
        double? mean = areas.Any(static a => a is null) ? null : areas.Average();
        return new ComparedModel
        {
            Name = name,
            Measures = ScoreMeasures.Of(probabilities, events, fitted),
            MeanArea = mean,
            AreaDeviation = mean is null || areas.Length < 2 ? null : Math.Sqrt(areas.Sum(a => (a!.Value - mean.Value) * (a.Value - mean.Value)) / (areas.Length - 1)),
            Line = CalibrationLine.Of(probabilities, events),
            Ahead = name == "network" ? null : DeLong.PairedTest([.. network.SelectMany(static fold => fold)], all, events),
        };
    }

    internal static double Probability(double logit)
    {
        double u = Math.Exp(-Math.Abs(logit));
        return logit >= 0 ? 1 / (1 + u) : u / (1 + u);
    }
}

/// <summary>One seed of the ensemble with and without what the label alone does not say.</summary>
/// <param name="Member">Number of the network, from 1.</param>
/// <param name="Area">Mean area of the folds.</param>
/// <param name="PlainArea">The same of the network of the same seed without auxiliary targets and deep supervision; null where those are off.</param>
public sealed record SeedArea(int Member, double Area, double? PlainArea);
