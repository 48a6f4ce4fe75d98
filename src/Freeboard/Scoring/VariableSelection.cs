using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>What a stepwise search goes by.</summary>
public enum StepwiseCriterion
{
    /// <summary>No search.</summary>
    None = 0,

    /// <summary>Akaike's criterion.</summary>
    Aic,

    /// <summary>Schwarz's criterion.</summary>
    Bic,

    /// <summary>Wald's p values: in below 0.05, out above 0.10.</summary>
    Probability,
}

/// <summary>Which variables stay; each rule is off unless set.</summary>
public sealed record SelectionOptions
{
    /// <summary>No selection.</summary>
    public static SelectionOptions None { get; } = new();

    /// <summary>Variables with less information value are left out; null for off.</summary>
    public double? LeastInformationValue { get; init; }

    /// <summary>Of two variables whose weights correlate as much or more (absolutely), the one with less information value is left out; null for off.</summary>
    public double? LargestCorrelation { get; init; }

    /// <summary>The variable with the largest variance inflation is left out while it exceeds this; null for off.</summary>
    public double? LargestVarianceInflation { get; init; }

    /// <summary>Whether variables whose coefficient has the wrong sign are left out one by one, the least significant first: a better bin would then cost points.</summary>
    public bool SignsMustAgree { get; init; }

    /// <summary>Stepwise search, forwards with backward steps.</summary>
    public StepwiseCriterion Stepwise { get; init; }
}

/// <summary>Why a variable went out, or in.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Kept">Whether it stays at this step.</param>
/// <param name="Rule">information value, correlation, variance inflation, sign, stepwise.</param>
/// <param name="Value">The figure that decided.</param>
/// <param name="Other">The variable that it was held against; null where there is none.</param>
public sealed record SelectionStep(string Variable, bool Kept, string Rule, double Value, string? Other = null);

/// <summary>Chooses variables by information value, correlation, variance inflation, sign and stepwise search.</summary>
/// <remarks>Every choice is made on the rows of the fit, so that p values and intervals after it are too good; judge the card on rows that it has not seen.</remarks>
internal static class VariableSelection
{
    internal static int[] Choose(IReadOnlyList<int> pool, IReadOnlyList<VariableBins> variables, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights, SelectionOptions options, List<SelectionStep> steps)
    {
        List<int> kept = [.. pool];
        if (options.LeastInformationValue is { } leastValue)
        {
            Drop(kept, i => variables[i].InformationValue < leastValue, i => new SelectionStep(variables[i].Name, false, "information value", variables[i].InformationValue!.Value), steps);
        }

        if (options.LargestCorrelation is { } largest)
        {
            List<int> stay = [];
            foreach (int i in kept.OrderByDescending(i => variables[i].InformationValue).ThenBy(static i => i))
            {
                (double value, int other) = stay.Select(j => (Correlation(columns[i], columns[j]), j)).OrderByDescending(static p => Math.Abs(p.Item1)).FirstOrDefault((0, -1));
                if (other >= 0 && Math.Abs(value) >= largest)
                {
                    steps.Add(new SelectionStep(variables[i].Name, false, "correlation", value, variables[other].Name));
                }
                else
                {
                    stay.Add(i);
                }
            }

            kept = [.. stay.Order()];
        }

        while (options.LargestVarianceInflation is { } inflation && kept.Count > 1)
        {
            double[] factors = Inflation([.. kept.Select(i => columns[i])]);
            int at = Array.IndexOf(factors, factors.Max());
            if (factors[at] <= inflation)
            {
                break;
            }

            steps.Add(new SelectionStep(variables[kept[at]].Name, false, "variance inflation", Math.Min(factors[at], double.MaxValue)));
            kept.RemoveAt(at);
        }

        if (options.Stepwise != StepwiseCriterion.None)
        {
            kept = Stepwise(kept, variables, columns, isBad, weights, options.Stepwise, steps);
        }

        while (options.SignsMustAgree && kept.Count > 0 && Fit(kept, variables, columns, isBad, weights) is { Status: ScoringStatus.Fitted } fit)
        {
            int wanted = variables[0].Convention == WoeConvention.BadOverGood ? 1 : -1;
            int at = Enumerable.Range(0, kept.Count).Where(j => fit.Coefficients[j + 1].Value * wanted <= 0).DefaultIfEmpty(-1).MaxBy(j => j < 0 ? 0 : fit.Coefficients[j + 1].Probability);
            if (at < 0)
            {
                break;
            }

            steps.Add(new SelectionStep(variables[kept[at]].Name, false, "sign", fit.Coefficients[at + 1].Value));
            kept.RemoveAt(at);
        }

        return [.. kept];
    }

