using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Intensities g_ij of going from state i to state j, per year: P(t) = exp(G t) for every t, not for whole periods alone.</summary>
/// <remarks>Units: rates per year. Shape: off-diagonal rates are not negative, every row sums to 0. Errors: figures that are no generator are the caller's bug and an <see cref="ArgumentException"/>.</remarks>
public sealed class GeneratorMatrix
{
    private const double SumTolerance = 1e-9;

    private readonly double[,] rates;

    private GeneratorMatrix(string[] states, double[,] rates)
    {
        States = states;
        this.rates = rates;
    }

    /// <summary>The states, in order.</summary>
    public IReadOnlyList<string> States { get; }

    /// <summary>How many states there are.</summary>
    public int Count => States.Count;

    /// <summary>The rate from one state to another, per year; on the diagonal minus the rate of leaving.</summary>
    /// <param name="from">State that is left.</param>
    /// <param name="to">State that is entered.</param>
    public double this[int from, int to] => rates[from, to];

    /// <summary>Makes a generator.</summary>
    /// <param name="states">Names of the states, at least two, no two alike.</param>
    /// <param name="rates">n x n rates per year; every row sums to 0 within 1e-9 of its largest rate. The diagonal is then set to minus the sum of the others.</param>
    /// <exception cref="ArgumentException">The figures are no generator; the message names the row.</exception>
    public static GeneratorMatrix Of(IReadOnlyList<string> states, double[,] rates)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(rates);
        int n = states.Count;
        if (n < 2 || states.Distinct(StringComparer.Ordinal).Count() != n || rates.GetLength(0) != n || rates.GetLength(1) != n)
        {
            throw new ArgumentException("There must be at least two states, no two alike, and n x n rates.", nameof(rates));
        }

        double[,] copy = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            double leaving = 0;
            for (int j = 0; j < n; j++)
            {
                if (j == i)
                {
                    continue;
                }

                double rate = rates[i, j];
                if (!(rate >= 0) || !double.IsFinite(rate))
                {
                    throw new ArgumentException($"The rate from {states[i]} to {states[j]} must be finite and not negative.", nameof(rates));
                }

                copy[i, j] = rate;
                leaving += rate;
            }

            if (!(Math.Abs(rates[i, i] + leaving) <= SumTolerance * Math.Max(1, leaving)))
            {
                throw new ArgumentException($"The rates of {states[i]} must sum to 0.", nameof(rates));
            }

            copy[i, i] = leaving == 0 ? 0 : -leaving;
        }

        return new GeneratorMatrix([.. states], copy);
    }

    /// <summary>The transition matrix over a time: exp(G t).</summary>
    /// <param name="years">The time t, years; finite and positive.</param>
    /// <remarks>
    /// Source: A. Jensen (1953), uniformisation: exp(G t) = e^-q sum of q^k/k! U^k with U = I + G t/q. No term is negative, so no entry loses digits, however small; long times go by squaring.
    /// Accuracy, measured against 40 digits: see docs/migration.md.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite and positive.</exception>
    public TransitionMatrix Over(double years)
    {
        if (!(years > 0) || !double.IsFinite(years))
        {
            throw new ArgumentOutOfRangeException(nameof(years), years, "Must be finite and positive.");
        }

        return TransitionMatrix.Of(States, Exponential(rates, years), years);
    }

    /// <summary>The rates as an array of their own.</summary>
    public double[,] ToArray() => (double[,])rates.Clone();

    internal static double[,] Exponential(double[,] rates, double years)
    {
        int n = rates.GetLength(0);
        double fastest = 0;
        for (int i = 0; i < n; i++)
        {
            fastest = Math.Max(fastest, -rates[i, i] * years);
        }

        if (fastest == 0)
        {
            return SquareMatrix.Identity(n);
        }

        int squarings = fastest > 1 ? (int)Math.Ceiling(Math.Log2(fastest)) : 0;
        double q = Math.ScaleB(fastest, -squarings);
        double[,] jump = SquareMatrix.Sum(Math.ScaleB(years, -squarings) / q, rates, 1, SquareMatrix.Identity(n));
        for (int i = 0; i < n; i++)
        {
            // 1 - (rate over the fastest): rounding must not make it negative.
            jump[i, i] = Math.Max(0, jump[i, i]);
        }

        double weight = Math.Exp(-q);
        double[,] power = SquareMatrix.Identity(n);
        double[,] sum = SquareMatrix.Sum(weight, power, 0, power);

        // n - 1 more terms than the weights need, because a state may be reached only by as many jumps.
        for (int k = 1; k <= 22 + n; k++)
        {
            weight *= q / k;
            power = SquareMatrix.Product(power, jump);
            sum = SquareMatrix.Sum(1, sum, weight, power);
        }

        for (int i = 0; i < squarings; i++)
        {
            sum = SquareMatrix.Product(sum, sum);
        }

        return Cleared(sum, rates);
    }

    /// <summary>A state that is never left stays with certainty, and no rounding carries an entry past 1.</summary>
    private static double[,] Cleared(double[,] probabilities, double[,] rates)
    {
        int n = probabilities.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                probabilities[i, j] = rates[i, i] == 0 && i == j ? 1 : Math.Min(1, probabilities[i, j]);
            }
        }

        return probabilities;
    }
}
