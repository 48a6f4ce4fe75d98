namespace Freeboard.Structural.Batch;

/// <summary>Outputs of a batch, one column a figure. A column left empty is not computed.</summary>
/// <remarks>
/// Shape: a column that is not empty has at least as many rows as the inputs. Row i answers row i. Numbers are NaN where
/// <see cref="MertonSolution"/> has none; without <see cref="Status"/> that NaN is all that tells a row without an answer.
/// </remarks>
public readonly ref struct MertonSolutionColumns
{
    /// <summary>Asset values V, in the currency units of the equity value.</summary>
    public Span<double> AssetValue { get; init; }

    /// <summary>Annualised asset volatilities, decimal per sqrt-year.</summary>
    public Span<double> AssetVolatility { get; init; }

    /// <summary>d1 = [ln(V/D) + (r + sigmaV^2/2) T] / (sigmaV sqrt T).</summary>
    public Span<double> D1 { get; init; }

    /// <summary>d2 = d1 - sigmaV sqrt T: the risk-neutral distance to default.</summary>
    public Span<double> D2 { get; init; }

    /// <summary>Risk-neutral default probability N(-d2), a fraction.</summary>
    public Span<double> DefaultProbability { get; init; }

    /// <summary>ln N(-d2); a number also where the probability underflows.</summary>
    public Span<double> LogDefaultProbability { get; init; }

    /// <summary>Condition number of the asset volatility in the equity volatility, 1 / Var(Z | Z &lt; d1).</summary>
    public Span<double> ConditionNumber { get; init; }

    /// <summary>Why the row stopped; the same as the scalar solver's.</summary>
    public Span<SolverStatus> Status { get; init; }

    /// <summary>Some of the rows.</summary>
    /// <param name="start">First row.</param>
    /// <param name="length">How many.</param>
    public MertonSolutionColumns Slice(int start, int length) => new()
    {
        AssetValue = Cut(AssetValue, start, length),
        AssetVolatility = Cut(AssetVolatility, start, length),
        D1 = Cut(D1, start, length),
        D2 = Cut(D2, start, length),
        DefaultProbability = Cut(DefaultProbability, start, length),
        LogDefaultProbability = Cut(LogDefaultProbability, start, length),
        ConditionNumber = Cut(ConditionNumber, start, length),
        Status = Cut(Status, start, length),
    };

    /// <summary>Throws unless every column is empty or long enough.</summary>
    internal void Check(int rows)
    {
        CheckLength(rows, AssetValue.Length, nameof(AssetValue));
        CheckLength(rows, AssetVolatility.Length, nameof(AssetVolatility));
        CheckLength(rows, D1.Length, nameof(D1));
        CheckLength(rows, D2.Length, nameof(D2));
        CheckLength(rows, DefaultProbability.Length, nameof(DefaultProbability));
        CheckLength(rows, LogDefaultProbability.Length, nameof(LogDefaultProbability));
        CheckLength(rows, ConditionNumber.Length, nameof(ConditionNumber));
        CheckLength(rows, Status.Length, nameof(Status));
    }

    private static Span<T> Cut<T>(Span<T> column, int start, int length) => column.IsEmpty ? column : column.Slice(start, length);

    private static void CheckLength(int rows, int length, string column)
    {
        if (length != 0 && length < rows)
        {
            throw new ArgumentException($"The column {column} has {length} rows; there are {rows} inputs.", column);
        }
    }
}
