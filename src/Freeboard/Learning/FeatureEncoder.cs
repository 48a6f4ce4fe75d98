using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>Turns raw columns into inputs of a network: ranks among the training rows as normal quantiles, cut at -3 and 3; missing values as the median with a flag beside them.</summary>
/// <remarks>
/// <para>Method: a column is described by at most 500 quantiles of its training values. A value's level is read between them, and the level's normal quantile, cut at 3, is the input; a value that many rows share has the middle of the inputs at its two ends:
/// no outlier reaches the network, and no unit of money matters. A column of which more than half a percent is missing has a second input, 1 where it is missing and 0 elsewhere: on public accounts of firms the flags alone say much.</para>
/// <para>Rows that are scored never change it. Errors: tables that are none throw.</para>
/// </remarks>
public sealed class FeatureEncoder
{
    /// <summary>Share of missing values above which a column has a flag.</summary>
    public const double FlagShare = 0.005;

    private readonly int[] places;

    /// <summary>An encoder of given columns.</summary>
    /// <param name="columns">The columns; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public FeatureEncoder(IReadOnlyList<EncodedColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.Select(static c => c.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException("There must be at least one column, and no two of one name.", nameof(columns));
        }

        Columns = [.. columns];
        places = new int[columns.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Inputs;
            Inputs += columns[i].HasFlag ? 2 : 1;
        }
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<EncodedColumn> Columns { get; }

    /// <summary>Inputs of a row: one a column, two with a flag.</summary>
    public int Inputs { get; }

    /// <summary>The inputs of a column: its place, and how many.</summary>
    /// <param name="column">The column's number.</param>
    public (int Place, int Count) InputsOf(int column) => (places[column], Columns[column].HasFlag ? 2 : 1);

    /// <summary>Learns columns.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="rows">Raw values row by row: rows x columns; NaN is missing, infinities are refused.</param>
    /// <exception cref="ArgumentException">The table is none, or a value is infinite.</exception>
    public static FeatureEncoder Fit(IReadOnlyList<string> names, ReadOnlySpan<double> rows)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || rows.Length % names.Count != 0 || rows.IsEmpty)
        {
            throw new ArgumentException($"There are {rows.Length} values of {names.Count} columns.", nameof(rows));
        }

        int count = rows.Length / names.Count;
        EncodedColumn[] columns = new EncodedColumn[names.Count];
        double[] present = new double[count];
        for (int c = 0; c < columns.Length; c++)
        {
            int n = 0;
            for (int r = 0; r < count; r++)
            {
                double value = rows[(r * names.Count) + c];
                if (double.IsInfinity(value))
                {
                    throw new ArgumentException($"Row {r} of {names[c]} is infinite.", nameof(rows));
                }

                if (!double.IsNaN(value))
                {
                    present[n++] = value;
                }
            }

            columns[c] = EncodedColumn.Fit(names[c], present.AsSpan(0, n), 1 - (n / (double)count));
        }

        return new FeatureEncoder(columns);
    }

    /// <summary>Encodes one row.</summary>
    /// <param name="row">Raw values, one a column; NaN is missing.</param>
    /// <param name="inputs">Receives the inputs.</param>
    /// <exception cref="ArgumentException">A span has not the length asked for.</exception>
    public void Encode(ReadOnlySpan<double> row, Span<double> inputs)
    {
        if (row.Length != Columns.Count || inputs.Length != Inputs)
        {
            throw new ArgumentException($"A row has {Columns.Count} values and {Inputs} inputs; got {row.Length} and {inputs.Length}.");
        }

        for (int c = 0; c < row.Length; c++)
        {
            inputs[places[c]] = Columns[c].Encode(row[c]);
            if (Columns[c].HasFlag)
            {
                inputs[places[c] + 1] = double.IsNaN(row[c]) ? 1 : 0;
            }
        }
    }

    /// <summary>Encodes a table.</summary>
    /// <param name="rows">Raw values row by row.</param>
    /// <returns>Inputs row by row.</returns>
    public double[] EncodeAll(ReadOnlySpan<double> rows)
    {
        int count = rows.Length / Columns.Count;
        double[] inputs = new double[count * Inputs];
        for (int r = 0; r < count; r++)
        {
            Encode(rows.Slice(r * Columns.Count, Columns.Count), inputs.AsSpan(r * Inputs, Inputs));
        }

        return inputs;
    }
}

