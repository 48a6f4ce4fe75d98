namespace Freeboard.Numerics.Regression;

/// <summary>A named column of a regression: n numbers.</summary>
public sealed class RegressionColumn
{
    private readonly double[] values;
    private readonly double[]? lowParts;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name in results; not empty.</param>
    /// <param name="values">n numbers, copied. Not finite ones make the fit <see cref="RegressionStatus.InvalidInput"/>, naming this column and the row.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public RegressionColumn(string name, ReadOnlySpan<double> values)
        : this(name, values.ToArray(), null)
    {
    }

    private RegressionColumn(string name, double[] values, double[]? lowParts)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        this.values = values;
        this.lowParts = lowParts;
    }

    /// <summary>Its name in results.</summary>
    public string Name { get; }

    /// <summary>Its numbers, n of them.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>How many numbers.</summary>
    public int Count => values.Length;

    /// <summary>A power of a column, kept to 31 digits.</summary>
    /// <remarks>
    /// A polynomial whose powers were rounded to doubles before the fit is another polynomial: on Filip's data (degree 10) the exact solution for rounded powers agrees with
    /// the certified one to 7.6 digits only, that for exact powers of the rounded x to 14.
    /// </remarks>
    /// <param name="column">The column x.</param>
    /// <param name="exponent">1 to 64.</param>
    /// <param name="name">Its name; the column's with ^exponent when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent lies outside 1..64.</exception>
    public static RegressionColumn Power(RegressionColumn column, int exponent, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (exponent is < 1 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "Must lie in 1..64.");
        }

        double[] high = new double[column.Count];
        double[] low = new double[column.Count];
        for (int i = 0; i < high.Length; i++)
        {
            DoubleDouble x = column[i];
            DoubleDouble power = x;
            for (int k = 1; k < exponent; k++)
            {
                power *= x;
            }

            high[i] = power.High;

            // An overflow leaves the high part infinite, which the fit names; its low part would be no number.
            low[i] = double.IsFinite(power.High) ? power.Low : 0;
        }

        return new RegressionColumn(name ?? FormattableString.Invariant($"{column.Name}^{exponent}"), high, low);
    }

    internal DoubleDouble this[int row] => lowParts is null ? values[row] : new DoubleDouble(values[row], lowParts[row]);
}
