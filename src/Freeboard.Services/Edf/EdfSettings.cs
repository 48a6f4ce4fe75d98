using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Edf;

/// <summary>The settings of a fit as words, those only that its kind of map looked at.</summary>
internal static class EdfSettings
{
    public static RunParameter[] Of(EdfFitOptions options, string layout)
    {
        EdfMapOptions map = options.Map;
        List<RunParameter> words = [new("kind", EdfWords.Of(map.Kind)), new("level", Text(map.Level))];
        if (layout != "buckets")
        {
            words.Add(new("buckets", BucketsOf(map.Buckets)));
        }

        if (map.Kind == EdfMapKind.ExponentialOls)
        {
            words.Add(new("zeroEvents", map.ZeroEvents.ToString().ToLowerInvariant()));
            words.Add(new("smear", map.Smear ? "true" : "false"));
        }

        if (map.Kind is EdfMapKind.Isotonic or EdfMapKind.Kernel)
        {
            words.Add(new("minimumCount", map.MinimumCount.ToString(CultureInfo.InvariantCulture)));
            words.Add(new("replications", map.Replications.ToString(CultureInfo.InvariantCulture)));
            words.Add(new("seed", map.Seed.ToString(CultureInfo.InvariantCulture)));
        }

        if (map.Kind == EdfMapKind.Kernel)
        {
            words.Add(new("bandwidth", map.Bandwidth is { } h ? Text(h) : map.BandwidthRule == BandwidthRule.CrossValidation ? "cross-validation" : "rule-of-thumb"));
            words.Add(new("gridPoints", map.GridPoints.ToString(CultureInfo.InvariantCulture)));
            words.Add(new("monotone", map.Monotone ? "true" : "false"));
        }

        if (options.From is { } from)
        {
            words.Add(new("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        if (options.To is { } to)
        {
            words.Add(new("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        if (options.WatchedTo is { } watched)
        {
            words.Add(new("watchedTo", watched.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        if (layout == "firm-years")
        {
            words.Add(new("group", options.Group ?? "all"));
            words.Add(new("volatilityPolicy", options.VolatilityPolicy));
        }

        return [.. words];
    }

    private static string BucketsOf(DistanceBucketOptions buckets)
    {
        string cut = buckets.Kind switch
        {
            BucketKind.EqualCount => string.Create(CultureInfo.InvariantCulture, $"equal-count:{buckets.Number}"),
            BucketKind.EqualWidth => $"width:{Text(buckets.Width)}",
            _ => $"edges:{string.Join(',', buckets.Edges.Select(Text))}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{cut}, at least {buckets.MinimumCount} each");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
