namespace Freeboard.Validation.Reliability;

/// <summary>Rows by rising probability cut into runs.</summary>
internal static class RankGroups
{
    /// <summary>Runs [from, to) of sorted rows: rank r of n goes to group floor(r k / n); or one run per distinct value when k is 0. Empty runs are left out.</summary>
    internal static List<(int From, int To)> Of(int[] rows, ReadOnlySpan<double> value, int groups)
    {
        List<(int From, int To)> runs = [];
        int n = rows.Length;
        if (groups == 0)
        {
            for (int from = 0; from < n;)
            {
                int to = from + 1;
                while (to < n && value[rows[to]] == value[rows[from]])
                {
                    to++;
                }

                runs.Add((from, to));
                from = to;
            }

            return runs;
        }

        int start = 0;
        for (int g = 0; g < groups; g++)
        {
            // The first rank r with floor(r k / n) > g is ceil((g + 1) n / k).
            int end = (int)((((long)(g + 1) * n) + groups - 1) / groups);
            if (end > start)
            {
                runs.Add((start, end));
            }

            start = end;
        }

        return runs;
    }
}
