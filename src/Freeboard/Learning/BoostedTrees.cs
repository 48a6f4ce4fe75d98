namespace Freeboard.Learning;

/// <summary>How boosting ended.</summary>
public enum BoostedTreesStatus
{
    /// <summary>Nothing was done.</summary>
    NotRun = 0,

    /// <summary>The loss on the rows to stop by did not fall any more; the trees are those up to its lowest point. Or nothing was left that parts the rows.</summary>
    EarlyStopped,

    /// <summary>All trees allowed were grown; the trees are those up to the lowest loss on the rows to stop by, or all without such rows.</summary>
    TreeLimit,

    /// <summary>There are no rows, or all labels are alike.</summary>
    NoVariation,
}

/// <summary>Gradient-boosted trees for a label: the baseline that networks are usually held against.</summary>
/// <remarks>
/// <para>Source: J. Friedman, "Greedy function approximation", Annals of Statistics 29 (2001); second-order gains and leaves as in T. Chen, C. Guestrin, "XGBoost", KDD 2016: a leaf with slopes G and curvatures H of the cross entropy has the value -rate G / (H + penalty),
/// and parting it gains G_l^2 / (H_l + penalty) + G_r^2 / (H_r + penalty) - G^2 / (H + penalty).</para>
/// <para>Method: cuts between at most 255 bins a column, halfway between neighbouring values where a column has no more of them; missing values go to the side where they gain most. The leaf that gains most is parted first; among equal gains the first column and the lowest cut win.</para>
/// <para>Deterministic: no chance, and sums in the order of the rows.</para>
/// <para>Errors: lengths that do not agree and labels outside [0, 1] throw; labels all alike are a status.</para>
/// </remarks>
public sealed class BoostedTrees
{
    private readonly DecisionTree[] trees;

    private BoostedTrees(BoostedTreesStatus status, double intercept, IEnumerable<DecisionTree> trees, int width)
    {
        (Status, Intercept, Width) = (status, intercept, width);
        this.trees = [.. trees];
    }

    /// <summary>How boosting ended.</summary>
    public BoostedTreesStatus Status { get; }

