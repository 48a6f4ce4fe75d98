namespace Freeboard.Structural.Batch;

/// <summary>Inputs of a batch, one column an input: row i of every column is firm-day i.</summary>
/// <remarks>Shape: five columns of one length. Units and validity as in <see cref="MertonInputs"/>; an invalid row gets a status, never an exception.</remarks>
public readonly ref struct MertonColumns
{
    /// <summary>Market values of equity E, currency units; positive.</summary>
    public required ReadOnlySpan<double> EquityValue { get; init; }

    /// <summary>Annualised equity volatilities, decimal per sqrt-year; positive.</summary>
    public required ReadOnlySpan<double> EquityVolatility { get; init; }

    /// <summary>Default points D, in the currency units of the equity value of the same row; zero means no debt.</summary>
    public required ReadOnlySpan<double> DefaultPoint { get; init; }

    /// <summary>Risk-free rates r, continuously compounded, decimal per year.</summary>
    public required ReadOnlySpan<double> RiskFreeRate { get; init; }

    /// <summary>Horizons T in years; positive.</summary>
    public required ReadOnlySpan<double> HorizonYears { get; init; }

    /// <summary>Rows.</summary>
    public int Length => EquityValue.Length;

    /// <summary>One row as the input of the scalar solver.</summary>
    /// <param name="row">Row number from zero.</param>
    public MertonInputs this[int row] => new()
    {
        EquityValue = EquityValue[row],
        EquityVolatility = EquityVolatility[row],
        DefaultPoint = DefaultPoint[row],
        RiskFreeRate = RiskFreeRate[row],
        HorizonYears = HorizonYears[row],
    };

    /// <summary>Some of the rows.</summary>
    /// <param name="start">First row.</param>
    /// <param name="length">How many.</param>
    public MertonColumns Slice(int start, int length) => new()
    {
        EquityValue = EquityValue.Slice(start, length),
        EquityVolatility = EquityVolatility.Slice(start, length),
        DefaultPoint = DefaultPoint.Slice(start, length),
        RiskFreeRate = RiskFreeRate.Slice(start, length),
        HorizonYears = HorizonYears.Slice(start, length),
    };

    /// <summary>Throws unless the five columns have one length.</summary>
    internal void Check()
    {
        CheckLength(EquityVolatility.Length, nameof(EquityVolatility));
        CheckLength(DefaultPoint.Length, nameof(DefaultPoint));
        CheckLength(RiskFreeRate.Length, nameof(RiskFreeRate));
        CheckLength(HorizonYears.Length, nameof(HorizonYears));
    }

    private void CheckLength(int length, string column)
    {
        if (length != Length)
        {
            throw new ArgumentException($"The column {column} has {length} rows; {nameof(EquityValue)} has {Length}.", column);
        }
    }
}
