namespace Freeboard.Migration;

/// <summary>Probabilities p_ij of going from state i to state j within one period: rating grades, EDF bands, ageing buckets of receivables.</summary>
/// <remarks>
/// <para>Units: probabilities are decimals; the period is in years. Shape: n states, n x n probabilities, every row a distribution.</para>
/// <para>Errors: a matrix that is none is the caller's bug and an <see cref="ArgumentException"/> naming the row; <see cref="FaultOf"/> asks first. A matrix is never rescaled
/// in silence: <see cref="Normalized"/> is for tables printed with rounded digits.</para>
/// </remarks>
public sealed class TransitionMatrix
{
    /// <summary>How far a row's sum may be from 1 by rounding alone.</summary>
    public const double SumTolerance = 1e-9;

    private readonly double[] cells;
    private readonly Dictionary<string, int> places;

    private TransitionMatrix(string[] states, double[] cells, double periodYears)
    {
        States = states;
        this.cells = cells;
        PeriodYears = periodYears;
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < states.Length; i++)
        {
            places[states[i]] = i;
        }

        AbsorbingStates = [.. Enumerable.Range(0, states.Length).Where(IsAbsorbing)];
    }

    /// <summary>The states, in order: from the best to the worst where they are grades, the default state last.</summary>
    public IReadOnlyList<string> States { get; }

    /// <summary>How many states there are.</summary>
    public int Count => States.Count;

    /// <summary>Length of one period, years.</summary>
    public double PeriodYears { get; }

    /// <summary>States that are never left, ascending.</summary>
    public IReadOnlyList<int> AbsorbingStates { get; }

    /// <summary>The state of default: the last one when it is never left; null otherwise.</summary>
    public int? DefaultState => IsAbsorbing(Count - 1) ? Count - 1 : null;

    /// <summary>The probability of going from one state to another within a period.</summary>
    /// <param name="from">State at the beginning.</param>
    /// <param name="to">State at the end.</param>
    public double this[int from, int to] => cells[(Checked(from, nameof(from)) * Count) + Checked(to, nameof(to))];

    /// <summary>Makes a matrix.</summary>
    /// <param name="states">Names of the states, at least two, no two alike.</param>
    /// <param name="probabilities">n x n probabilities; every row sums to 1 within <see cref="SumTolerance"/>.</param>
    /// <param name="periodYears">Length of one period, years; finite and positive.</param>
    /// <exception cref="ArgumentException">The figures are no transition matrix; the message names the row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is not finite and positive.</exception>
    public static TransitionMatrix Of(IReadOnlyList<string> states, double[,] probabilities, double periodYears = 1)
    {
        if (FaultOf(states, probabilities) is { } fault)
        {
            throw new ArgumentException(fault.Reason, nameof(probabilities));
        }

        if (!(periodYears > 0) || !double.IsFinite(periodYears))
        {
            throw new ArgumentOutOfRangeException(nameof(periodYears), periodYears, "Must be finite and positive.");
        }

        return new TransitionMatrix([.. states], Flat(probabilities), periodYears);
    }

    /// <summary>Makes a matrix of a printed table whose rows sum to 1 only up to their rounding: every row is divided by its sum.</summary>
    /// <param name="states">Names of the states.</param>
    /// <param name="probabilities">n x n probabilities as printed.</param>
    /// <param name="periodYears">Length of one period, years.</param>
    /// <param name="roundingTolerance">The largest distance of a sum from 1 that rounding explains, in (0, 0.1].</param>
    /// <exception cref="ArgumentException">The figures are no transition matrix even so; the message names the row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period or the tolerance is outside its range.</exception>
    public static TransitionMatrix Normalized(IReadOnlyList<string> states, double[,] probabilities, double periodYears = 1, double roundingTolerance = 0.005)
    {
        if (!(roundingTolerance is > 0 and <= 0.1))
        {
            throw new ArgumentOutOfRangeException(nameof(roundingTolerance), roundingTolerance, "Must lie in (0, 0.1].");
        }

        if (FaultOf(states, probabilities, roundingTolerance) is { } fault)
        {
            throw new ArgumentException(fault.Reason, nameof(probabilities));
        }

        int n = states.Count;
        double[,] scaled = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += probabilities[i, j];
            }

            for (int j = 0; j < n; j++)
            {
                scaled[i, j] = probabilities[i, j] / sum;
            }
        }

        return Of(states, scaled, periodYears);
    }

    /// <summary>Why figures are no transition matrix: the first fault by row; null when they are one.</summary>
    /// <param name="states">Names of the states.</param>
    /// <param name="probabilities">The figures.</param>
    /// <param name="sumTolerance">How far a row's sum may be from 1.</param>
    public static TransitionMatrixFault? FaultOf(IReadOnlyList<string> states, double[,] probabilities, double sumTolerance = SumTolerance)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(probabilities);
        return TransitionMatrixFault.Find(states, probabilities, sumTolerance);
    }

    /// <summary>Place of a state by its name; -1 when there is none of that name.</summary>
    /// <param name="state">The name.</param>
    public int IndexOf(string state) => places.TryGetValue(state, out int index) ? index : -1;

    /// <summary>The distribution of the states one period after a state.</summary>
    /// <param name="from">State at the beginning.</param>
    public ReadOnlySpan<double> Row(int from) => cells.AsSpan(Checked(from, nameof(from)) * Count, Count);

    /// <summary>Whether a state is never left.</summary>
    /// <param name="state">The state.</param>
    public bool IsAbsorbing(int state)
    {
        ReadOnlySpan<double> row = Row(state);
        for (int j = 0; j < row.Length; j++)
        {
            if (j != state && row[j] != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The matrix of this period followed by another one: P Q.</summary>
    /// <param name="next">The matrix of the later period, over the same states; its period may differ.</param>
    /// <exception cref="ArgumentException">The states differ.</exception>
    public TransitionMatrix Then(TransitionMatrix next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (!States.SequenceEqual(next.States, StringComparer.Ordinal))
        {
            throw new ArgumentException("Both matrices must have the same states in the same order.", nameof(next));
        }

        return new TransitionMatrix([.. States], Product(cells, next.cells, Count), PeriodYears + next.PeriodYears);
    }

    /// <summary>The matrix over several periods of the same kind: P^m, by repeated squaring.</summary>
    /// <param name="periods">Periods m, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no period.</exception>
    public TransitionMatrix Power(int periods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        double[]? result = null;
        double[] square = cells;
        for (int left = periods; left > 0; left >>= 1)
        {
            if ((left & 1) == 1)
            {
                result = result is null ? square : Product(result, square, Count);
            }

            if (left > 1)
            {
                square = Product(square, square, Count);
            }
        }

        return new TransitionMatrix([.. States], result!, PeriodYears * periods);
    }

    /// <summary>The distribution (or the amounts) over the states one period on: x P.</summary>
    /// <param name="amounts">Shares, counts or money by state.</param>
    /// <exception cref="ArgumentException">There are more or fewer amounts than states.</exception>
    public double[] Project(ReadOnlySpan<double> amounts)
    {
        if (amounts.Length != Count)
        {
            throw new ArgumentException($"There must be an amount a state: {Count}, not {amounts.Length}.", nameof(amounts));
        }

        double[] next = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                next[j] += amounts[i] * cells[(i * Count) + j];
            }
        }

        return next;
    }

    /// <summary>The probabilities as an array of their own.</summary>
    public double[,] ToArray()
    {
        double[,] copy = new double[Count, Count];
        Buffer.BlockCopy(cells, 0, copy, 0, cells.Length * sizeof(double));
        return copy;
    }

    private static double[] Flat(double[,] square)
    {
        double[] flat = new double[square.Length];
        Buffer.BlockCopy(square, 0, flat, 0, flat.Length * sizeof(double));
        return flat;
    }

    private static double[] Product(double[] left, double[] right, int n)
    {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                double a = left[(i * n) + k];
                if (a == 0)
                {
                    continue;
                }

                for (int j = 0; j < n; j++)
                {
                    product[(i * n) + j] += a * right[(k * n) + j];
                }
            }
        }

        return product;
    }

    private int Checked(int state, string name) =>
        (uint)state < (uint)States.Count ? state : throw new ArgumentOutOfRangeException(name, state, $"States are numbered from 0 to {States.Count - 1}.");
}
