namespace Freeboard.Bayes;

/// <summary>What rows of a normal population say of it: how many, their mean, and the sums of products about it (p x p).</summary>
internal sealed record RowScatter(int Rows, double[] Mean, double[] Scatter)
{
    internal static RowScatter None(int columns) => new(0, new double[columns], new double[columns * columns]);

    internal static RowScatter One(ReadOnlySpan<double> row) => new(1, row.ToArray(), new double[row.Length * row.Length]);

    /// <summary>Both together (Chan, Golub and LeVeque 1983).</summary>
    internal RowScatter With(RowScatter other)
    {
        if (Rows == 0 || other.Rows == 0)
        {
            return Rows == 0 ? other : this;
        }

        int p = Mean.Length;
        double share = (double)other.Rows / (Rows + other.Rows);
        double weight = Rows * share;
        double[] mean = new double[p];
        double[] scatter = new double[p * p];
        for (int i = 0; i < p; i++)
        {
            double miss = other.Mean[i] - Mean[i];
            mean[i] = Mean[i] + (share * miss);
            for (int j = 0; j < p; j++)
            {
                scatter[(i * p) + j] = Scatter[(i * p) + j] + other.Scatter[(i * p) + j] + (weight * miss * (other.Mean[j] - Mean[j]));
            }
        }

        return new RowScatter(Rows + other.Rows, mean, scatter);
    }
}
