namespace Freeboard.Structural.Windows;

/// <summary>What the NUS variant reads of one firm: a window of equity values with the parts of its balance sheet on each day.</summary>
/// <remarks>Shape: all of one length, one element a day, oldest first; a NaN makes the day missing. Amounts in one currency and unit.</remarks>
public sealed record NusSeries
{
    /// <summary>Time of each day in years; finite, strictly ascending.</summary>
    public required ReadOnlyMemory<double> Times { get; init; }

    /// <summary>Market value of equity E; positive.</summary>
    public required ReadOnlyMemory<double> EquityValues { get; init; }

    /// <summary>Short-term debt plus half of long-term debt: the default point without other liabilities; zero or positive.</summary>
    public required ReadOnlyMemory<double> DefaultPoints { get; init; }

    /// <summary>Other liabilities, of which the share delta counts; zero or positive.</summary>
    public required ReadOnlyMemory<double> OtherLiabilities { get; init; }

    /// <summary>Book value of total assets, the scale of the assets' returns; positive.</summary>
    public required ReadOnlyMemory<double> TotalAssets { get; init; }

    /// <summary>Risk-free rate, continuous per year, decimal; finite.</summary>
    public required ReadOnlyMemory<double> RiskFreeRates { get; init; }

    /// <summary>Horizon T in years; positive.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>Payout rate q, continuous per year, decimal.</summary>
    /// <value>The default value is 0.</value>
    public double PayoutRate { get; init; }
}
