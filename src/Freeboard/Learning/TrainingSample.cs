namespace Freeboard.Learning;

/// <summary>Rows to learn from: inputs, labels and what else is known of each.</summary>
public sealed record TrainingSample
{
    /// <summary>Inputs of a row.</summary>
    public required int Inputs { get; init; }

    /// <summary>Inputs row by row: rows x inputs; finite, about standard normal (see <see cref="FeatureEncoder"/>).</summary>
    public required ReadOnlyMemory<double> Features { get; init; }

    /// <summary>Labels, one a row, in [0, 1]: 1 is the event.</summary>
    public required ReadOnlyMemory<double> Labels { get; init; }

    /// <summary>Weights of rows, positive; empty for 1 each.</summary>
    /// <value>The default value is empty.</value>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>logit(EDF), one a row, for networks with the skip; empty without.</summary>
    /// <value>The default value is empty.</value>
    public ReadOnlyMemory<double> Offsets { get; init; }

    /// <summary>Auxiliary targets row by row: rows x targets; NaN where a row has none.</summary>
    /// <value>The default value is empty.</value>
    public ReadOnlyMemory<double> Auxiliary { get; init; }

    /// <summary>Numbers of groups, one a row, 0 or more: rows of one group, such as the years of a firm, stay together when rows are split; empty where each row stands alone.</summary>
    /// <value>The default value is empty.</value>
    public ReadOnlyMemory<int> Groups { get; init; }

    /// <summary>Rows.</summary>
    public int Rows => Labels.Length;

    /// <summary>Inputs of one row.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<double> Row(int row) => Features.Span.Slice(row * Inputs, Inputs);

    /// <summary>logit(EDF) of one row; 0 without.</summary>
    /// <param name="row">The row.</param>
    public double Offset(int row) => Offsets.IsEmpty ? 0 : Offsets.Span[row];

    /// <summary>The same columns, some rows of them.</summary>
    /// <param name="rows">The rows, in the order wanted.</param>
    public TrainingSample Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int targets = Rows == 0 ? 0 : Auxiliary.Length / Rows;
        return this with
        {
            Features = Pick(Features, Inputs, rows),
            Labels = Pick(Labels, 1, rows),
            Weights = Weights.IsEmpty ? Weights : Pick(Weights, 1, rows),
            Offsets = Offsets.IsEmpty ? Offsets : Pick(Offsets, 1, rows),
            Auxiliary = Auxiliary.IsEmpty ? Auxiliary : Pick(Auxiliary, targets, rows),
            Groups = Groups.IsEmpty ? Groups : Pick(Groups, 1, rows),
        };
    }

    /// <summary>These rows, then those of another sample of the same columns.</summary>
    internal TrainingSample And(TrainingSample other) => this with
    {
        Features = Joined(Features, other.Features),
        Labels = Joined(Labels, other.Labels),
        Weights = Joined(Weights, other.Weights),
        Offsets = Joined(Offsets, other.Offsets),
        Auxiliary = Joined(Auxiliary, other.Auxiliary),
        Groups = Joined(Groups, other.Groups),
    };

    /// <summary>Refuses columns that do not belong to a network of a shape.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a figure is out of its range.</exception>
    internal void Check(NetworkShape shape)
    {
        if (Inputs != shape.Inputs || Features.Length != Rows * Inputs || (!Weights.IsEmpty && Weights.Length != Rows))
        {
            throw new ArgumentException($"The network takes {shape.Inputs} inputs; the sample has {Rows} rows of {Inputs} inputs, {Features.Length} features and {Weights.Length} weights.");
        }

        if (!Groups.IsEmpty && (Groups.Length != Rows || Groups.Span.ContainsAnyInRange(int.MinValue, -1)))
        {
            throw new ArgumentException($"A group is a number of 0 or more, one a row; there are {Groups.Length} for {Rows} rows.");
        }

        if (shape.Skip != !Offsets.IsEmpty || (shape.Skip && Offsets.Length != Rows))
        {
            throw new ArgumentException($"A network with the skip takes one offset a row, one without takes none; there are {Offsets.Length} for {Rows} rows.");
        }

        if (Auxiliary.Length != Rows * shape.Auxiliary.Count)
        {
            throw new ArgumentException($"The network has {shape.Auxiliary.Count} auxiliary targets; there are {Auxiliary.Length} values for {Rows} rows.");
        }

        foreach (double label in Labels.Span)
        {
            if (!(label is >= 0 and <= 1))
            {
                throw new ArgumentException("A label must lie in [0, 1]. Leave rows without one out.");
            }
        }

        foreach (double weight in Weights.Span)
        {
            if (!(weight > 0) || double.IsInfinity(weight))
            {
                throw new ArgumentException("A weight must be positive and finite. Leave rows that do not count out.");
            }
        }

        CheckFinite(Features.Span, "feature");
        CheckFinite(Offsets.Span, "offset");
        for (int i = 0; i < Auxiliary.Length; i++)
        {
            double target = Auxiliary.Span[i];
            if (double.IsInfinity(target) || (shape.Auxiliary[i % shape.Auxiliary.Count].Loss == AuxiliaryLoss.Binary && target is < 0 or > 1))
            {
                throw new ArgumentException($"The target '{shape.Auxiliary[i % shape.Auxiliary.Count].Name}' of row {i / shape.Auxiliary.Count} is out of its range.");
            }
        }
    }

    private static void CheckFinite(ReadOnlySpan<double> values, string word)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"A {word} is not finite. Encode features first.");
            }
        }
    }

    private static T[] Joined<T>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second) => [.. first.Span, .. second.Span];

    private static T[] Pick<T>(ReadOnlyMemory<T> values, int width, IReadOnlyList<int> rows)
    {
        T[] picked = new T[rows.Count * width];
        for (int i = 0; i < rows.Count; i++)
        {
            values.Span.Slice(rows[i] * width, width).CopyTo(picked.AsSpan(i * width, width));
        }

        return picked;
    }
}
