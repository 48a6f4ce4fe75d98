namespace Freeboard.Volatility.Returns;

/// <summary>Reasons for which a series of finite returns carries no model.</summary>
internal static class SeriesProof
{
    /// <summary>Log returns carry rounding errors of 1e-16; a standard deviation below this is nothing else.</summary>
    internal const double RoundingOfReturns = 1e-14;

    /// <summary>A spacing that makes up a fifth of the gaps is no accident of holidays (one gap in forty) or short suspensions.</summary>
    private const double ShareOfSpacing = 0.2;

    private const int FewestOfSpacing = 5;

    /// <summary>So many gaps of one spacing on end do not come about in a series of another.</summary>
    private const int RunOfSpacing = 8;

    /// <summary>A normal variable is never so many robust standard deviations out, and a fat-tailed return hardly ever is.</summary>
    private const double FarOut = 20;

    /// <summary>The standard deviation of a normal variable over its median absolute deviation.</summary>
    private const double MedianToDeviation = 1.4826022185056018;

    /// <summary>Whether two spacings are mixed: a few days, about a week, about a month.</summary>
    /// <remarks>Each of two is at least a fifth of the gaps, or makes a run of eight. An odd spacing (a suspension) counts for none.</remarks>
    internal static bool IsMixed(IReadOnlyList<PeriodReturn> returns)
    {
        Span<int> counts = stackalloc int[4];
        Span<int> longest = stackalloc int[4];
        int run = 0;
        int last = 0;
        foreach (PeriodReturn each in returns)
        {
            if (each.Start is not { } start || each.End is not { } end)
            {
                return false;
            }

            int spacing = (end.DayNumber - start.DayNumber) switch { <= 4 => 1, <= 10 => 2, >= 26 and <= 36 => 3, _ => 0 };
            counts[spacing]++;
            run = spacing == last ? run + 1 : 1;
            last = spacing;
            longest[spacing] = Math.Max(longest[spacing], run);
        }

        int spacings = 0;
        for (int i = 1; i < 4; i++)
        {
            spacings += counts[i] >= Math.Max(FewestOfSpacing, ShareOfSpacing * returns.Count) || longest[i] >= RunOfSpacing ? 1 : 0;
        }

        return spacings > 1;
    }

    /// <summary>The return farthest out, when it and the next one make up more than a share of all squared deviations from the median; null otherwise.</summary>
    /// <remarks>Two, because one wrong price makes two wrong returns.</remarks>
    internal static int? DominatingReturn(IReadOnlyList<double> values, double maximumShare)
    {
        double[] sorted = [.. values];
        double median = Median(sorted);
        double sum = 0;
        double second = 0;
        int largest = 0;
        for (int i = 0; i < values.Count; i++)
        {
            double distance = Math.Abs(values[i] - median);
            sorted[i] = distance;
            sum += distance * distance;
            double farthest = Math.Abs(values[largest] - median);
            if (distance > farthest)
            {
                second = farthest;
                largest = i;
            }
            else if (i != largest)
            {
                second = Math.Max(second, distance);
            }
        }

        double first = Math.Abs(values[largest] - median);
        double scale = MedianToDeviation * Median(sorted);
        return first > FarOut * scale && (first * first) + (second * second) > maximumShare * sum ? largest : null;
    }

    /// <summary>The median; sorts its argument.</summary>
    private static double Median(double[] values)
    {
        Array.Sort(values);
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
