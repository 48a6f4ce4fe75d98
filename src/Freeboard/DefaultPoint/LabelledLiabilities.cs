namespace Freeboard.DefaultPoint;

/// <summary>Labelled firms on which weights of the default point are tried; row i of every column is one firm at one time.</summary>
/// <remarks>Shape: five columns of one length. Amounts share one unit within a row.</remarks>
public sealed record LabelledLiabilities
{
    /// <summary>Market values of equity, currency units; finite and positive.</summary>
    public required ReadOnlyMemory<double> EquityValue { get; init; }

    /// <summary>Annual equity volatilities, decimal per sqrt-year; finite and positive.</summary>
    public required ReadOnlyMemory<double> EquityVolatility { get; init; }

    /// <summary>Current liabilities, currency units; finite, not negative.</summary>
    public required ReadOnlyMemory<double> Current { get; init; }

    /// <summary>Non-current liabilities, currency units; finite, not negative.</summary>
    public required ReadOnlyMemory<double> NonCurrent { get; init; }

    /// <summary>Whether the firm defaulted within the horizon of the labels.</summary>
    public required ReadOnlyMemory<bool> HasEvent { get; init; }

    /// <summary>Risk-free rate, continuously compounded, decimal per year; finite.</summary>
    /// <value>The default value is 0.03.</value>
    public double RiskFreeRate
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
    } = 0.03;

    /// <summary>Horizon in years; finite and positive.</summary>
    /// <value>The default value is 1.</value>
    public double HorizonYears
    {
        get;
        init => field = double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and positive.");
    } = 1;

    /// <summary>Rows.</summary>
    public int Count => EquityValue.Length;

    /// <summary>Throws unless the columns have one length.</summary>
    internal void Check()
    {
        if (EquityVolatility.Length != Count || Current.Length != Count || NonCurrent.Length != Count || HasEvent.Length != Count)
        {
            throw new ArgumentException($"The five columns must have one length; they have {Count}, {EquityVolatility.Length}, {Current.Length}, {NonCurrent.Length} and {HasEvent.Length} rows.");
        }
    }
}
