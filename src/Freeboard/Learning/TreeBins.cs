namespace Freeboard.Learning;

/// <summary>Columns of numbers in at most 255 bins each, and one for missing values: trees look for their cuts between bins.</summary>
internal sealed class TreeBins
{
    private const int Most = 255;

    private TreeBins(double[][] edges, byte[][] codes, int[] starts) => (Edges, Codes, Starts) = (edges, codes, starts);

    /// <summary>Cuts of each column: a value belongs left of the first that is not below it.</summary>
    internal double[][] Edges { get; }

    /// <summary>The bin of each row, column by column; one past the last bin of values is missing.</summary>
    internal byte[][] Codes { get; }

    /// <summary>Where a column's bins begin in a list of all bins; its last element is how many there are.</summary>
    internal int[] Starts { get; }

    internal static TreeBins Of(ReadOnlySpan<double> values, int width, int rows)
    {
        double[][] edges = new double[width][];
        byte[][] codes = new byte[width][];
        int[] starts = new int[width + 1];
        double[] column = new double[rows];
        for (int c = 0; c < width; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                column[r] = values[(r * width) + c];
            }

            edges[c] = Cuts([.. column.Where(static v => !double.IsNaN(v)).Order()]);
            codes[c] = new byte[rows];
            for (int r = 0; r < rows; r++)
            {
                codes[c][r] = (byte)(double.IsNaN(column[r]) ? edges[c].Length + 1 : Below(edges[c], column[r]));
            }

            starts[c + 1] = starts[c] + edges[c].Length + 2;
        }

        return new TreeBins(edges, codes, starts);
    }

    /// <summary>How many cuts lie below a value.</summary>
    private static int Below(double[] edges, double value)
    {
        int low = 0;
        int high = edges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = edges[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Half-way between neighbours: all of them where there are few values, those at equal shares of the rows where there are many.</summary>
    private static double[] Cuts(double[] sorted)
    {
        int distinct = sorted.Length == 0 ? 0 : 1 + Enumerable.Range(1, sorted.Length - 1).Count(i => sorted[i] > sorted[i - 1]);
        List<double> cuts = [];
        double step = sorted.Length / (double)Most;
        double next = step;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (!(sorted[i] > sorted[i - 1]) || (distinct > Most && i < next))
            {
                continue;
            }

            double middle = (0.5 * sorted[i - 1]) + (0.5 * sorted[i]);
            cuts.Add(middle < sorted[i] ? middle : sorted[i - 1]);
            while (next <= i)
            {
                next += step;
            }
        }

        return [.. cuts];
    }
}
