using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>The way to one state (default, the worst bucket): probability of reaching it within so many periods, ever, and how long it takes.</summary>
/// <remarks>
/// Source: J. G. Kemeny, J. L. Snell, Finite Markov Chains (1960), fundamental matrix. The target is taken as never left; who can reach what is settled on the graph of positive entries, so that singular systems do not arise and have their name.
/// Units: periods of the matrix. Errors: an impossible state number throws.
/// </remarks>
public sealed class FirstPassage
{
    private readonly TransitionMatrix stopped;

    private FirstPassage(TransitionMatrix stopped, int target, FirstPassageStatus[] statuses, double[] ever, double?[] expected)
    {
        this.stopped = stopped;
        Target = target;
        Statuses = statuses;
        Ever = ever;
        ExpectedPeriods = expected;
    }

    /// <summary>The state to reach.</summary>
    public int Target { get; }

    /// <summary>A status a state.</summary>
    public IReadOnlyList<FirstPassageStatus> Statuses { get; }

    /// <summary>Probability of ever reaching the target, a state each.</summary>
    public IReadOnlyList<double> Ever { get; }

    /// <summary>Expected periods until the target is reached; null where it is not reached with certainty.</summary>
    public IReadOnlyList<double?> ExpectedPeriods { get; }

    /// <summary>Works out the way to a state.</summary>
    /// <param name="matrix">The matrix of one period.</param>
    /// <param name="target">The state to reach.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public static FirstPassage Of(TransitionMatrix matrix, int target)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, matrix.Count);
        int n = matrix.Count;
        double[,] cells = matrix.ToArray();
        for (int j = 0; j < n; j++)
        {
            cells[target, j] = j == target ? 1 : 0;
        }

        TransitionMatrix stopped = TransitionMatrix.Of(matrix.States, cells, matrix.PeriodYears);
        bool[,] reaches = StateClasses.Reachability(stopped);
        FirstPassageStatus[] statuses = [.. Enumerable.Range(0, n).Select(i =>
            i == target ? FirstPassageStatus.IsTarget
            : !reaches[i, target] ? FirstPassageStatus.Never
            : Enumerable.Range(0, n).Any(k => reaches[i, k] && !reaches[k, target] && k != target) ? FirstPassageStatus.NotCertain
            : FirstPassageStatus.Certain)];
        double[] ever = new double[n];
        double?[] expected = new double?[n];
        ever[target] = 1;
        expected[target] = 0;
        int[] possible = [.. Enumerable.Range(0, n).Where(i => statuses[i] is FirstPassageStatus.Certain or FirstPassageStatus.NotCertain)];
        foreach ((int state, double value) in Solve(cells, possible, i => cells[i, target]))
        {
            ever[state] = statuses[state] == FirstPassageStatus.Certain ? 1 : Math.Clamp(value, 0, 1);
        }

        foreach ((int state, double value) in Solve(cells, [.. possible.Where(i => statuses[i] == FirstPassageStatus.Certain)], _ => 1))
        {
            expected[state] = double.IsFinite(value) ? value : null;
        }

        return new FirstPassage(stopped, target, statuses, ever, expected);
    }

    /// <summary>Probability of having reached the target, a state each.</summary>
    /// <param name="periods">Within how many periods, at least 1.</param>
    public IReadOnlyList<double> Within(int periods)
    {
        TransitionMatrix power = stopped.Power(periods);
        return [.. Enumerable.Range(0, power.Count).Select(i => power[i, Target])];
    }

    /// <summary>x = Q x + b over some states; the inverse of I - Q exists because each of them leads out.</summary>
    private static IEnumerable<(int State, double Value)> Solve(double[,] cells, int[] among, Func<int, double> constant)
    {
        int m = among.Length;
        double[,] system = new double[m, m];
        for (int a = 0; a < m; a++)
        {
            for (int b = 0; b < m; b++)
            {
                system[a, b] = (a == b ? 1 : 0) - cells[among[a], among[b]];
            }
        }

        double[,]? inverse = m == 0 ? null : SquareMatrix.Inverse(system);
        for (int a = 0; a < m && inverse is not null; a++)
        {
            double sum = 0;
            for (int b = 0; b < m; b++)
            {
                sum += inverse[a, b] * constant(among[b]);
            }

            yield return (among[a], sum);
        }
    }
}
