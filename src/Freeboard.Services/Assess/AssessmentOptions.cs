using Freeboard.DefaultPoint;
using Freeboard.Equity;
using Freeboard.Services.Edf;
using Freeboard.Services.Equity;
using Freeboard.Services.Grid;
using Freeboard.Volatility;

namespace Freeboard.Services.Assess;

/// <summary>How firms are assessed. Every setting enters the run id.</summary>
public sealed record AssessmentOptions
{
    /// <summary>The defaults of the contract: two equations, one-year historical volatility, SL + 0.5 LL, one year, month-ends.</summary>
    public static AssessmentOptions Default { get; } = new();

    /// <summary>Days to assess.</summary>
    /// <value>The default is every month-end in the data.</value>
    public AsOfDates Dates { get; init; } = AsOfDates.MonthEnds;

    /// <summary>How assets are implied from equity.</summary>
    /// <value>The default is <see cref="AssetMethod.TwoEquation"/>.</value>
    public AssetMethod Method { get; init; } = AssetMethod.TwoEquation;

    /// <summary>Trading days in each window of <see cref="AssetMethod.Kmv"/>, days with every figure; in 30..5000.</summary>
    /// <value>The default is 250, about a year.</value>
    public int RollingWindowDays
    {
        get;
        init => field = value is >= 30 and <= 5000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 30..5000 trading days.");
    } = 250;

    /// <summary>Default-point policy of non-financial firms.</summary>
    /// <value>The default is current + 0.5 noncurrent liabilities.</value>
    public DefaultPointPolicy DefaultPoint { get; init; } = new WeightedDefaultPoint(0.5);

    /// <summary>Default-point policy of banks, insurers and brokers, whose liabilities are not split into current and non-current in a way that says when they fall due.</summary>
    /// <value>The default is total liabilities.</value>
    public DefaultPointPolicy FinancialDefaultPoint { get; init; } = new TotalLiabilitiesDefaultPoint();

    /// <summary>What restricted shares are worth.</summary>
    /// <value>The default is the tradable price.</value>
    public RestrictedShareModel RestrictedShares { get; init; } = new AtTradablePrice();

    /// <summary>A policy of equity valuation in place of <see cref="RestrictedShares"/> and the last close; null for these.</summary>
    /// <value>The default is null.</value>
    public EquityPolicy? Equity { get; init; }

    /// <summary>Equity volatility.</summary>
    /// <value>The default is the standard deviation of daily log returns over the last 365 calendar days, annualised by the trading days seen.</value>
    public HistoricalVolatilityOptions Volatility { get; init; } = HistoricalVolatilityOptions.Default;

    /// <summary>A model of changing variance in place of the historical volatility; sampling and annualisation stay those of <see cref="Volatility"/>.</summary>
    /// <value>The default is null: the historical volatility.</value>
    public VolatilityModelOptions? VolatilityModel { get; init; }

    /// <summary>A fitted map from distance to expected default frequency in place of N(-DDRiskNeutral); null for that. It takes <see cref="Calibration.MappedDistance"/> of an assessment, the naive one excepted, and distances over its own horizon.</summary>
    /// <value>The default is null.</value>
    public EdfMapFile? EdfMap
    {
        get;
        init => field = value?.Map.Distance == Calibration.MappedDistance.Naive ? throw new ArgumentException("An assessment has no naive distance.", nameof(value)) : value;
    }

    /// <summary>Horizon T in years; in (0, 100].</summary>
    /// <value>The default is 1.</value>
    public double HorizonYears
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The horizon must lie in (0, 100] years.");
    } = 1;

    /// <summary>Tenor of the risk-free rate taken from the rate file, years; positive.</summary>
    /// <value>The default is 1.</value>
    public double RateTenorYears
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The tenor must lie in (0, 100] years.");
    } = 1;

    /// <summary>A simple annual rate, decimal, used on every day in place of the rate file; null to use the file. In (-0.5, 0.5): 3.5 % is 0.035.</summary>
    /// <value>The default is null.</value>
    public double? FixedSimpleRate
    {
        get;
        init => field = value is null or (> -0.5 and < 0.5) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A rate is a decimal in (-0.5, 0.5): 3.5 % is 0.035.");
    }

    /// <summary>Physical drift mu of the assets, continuous, decimal per year, for the physical distance; null leaves that distance out.</summary>
    /// <value>The default is null: the two equations estimate no drift.</value>
    public double? Drift
    {
        get;
        init => field = value is null || double.IsFinite(value.Value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The drift must be finite.");
    }

    /// <summary>Calendar days after which a last price no longer speaks for a firm.</summary>
    /// <value>The default is 30.</value>
    public int MaximumPriceAgeDays
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    } = 30;

    /// <summary>Calendar days after its period end from which a statement is too old to use.</summary>
    /// <value>The default is 550: an annual report may still be the newest one sixteen months after its year ended.</value>
    public int MaximumStatementAgeDays
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be positive.");
    } = 550;

    /// <summary>The share of the firms to assess; null for all. Never changes a row, so it is not part of the run id: the shares of one run have its id, and together its rows.</summary>
    /// <value>The default is null.</value>
    public FirmShard? Shard { get; init; }

    /// <summary>Threads; 0 takes every processor. Never changes a result, so it is not part of the run id.</summary>
    /// <value>The default is 0.</value>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    }
}
