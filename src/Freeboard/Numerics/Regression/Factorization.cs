namespace Freeboard.Numerics.Regression;

/// <summary>The design of a regression as Q R, column by column in 31 digits, with columns that add nothing set aside.</summary>
/// <remarks>
/// Method: Householder reflections on columns scaled by powers of two, all in <see cref="DoubleDouble"/>: with 31 digits a design of condition 1e15 still leaves 16.
/// Columns keep their order, so that a dependency always names the later column in terms of earlier ones.
/// </remarks>
internal sealed class Factorization
{
    /// <summary>Below this share of its length a part of a combination is rounding, not a part.</summary>
    private const double NegligiblePart = 1e-9;

    private readonly DoubleDouble[][] reflectors;
    private readonly DoubleDouble[][] r;
    private readonly int[] exponents;
    private readonly int rows;

    private Factorization(DoubleDouble[][] reflectors, DoubleDouble[][] r, int[] exponents, int rows, IReadOnlyList<LinearDependency> dependencies)
    {
        this.reflectors = reflectors;
        this.r = r;
        this.exponents = exponents;
        this.rows = rows;
        Dependencies = dependencies;
    }

    /// <summary>Columns that are combinations of earlier ones; with any there is no solution.</summary>
    public IReadOnlyList<LinearDependency> Dependencies { get; }

    /// <summary>Columns kept.</summary>
    public int Rank => r.Length;

    public static Factorization Of(IReadOnlyList<string> names, Func<int, int, DoubleDouble> entry, int rows, int columns, double tolerance)
    {
        List<DoubleDouble[]> reflectors = [];
        List<DoubleDouble[]> r = [];
        List<int> exponents = [];
        List<string> kept = [];
        List<LinearDependency> dependencies = [];
        for (int j = 0; j < columns; j++)
        {
            DoubleDouble[] column = new DoubleDouble[rows];
            double largest = 0;
            for (int i = 0; i < rows; i++)
            {
                column[i] = entry(i, j);
                largest = Math.Max(largest, Math.Abs(column[i].High));
            }

            if (largest == 0)
            {
                dependencies.Add(new LinearDependency(names[j], [], 0));
                continue;
            }

            int exponent = -Math.ILogB(largest);
            for (int i = 0; i < rows; i++)
            {
                column[i] = column[i].Scale(exponent);
            }

            double length = Math.Sqrt((double)SumOfSquares(column, 0));
            for (int k = 0; k < reflectors.Count; k++)
            {
                Reflect(reflectors[k], k, column);
            }

            int rank = reflectors.Count;
            double remainder = rank < rows ? Math.Sqrt((double)SumOfSquares(column, rank)) : 0;
            if (!(remainder > tolerance * length))
            {
                dependencies.Add(new LinearDependency(names[j], Combination(r, exponents, kept, column, exponent, length), remainder / length));
                continue;
            }

            reflectors.Add(Reflector(column, rank));
            r.Add(column[..(rank + 1)]);
            exponents.Add(exponent);
            kept.Add(names[j]);
        }

        return new Factorization([.. reflectors], [.. r], [.. exponents], rows, dependencies);
    }

    /// <summary>Q' v, in place.</summary>
    public void ApplyTransposed(DoubleDouble[] v)
    {
        for (int k = 0; k < reflectors.Length; k++)
        {
            Reflect(reflectors[k], k, v);
        }
    }

    /// <summary>The first <see cref="Rank"/> columns of Q, row by row, rounded to doubles.</summary>
    public double[][] OrthonormalRows()
    {
        double[][] q = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            q[i] = new double[Rank];
        }

        for (int j = 0; j < Rank; j++)
        {
            DoubleDouble[] unit = new DoubleDouble[rows];
            unit[j] = 1;
            for (int k = Rank - 1; k >= 0; k--)
            {
                Reflect(reflectors[k], k, unit);
            }

            for (int i = 0; i < rows; i++)
            {
                q[i][j] = (double)unit[i];
            }
        }

        return q;
    }

    /// <summary>Solves R b = c for the unscaled coefficients.</summary>
    public DoubleDouble[] Solve(ReadOnlySpan<DoubleDouble> c)
    {
        DoubleDouble[] b = BackSubstitute(r, c);
        for (int j = 0; j < b.Length; j++)
        {
            b[j] = b[j].Scale(exponents[j]);
        }

        return b;
    }

    /// <summary>The inverse of R, unscaled: row j belongs to coefficient j. Times its transpose it is the inverse of X'X.</summary>
    public DoubleDouble[][] InverseRows()
    {
        int p = Rank;
        DoubleDouble[][] inverse = new DoubleDouble[p][];
        for (int j = 0; j < p; j++)
        {
            inverse[j] = new DoubleDouble[p];
        }

        for (int k = 0; k < p; k++)
        {
            DoubleDouble[] unit = new DoubleDouble[p];
            unit[k] = 1;
            DoubleDouble[] column = Solve(unit);
            for (int j = 0; j < p; j++)
            {
                inverse[j][k] = column[j];
            }
        }

        return inverse;
    }

    private static DoubleDouble[] BackSubstitute(IReadOnlyList<DoubleDouble[]> r, ReadOnlySpan<DoubleDouble> c)
    {
        DoubleDouble[] b = new DoubleDouble[r.Count];
        for (int i = r.Count - 1; i >= 0; i--)
        {
            DoubleDouble sum = c[i];
            for (int j = i + 1; j < r.Count; j++)
            {
                sum -= r[j][i] * b[j];
            }

            b[i] = sum / r[i][i];
        }

        return b;
    }

    private static List<(string, double)> Combination(List<DoubleDouble[]> r, List<int> exponents, List<string> kept, DoubleDouble[] column, int exponent, double length)
    {
        DoubleDouble[] factors = BackSubstitute(r, column);
        List<(string, double)> terms = [];
        for (int k = 0; k < factors.Length; k++)
        {
            double part = Math.Abs((double)factors[k]) * Math.Sqrt((double)SumOfSquares(r[k], 0));
            if (part > NegligiblePart * length)
            {
                terms.Add((kept[k], (double)factors[k].Scale(exponents[k] - exponent)));
            }
        }

        return terms;
    }

    private static DoubleDouble SumOfSquares(DoubleDouble[] v, int from)
    {
        DoubleDouble sum = DoubleDouble.Zero;
        for (int i = from; i < v.Length; i++)
        {
            sum += v[i] * v[i];
        }

        return sum;
    }

    /// <summary>The reflection that turns column[from..] onto its first entry; that entry is left in the column. The vector is scaled to v'v = 2.</summary>
    private static DoubleDouble[] Reflector(DoubleDouble[] column, int from)
    {
        DoubleDouble norm = DoubleDouble.Sqrt(SumOfSquares(column, from));

        // The sign that adds, so that the first entry of the vector does not cancel.
        DoubleDouble alpha = column[from].High > 0 ? -norm : norm;
        DoubleDouble[] v = column[from..];
        v[0] -= alpha;
        DoubleDouble scale = DoubleDouble.Sqrt((DoubleDouble)2 / SumOfSquares(v, 0));
        for (int i = 0; i < v.Length; i++)
        {
            v[i] *= scale;
        }

        column[from] = alpha;
        return v;
    }

    private static void Reflect(DoubleDouble[] v, int from, DoubleDouble[] column)
    {
        DoubleDouble product = DoubleDouble.Zero;
        for (int i = 0; i < v.Length; i++)
        {
            product += v[i] * column[from + i];
        }

        for (int i = 0; i < v.Length; i++)
        {
            column[from + i] -= product * v[i];
        }
    }
}