/// <summary>One raw column as the encoder knows it.</summary>
public sealed class EncodedColumn
{
    /// <summary>Most quantiles that describe a column.</summary>
    public const int MostKnots = 500;

    private const double Farthest = 3;

    private readonly double[] values;
    private readonly double[] low;
    private readonly double[] high;

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Distinct values, rising; none for a column without any value.</param>
    /// <param name="low">Input just below each value.</param>
    /// <param name="high">Input just above each value.</param>
    /// <param name="hasFlag">Whether it has a flag of missing values.</param>
    /// <exception cref="ArgumentException">Lists differ in length, or values do not rise.</exception>
    public EncodedColumn(string name, IReadOnlyList<double> values, IReadOnlyList<double> low, IReadOnlyList<double> high, bool hasFlag)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        if (low.Count != values.Count || high.Count != values.Count || values.Zip(values.Skip(1)).Any(static pair => !(pair.First < pair.Second)))
        {
            throw new ArgumentException($"The knots of '{name}' do not rise, or have not two inputs each.", nameof(values));
        }

        (Name, HasFlag) = (name, hasFlag);
        (this.values, this.low, this.high) = ([.. values], [.. low], [.. high]);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether missing values have an input of their own.</summary>
    public bool HasFlag { get; }

    /// <summary>Distinct values of the quantiles, rising.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Input just below each value.</summary>
    public IReadOnlyList<double> Low => low;

    /// <summary>Input just above each value.</summary>
    public IReadOnlyList<double> High => high;

    /// <summary>The input of a value; a missing one is the median.</summary>
    /// <param name="value">The value; NaN is missing.</param>
    public double Encode(double value)
    {
        // One value alone says nothing; whatever another may mean was never seen.
        if (double.IsNaN(value) || values.Length < 2)
        {
            return 0;
        }

        if (!(value >= values[0]))
        {
            return low[0];
        }

        if (value > values[^1])
        {
            return high[^1];
        }

        int at = Array.BinarySearch(values, value);
        if (at >= 0)
        {
            return 0.5 * (low[at] + high[at]);
        }

        at = ~at;
        double share = (value - values[at - 1]) / (values[at] - values[at - 1]);
        return high[at - 1] + (share * (low[at] - high[at - 1]));
    }

    internal static EncodedColumn Fit(string name, Span<double> present, double missing)
    {
        present.Sort();
        bool flag = missing > FeatureEncoder.FlagShare;
        if (present.IsEmpty)
        {
            return new EncodedColumn(name, [], [], [], flag);
        }

        int knots = Math.Min(MostKnots, present.Length);
        List<double> values = [];
        List<double> first = [];
        List<double> last = [];
        for (int k = 0; k < knots; k++)
        {
            double level = knots == 1 ? 0.5 : k / (double)(knots - 1);
            double place = level * (present.Length - 1);
            int below = (int)place;
            double value = below + 1 < present.Length ? present[below] + ((place - below) * (present[below + 1] - present[below])) : present[below];
            if (values.Count > 0 && value <= values[^1])
            {
                last[^1] = level;
            }
            else
            {
                values.Add(value);
                first.Add(level);
                last.Add(level);
            }
        }

        return new EncodedColumn(name, values, [.. first.Select(Input)], [.. last.Select(Input)], flag);
    }

    private static double Input(double level) => level <= 0 ? -Farthest : level >= 1 ? Farthest : Math.Clamp(NormalQuantile.FromProbability(level), -Farthest, Farthest);
}
