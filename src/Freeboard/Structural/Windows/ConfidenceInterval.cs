namespace Freeboard.Structural.Windows;

/// <summary>An interval for one quantity.</summary>
/// <param name="Lower">Lower end, in the unit of the quantity; NaN where it could not be found within the bounds of the options.</param>
/// <param name="Upper">Upper end; NaN likewise.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>Neither end was found.</summary>
    public static ConfidenceInterval None { get; } = new(double.NaN, double.NaN);

    /// <summary>Whether a value lies in the interval, ends included.</summary>
    /// <param name="value">Any number.</param>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    internal static ConfidenceInterval Around(double centre, double standardError, double quantile) =>
        new(centre - (quantile * standardError), centre + (quantile * standardError));
}
