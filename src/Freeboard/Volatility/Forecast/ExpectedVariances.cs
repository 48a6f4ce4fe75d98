namespace Freeboard.Volatility.Forecast;

/// <summary>Expected variances of the coming periods, given the sample.</summary>
/// <param name="Status">Why there are, or are not, numbers.</param>
/// <param name="Variances">E h of the next period, the one after, and so on; unit of the returns, squared. Empty unless computed.</param>
public sealed record ExpectedVariances(ForecastStatus Status, IReadOnlyList<double> Variances);
