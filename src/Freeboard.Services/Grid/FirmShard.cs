using System.Globalization;
using System.Text;

namespace Freeboard.Services.Grid;

/// <summary>One of n shares of the firms, by a hash of their codes: which share a firm is in never depends on which other firms there are.</summary>
/// <remarks>Method: 64-bit FNV-1a of the code's UTF-8, mixed by the finaliser of MurmurHash3 so that its low bits depend on every letter, modulo n. Shares are equal on average, not exactly.</remarks>
public sealed record FirmShard
{
    /// <summary>Most shares.</summary>
    public const int Most = 1_000_000;

    /// <summary>Makes a shard.</summary>
    /// <param name="number">Which, from 1 to <paramref name="count"/>.</param>
    /// <param name="count">Of how many, from 1 to <see cref="Most"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    public FirmShard(int number, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, count);
        (Number, Count) = (number, count);
    }

    /// <summary>Which share, from 1.</summary>
    public int Number { get; }

    /// <summary>How many shares there are.</summary>
    public int Count { get; }

    /// <summary>Reads k/n.</summary>
    /// <param name="text">The text: 3/7.</param>
    /// <returns>The shard; null when the text is none.</returns>
    public static FirmShard? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= Most && number >= 1 && number <= count
            ? new FirmShard(number, count)
            : null;
    }

    /// <summary>The share of a firm, from 1.</summary>
    /// <param name="firm">Its code.</param>
    /// <param name="count">How many shares there are; positive.</param>
    public static int NumberOf(string firm, int count)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return NumberOf(HashOf(firm), count);
    }

    /// <summary>Whether a firm is in this share.</summary>
    /// <param name="firm">Its code.</param>
    public bool Holds(string firm) => NumberOf(firm, Count) == Number;

    /// <summary>k/n.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    /// <summary>The hash that shares go by.</summary>
    internal static ulong HashOf(string firm)
    {
        ulong hash = 14695981039346656037;
        foreach (byte letter in Encoding.UTF8.GetBytes(firm))
        {
            hash = unchecked((hash ^ letter) * 1099511628211);
        }

        hash = unchecked((hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD);
        hash = unchecked((hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53);
        return hash ^ (hash >> 33);
    }

    /// <summary>The share that a hash is in, from 1.</summary>
    internal static int NumberOf(ulong hash, int count) => (int)(hash % (ulong)count) + 1;
}
