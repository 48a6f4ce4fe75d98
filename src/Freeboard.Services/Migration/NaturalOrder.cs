namespace Freeboard.Services.Migration;

/// <summary>Names in the order in which people count: 2 before 10, G9 before G10; letters ordinally.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    internal static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        string a = x ?? "";
        string b = y ?? "";
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            int compared;
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                ReadOnlySpan<char> left = Digits(a, ref i);
                ReadOnlySpan<char> right = Digits(b, ref j);
                compared = left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
            }
            else
            {
                compared = a[i++].CompareTo(b[j++]);
            }

            if (compared != 0)
            {
                return compared;
            }
        }

        int rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    /// <summary>A run of digits without leading zeros.</summary>
    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
