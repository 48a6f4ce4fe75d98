namespace Freeboard.Validation.Sampling;

/// <summary>Rows divided into those to fit on, those to judge on, and those that may serve neither because they would tell one side about the other.</summary>
/// <param name="Train">Row numbers to fit on, ascending.</param>
/// <param name="Test">Row numbers to judge on, ascending.</param>
/// <param name="LeftOut">Row numbers used for neither, ascending.</param>
public sealed record RowSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Test, IReadOnlyList<int> LeftOut)
{
    /// <summary>The rows that both splits put on the same side; all others are left out. Of a split by time and one by firm: out of time and out of firm at once.</summary>
    /// <param name="other">Another split of the same rows.</param>
    /// <exception cref="ArgumentException">The splits are not of the same number of rows.</exception>
    public RowSplit And(RowSplit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int rows = Train.Count + Test.Count + LeftOut.Count;
        if (rows != other.Train.Count + other.Test.Count + other.LeftOut.Count)
        {
            throw new ArgumentException("The splits are of different numbers of rows.", nameof(other));
        }

        int[] train = [.. Train.Intersect(other.Train).Order()];
        int[] test = [.. Test.Intersect(other.Test).Order()];
        return new RowSplit(train, test, [.. Enumerable.Range(0, rows).Except(train).Except(test)]);
    }
}