    /// <summary>The logit that the first tree starts from: that of the mean label.</summary>
    public double Intercept { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Trees.</summary>
    public int Count => trees.Length;

    internal IReadOnlyList<DecisionTree> Trees => trees;

    /// <summary>The logit of a row.</summary>
    /// <param name="row">A value a column; NaN is missing.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public double Logit(ReadOnlySpan<double> row)
    {
        if (row.Length != Width)
        {
            throw new ArgumentException($"The trees ask about {Width} columns; there are {row.Length} values.", nameof(row));
        }

        double sum = Intercept;
        foreach (DecisionTree tree in trees)
        {
            sum += tree.Value(row);
        }

        return sum;
    }

    /// <summary>Grows trees.</summary>
    /// <param name="columns">Values row by row: rows x width; NaN is missing.</param>
    /// <param name="width">Columns; positive.</param>
    /// <param name="labels">Labels in [0, 1], one a row.</param>
    /// <param name="weights">Weights of rows, positive; empty for 1 each.</param>
    /// <param name="stop">Which rows say when to stop and are not learnt from; null for none.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops between two trees.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a label or weight is out of its range.</exception>
    public static BoostedTrees Fit(ReadOnlyMemory<double> columns, int width, ReadOnlyMemory<double> labels, ReadOnlyMemory<double> weights = default, IReadOnlyList<bool>? stop = null, BoostedTreesOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= BoostedTreesOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (columns.Length != labels.Length * width || (!weights.IsEmpty && weights.Length != labels.Length) || (stop is not null && stop.Count != labels.Length))
        {
            throw new ArgumentException($"There are {labels.Length} labels, {columns.Length} values of {width} columns, {weights.Length} weights and {stop?.Count ?? 0} marks of rows to stop by.");
        }

        Rows all = new(columns, width, labels, weights);
        Rows learnt = all.Select([.. Enumerable.Range(0, labels.Length).Where(row => stop is null || !stop[row])]);
        Rows held = all.Select([.. Enumerable.Range(0, labels.Length).Where(row => stop is not null && stop[row])]);
        if (learnt.Labels.Length == 0 || learnt.Labels.All(label => label == learnt.Labels[0]))
        {
            return new BoostedTrees(BoostedTreesStatus.NoVariation, 0, [], width);
        }

        return Grow(learnt, held, options, cancellationToken);
    }

    private static BoostedTrees Grow(Rows learnt, Rows held, BoostedTreesOptions options, CancellationToken cancellationToken)
    {
        int rows = learnt.Labels.Length;
        double rate = learnt.Labels.Zip(learnt.Weights, static (label, weight) => label * weight).Sum() / learnt.Weights.Sum();
        double intercept = Math.Log(rate / (1 - rate));
        double[] scores = new double[rows];
        scores.AsSpan().Fill(intercept);
        double[] heldScores = new double[held.Labels.Length];
        heldScores.AsSpan().Fill(intercept);
        double[] slopes = new double[rows];
        double[] curvatures = new double[rows];
        TreeGrower grower = new(TreeBins.Of(learnt.Columns, learnt.Width, rows), rows, options);
        List<DecisionTree> trees = [];
        double least = held.Loss(heldScores);
        int best = 0;
        while (trees.Count < options.Trees && (heldScores.Length == 0 || trees.Count - best < options.Patience))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int r = 0; r < rows; r++)
            {
                double p = OutcomeLoss.Sigmoid(scores[r]);
                slopes[r] = learnt.Weights[r] * (p - learnt.Labels[r]);
                curvatures[r] = learnt.Weights[r] * p * (1 - p);
            }

            DecisionTree tree = grower.Grow(slopes, curvatures, scores);
            trees.Add(tree);
            if (tree.Nodes.Count == 1)
            {
                // Nothing is left that parts the rows: more trees would be the same.
                break;
            }

            for (int r = 0; r < heldScores.Length; r++)
            {
                heldScores[r] += tree.Value(held.Row(r));
            }

            double loss = held.Loss(heldScores);
            if (loss < least)
            {
                (least, best) = (loss, trees.Count);
            }
        }

        return new BoostedTrees(
            trees.Count < options.Trees ? BoostedTreesStatus.EarlyStopped : BoostedTreesStatus.TreeLimit,
            intercept,
            heldScores.Length == 0 ? trees : trees.Take(best),
            learnt.Width);
    }

    private sealed class Rows
    {
        internal Rows(ReadOnlyMemory<double> columns, int width, ReadOnlyMemory<double> labels, ReadOnlyMemory<double> weights)
        {
            (Columns, Width, Labels) = (columns.ToArray(), width, labels.ToArray());
            Weights = weights.IsEmpty ? [.. Labels.Select(static _ => 1.0)] : weights.ToArray();
            if (Labels.Any(static label => !(label is >= 0 and <= 1)) || Weights.Any(static weight => !(weight > 0) || double.IsInfinity(weight)))
            {
                throw new ArgumentException("A label must lie in [0, 1], and a weight must be positive and finite.");
            }
        }

        internal double[] Columns { get; }

        internal int Width { get; }

        internal double[] Labels { get; }

        internal double[] Weights { get; }

        internal ReadOnlySpan<double> Row(int row) => Columns.AsSpan(row * Width, Width);

        internal Rows Select(int[] rows) => new((double[])[.. rows.SelectMany(row => new ArraySegment<double>(Columns, row * Width, Width))], Width, (double[])[.. rows.Select(row => Labels[row])], (double[])[.. rows.Select(row => Weights[row])]);

        internal double Loss(double[] scores)
        {
            double sum = 0;
            for (int r = 0; r < scores.Length; r++)
            {
                sum += Weights[r] * OutcomeLoss.CrossEntropy(scores[r], Labels[r]);
            }

            return sum;
        }
    }
}
