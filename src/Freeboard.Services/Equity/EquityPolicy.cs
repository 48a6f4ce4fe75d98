using System.Globalization;
using Freeboard.Equity;

namespace Freeboard.Services.Equity;

/// <summary>How a run values equity, when it is told to value it otherwise than by default. Its name enters the run id.</summary>
public sealed record EquityPolicy
{
    /// <summary>What restricted shares are worth.</summary>
    /// <value>The default is the tradable price.</value>
    public RestrictedShareModel RestrictedShares { get; init; } = RestrictedShareModel.Default;

    /// <summary>Currency of a fitted model's sample; firms priced in another one have no equity value under it. Null when the model says none.</summary>
    /// <value>The default is null.</value>
    public string? ModelCurrency { get; init; }

    /// <summary>Value tradable shares at the average adjusted close of this many first trading days of the calendar year, in place of the last close; null for the last close.</summary>
    /// <value>The default is null.</value>
    public int? FirstTradingDays
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 day.");
    }

    /// <summary>Level of the intervals that a fitted model's error gives; in (0, 1).</summary>
    /// <value>The default is 0.95.</value>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.95;

    /// <summary>The policy in words, as it stands in provenance.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"restricted {RestrictedShares.Name}; tradable {(FirstTradingDays is { } days ? $"average of the year's first {days} closes" : "last close")}; level {Level:R}{(ModelCurrency is null ? "" : $"; model in {ModelCurrency}")}");
}
