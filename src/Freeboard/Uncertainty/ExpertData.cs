using System.Collections.Immutable;

namespace Freeboard.Uncertainty;

/// <summary>What one expert said: points with ascending values and beliefs that never fall.</summary>
public sealed class ExpertData
{
    private ExpertData(ImmutableArray<ExpertBelief> points) => Points = points;

    /// <summary>The points, at least two, values strictly ascending.</summary>
    public ImmutableArray<ExpertBelief> Points { get; }

    /// <summary>Checks answers and takes them over.</summary>
    /// <param name="points">Answers in any order.</param>
    /// <param name="data">The data; null where there is a fault.</param>
    /// <returns>What is wrong, or null.</returns>
    public static ExpertDataFault? TryCreate(IEnumerable<ExpertBelief> points, out ExpertData? data)
    {
        ArgumentNullException.ThrowIfNull(points);
        data = null;
        ExpertBelief[] given = [.. points];
        int[] order = [.. Enumerable.Range(0, given.Length).OrderBy(i => given[i].Value).ThenBy(i => i)];
        for (int i = 0; i < given.Length; i++)
        {
            if (!double.IsFinite(given[i].Value))
            {
                return new ExpertDataFault(ExpertDataFaultKind.ValueNotFinite, i);
            }

            if (!(given[i].Belief is >= 0 and <= 1))
            {
                return new ExpertDataFault(ExpertDataFaultKind.BeliefOutOfRange, i);
            }
        }

        for (int i = 1; i < order.Length; i++)
        {
            ExpertBelief before = given[order[i - 1]];
            ExpertBelief now = given[order[i]];
            if (now.Value == before.Value)
            {
                return new ExpertDataFault(ExpertDataFaultKind.ValueTwice, order[i]);
            }

            if (now.Belief < before.Belief)
            {
                return new ExpertDataFault(ExpertDataFaultKind.BeliefFalls, order[i]);
            }
        }

        if (given.Length < 2)
        {
            return new ExpertDataFault(ExpertDataFaultKind.TooFewPoints, -1);
        }

        data = new ExpertData([.. order.Select(i => given[i])]);
        return null;
    }

    /// <summary>Empirical moment of a whole order about zero: the integral of the empirical inverse to that power.</summary>
    /// <param name="order">k, from 1.</param>
    /// <remarks>a_1 x_1^k + sum of (a_{i+1} - a_i) sum over j of x_i^j x_{i+1}^(k-j) / (k + 1) + (1 - a_n) x_n^k; source: Wang and Peng (2014), method of moments.</remarks>
    public double Moment(int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        double sum = (Points[0].Belief * Math.Pow(Points[0].Value, order)) + ((1 - Points[^1].Belief) * Math.Pow(Points[^1].Value, order));
        for (int i = 1; i < Points.Length; i++)
        {
            double inner = 0;
            for (int j = 0; j <= order; j++)
            {
                inner += Math.Pow(Points[i - 1].Value, j) * Math.Pow(Points[i].Value, order - j);
            }

            sum += (Points[i].Belief - Points[i - 1].Belief) * inner / (order + 1);
        }

        return sum;
    }
}

/// <summary>Why an expert's answers cannot be used.</summary>
public enum ExpertDataFaultKind
{
    /// <summary>Fewer than two points.</summary>
    TooFewPoints = 0,

    /// <summary>A value is not a finite number.</summary>
    ValueNotFinite,

    /// <summary>A belief lies outside [0, 1]: 30 % is 0.3.</summary>
    BeliefOutOfRange,

    /// <summary>A value is given twice.</summary>
    ValueTwice,

    /// <summary>A larger value has a smaller belief.</summary>
    BeliefFalls,
}

/// <summary>What is wrong with an expert's answers, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Index">Index of the answer as given; -1 where it is all of them.</param>
public readonly record struct ExpertDataFault(ExpertDataFaultKind Kind, int Index);
