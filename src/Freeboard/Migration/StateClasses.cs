using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>The structure of a transition matrix: which states lead to one another, which are never left, where all ends.</summary>
/// <remarks>Source: J. G. Kemeny, J. L. Snell, Finite Markov Chains (1960). By the graph of positive entries, hence exact.</remarks>
public sealed class StateClasses
{
    private StateClasses(IReadOnlyList<StateClass> classes, IReadOnlyList<double>? stationary)
    {
        Classes = classes;
        Stationary = stationary;
    }

    /// <summary>The classes, by their first state.</summary>
    public IReadOnlyList<StateClass> Classes { get; }

    /// <summary>Whether every state leads to every other.</summary>
    public bool IsIrreducible => Classes.Count == 1;

    /// <summary>The distribution that a period does not change; null when there are several, because more than one class is never left.</summary>
    public IReadOnlyList<double>? Stationary { get; }

    /// <summary>Works out the structure.</summary>
    /// <param name="matrix">The matrix of one period.</param>
    public static StateClasses Of(TransitionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.Count;
        bool[,] reaches = Reachability(matrix);
        List<StateClass> classes = [];
        bool[] placed = new bool[n];
        for (int i = 0; i < n; i++)
        {
            if (placed[i])
            {
                continue;
            }

            int[] members = [.. Enumerable.Range(0, n).Where(j => j == i || (reaches[i, j] && reaches[j, i]))];
            bool closed = Enumerable.Range(0, n).All(j => !reaches[i, j] || members.Contains(j));
            classes.Add(new StateClass(!closed ? StateClassKind.Transient : members.Length == 1 ? StateClassKind.Absorbing : StateClassKind.Recurrent, members));
            foreach (int member in members)
            {
                placed[member] = true;
            }
        }

        StateClass[] final = [.. classes.Where(c => c.Kind != StateClassKind.Transient)];
        return new StateClasses(classes, final.Length == 1 ? StationaryOf(matrix, final[0].States) : null);
    }

    /// <summary>Which states lead to which, in one step or more.</summary>
    internal static bool[,] Reachability(TransitionMatrix matrix)
    {
        int n = matrix.Count;
        bool[,] reaches = new bool[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                reaches[i, j] = matrix[i, j] > 0;
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n && reaches[i, k]; j++)
                {
                    reaches[i, j] |= reaches[k, j];
                }
            }
        }

        return reaches;
    }

    /// <summary>x P = x with sum 1: the equations of I - P transposed, one of them replaced by the sum.</summary>
    private static double[]? StationaryOf(TransitionMatrix matrix, IReadOnlyList<int> members)
    {
        int m = members.Count;
        double[,] system = new double[m, m];
        for (int a = 0; a < m; a++)
        {
            for (int b = 0; b < m; b++)
            {
                system[a, b] = a == 0 ? 1 : (a == b ? 1 : 0) - matrix[members[b], members[a]];
            }
        }

        if (SquareMatrix.Inverse(system) is not { } inverse)
        {
            return null;
        }

        double[] stationary = new double[matrix.Count];
        for (int a = 0; a < m; a++)
        {
            stationary[members[a]] = Math.Max(0, inverse[a, 0]);
        }

        return stationary;
    }
}
