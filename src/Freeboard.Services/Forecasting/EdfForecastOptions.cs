using Freeboard.Forecasting;

namespace Freeboard.Services.Forecasting;

/// <summary>The scale on which a series of EDF is autoregressed.</summary>
public enum EdfScale
{
    /// <summary>EDF itself, as the studies do.</summary>
    Edf = 0,

    /// <summary>ln EDF: forecasts stay positive.</summary>
    Log,

    /// <summary>ln(EDF/(1 - EDF)): forecasts stay inside (0, 1).</summary>
    Logit,
}

/// <summary>How a series of EDF is forecast.</summary>
public sealed record EdfForecastOptions
{
    /// <summary>The model.</summary>
    /// <value>The default value is <see cref="PartiallyLinearOptions.Default"/>.</value>
    public PartiallyLinearOptions Model { get; init; } = PartiallyLinearOptions.Default;

    /// <summary>The scale.</summary>
    /// <value>The default value is <see cref="EdfScale.Edf"/>.</value>
    public EdfScale Scale { get; init; }

    /// <summary>Rows by which the economy goes before the EDF; 1 sets each EDF against the economy of the row before, which is known when it is forecast. In [0, 60].</summary>
    /// <value>The default value is 1.</value>
    public int EconomyLag
    {
        get;
        init => field = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 60].");
    } = 1;

    /// <summary>Share of the rows that every forecast at least has before it; in (0, 1).</summary>
    /// <value>The default value is 0.6.</value>
    public double FirstShare
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.6;

    /// <summary>Columns of the economy; null takes every column but date and edf.</summary>
    /// <value>The default value is null.</value>
    public IReadOnlyList<string>? Economy { get; init; }
}
