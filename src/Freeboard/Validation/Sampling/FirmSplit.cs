using Freeboard.Numerics;

namespace Freeboard.Validation.Sampling;

/// <summary>Out of firm: every row of a firm stands on one side.</summary>
/// <remarks>
/// Method: a firm's side is drawn from the seed and its code alone (64-bit FNV-1a of the code, then <see cref="PhiloxStream"/>), so it never depends on which other firms or rows there are:
/// a firm held back once stays held back when data are added. The share is met on average, not exactly.
/// </remarks>
public static class FirmSplit
{
    /// <summary>Splits rows by firm.</summary>
    /// <param name="firms">Firm code of each row.</param>
    /// <param name="testShare">Probability with which a firm is judged on, in (0, 1).</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside (0, 1).</exception>
    public static RowSplit Of(ReadOnlySpan<string> firms, double testShare, ulong seed)
    {
        if (!(testShare is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "Must lie in (0, 1); 0.3 holds back about three firms in ten.");
        }

        List<int> train = [];
        List<int> test = [];
        for (int i = 0; i < firms.Length; i++)
        {
            (Draw(firms[i], seed) < testShare ? test : train).Add(i);
        }

        return new RowSplit(train, test, []);
    }

    /// <summary>Numbers the fold of each row: all rows of a firm have one fold.</summary>
    /// <param name="firms">Firm code of each row.</param>
    /// <param name="folds">How many folds; at least 2.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>A number in [0, folds) for each row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds.</exception>
    public static int[] Folds(ReadOnlySpan<string> firms, int folds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[] found = new int[firms.Length];
        for (int i = 0; i < firms.Length; i++)
        {
            found[i] = Math.Min(folds - 1, (int)(Draw(firms[i], seed) * folds));
        }

        return found;
    }

    private static double Draw(string firm, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ulong hash = 14695981039346656037;
        foreach (char c in firm)
        {
            hash = unchecked((hash ^ (c & 0xFFu)) * 1099511628211);
            hash = unchecked((hash ^ ((uint)c >> 8)) * 1099511628211);
        }

        return new PhiloxStream(seed, (uint)hash, (uint)(hash >> 32)).NextUniform();
    }
}
