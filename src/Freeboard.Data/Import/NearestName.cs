namespace Freeboard.Data.Import;

/// <summary>Finds the known word that a misspelt one most likely means.</summary>
internal static class NearestName
{
    /// <summary>The nearest candidate, or null when none is near (more than about a third of its letters differ).</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string plain = Plain(word);
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(plain, Plain(candidate));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best is not null && bestDistance <= Math.Max(1, best.Length / 3) ? best : null;
    }

    private static string Plain(string word) =>
        new([.. word.ToLowerInvariant().Where(static c => c is not ('_' or '-' or ' ' or '.'))]);

    /// <summary>Letters put in, left out, taken for another, or exchanged with their neighbour (the commonest slip of all, hence one).</summary>
    private static int Distance(string a, string b)
    {
        int[] beforePrevious = [];
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[b.Length];
    }
}
