namespace Freeboard.Volatility.Forecast;

/// <summary>Settings of <see cref="VolatilityForecaster"/>; use <c>with</c> to change one.</summary>
public sealed record ForecastOptions
{
    /// <summary>The defaults.</summary>
    public static ForecastOptions Default { get; } = new();

    /// <summary>What annualised means.</summary>
    /// <value>The default value is <see cref="AnnualisationMeaning.HorizonAverage"/>.</value>
    public AnnualisationMeaning Meaning
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be a meaning of annualised.");
    } = AnnualisationMeaning.HorizonAverage;

    /// <summary>Horizon in years, brought to whole periods; in (0, 100]. Only the horizon average looks at it.</summary>
    /// <value>The default value is 1.</value>
    public double HorizonYears
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The horizon must lie in (0, 100] years.");
    } = 1;
}