    private static List<int> Stepwise(List<int> pool, IReadOnlyList<VariableBins> variables, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights, StepwiseCriterion by, List<SelectionStep> steps)
    {
        List<int> inside = [];
        double now = by == StepwiseCriterion.Probability ? 0 : Criterion(Fit(inside, variables, columns, isBad, weights), by) ?? double.PositiveInfinity;
        for (int step = 0; step < 2 * pool.Count; step++)
        {
            (double Value, int At) best = (double.PositiveInfinity, -1);
            foreach (int i in pool.Where(i => !inside.Contains(i)))
            {
                LogisticFit fit = Fit([.. inside, i], variables, columns, isBad, weights);
                double? value = by == StepwiseCriterion.Probability ? (fit.Status == ScoringStatus.Fitted ? fit.Coefficients[^1].Probability : null) : Criterion(fit, by);
                best = value < best.Value ? (value.Value, i) : best;
            }

            bool entered = best.At >= 0 && (by == StepwiseCriterion.Probability ? best.Value < 0.05 : best.Value < now - 1e-9);
            if (entered)
            {
                inside.Add(best.At);
                now = best.Value;
                steps.Add(new SelectionStep(variables[best.At].Name, true, "stepwise", best.Value));
            }

            (double Value, int At) leaves = (by == StepwiseCriterion.Probability ? 0.10 : now - 1e-9, -1);
            if (by == StepwiseCriterion.Probability && inside.Count > 1 && Fit(inside, variables, columns, isBad, weights) is { Status: ScoringStatus.Fitted } all)
            {
                int at = Enumerable.Range(0, inside.Count).MaxBy(j => all.Coefficients[j + 1].Probability);
                leaves = all.Coefficients[at + 1].Probability > 0.10 ? (all.Coefficients[at + 1].Probability, inside[at]) : leaves;
            }
            else if (by != StepwiseCriterion.Probability && inside.Count > 1)
            {
                foreach (int i in inside)
                {
                    double? value = Criterion(Fit([.. inside.Where(j => j != i)], variables, columns, isBad, weights), by);
                    leaves = value < leaves.Value ? (value.Value, i) : leaves;
                }
            }

            if (leaves.At >= 0)
            {
                inside.Remove(leaves.At);
                now = leaves.Value;
                steps.Add(new SelectionStep(variables[leaves.At].Name, false, "stepwise", leaves.Value));
            }
            else if (!entered)
            {
                break;
            }
        }

        return [.. inside.Order()];
    }

    private static double? Criterion(LogisticFit fit, StepwiseCriterion by) => by == StepwiseCriterion.Aic ? fit.Aic : fit.Bic;

    private static LogisticFit Fit(List<int> kept, IReadOnlyList<VariableBins> variables, IReadOnlyList<double[]> columns, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights) =>
        LogisticRegression.Fit([.. kept.Select(i => variables[i].Name)], [.. kept.Select(i => columns[i])], isBad, weights);

    private static void Drop(List<int> kept, Predicate<int> leaves, Func<int, SelectionStep> step, List<SelectionStep> steps)
    {
        steps.AddRange(kept.Where(i => leaves(i)).Select(step));
        kept.RemoveAll(leaves);
    }

    private static double[] Inflation(double[][] columns)
    {
        double[,] r = SquareMatrix.Identity(columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                r[i, j] = r[j, i] = Correlation(columns[i], columns[j]);
            }
        }

        return SquareMatrix.Inverse(r) is { } inverse
            ? [.. Enumerable.Range(0, columns.Length).Select(i => inverse[i, i])]
            : [.. Enumerable.Range(0, columns.Length).Select(i => i == columns.Length - 1 ? double.PositiveInfinity : 1)];
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        (double ab, double aa, double bb) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}
