using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>The arrays behind one estimation. Reusing one for many windows saves their allocation; it changes no result.</summary>
/// <remarks>Not safe for use by several threads at once: give each thread its own.</remarks>
public sealed class WindowWorkspace
{
    /// <summary>Days used; returns are one fewer.</summary>
    internal int Days { get; set; }

    /// <summary>Days left out.</summary>
    internal int Skipped { get; set; }

    /// <summary>With which instructions days are inverted: lanes only where every day has a debt that shows and an equity that is not vanishing.</summary>
    internal VectorPath Path { get; set; }

    /// <summary>The widest instructions to use; tests narrow it.</summary>
    internal VectorPath WidestPath { get; set; } = WindowPath.Best;

    /// <summary>T.</summary>
    internal double Horizon { get; set; }

    /// <summary>sqrt T.</summary>
    internal double RootHorizon { get; set; }

    /// <summary>q T.</summary>
    internal double PayoutTime { get; set; }

    /// <summary>q.</summary>
    internal double Payout { get; set; }

    /// <summary>Time from the first day used to the last, years.</summary>
    internal double Elapsed { get; set; }

    /// <summary>Whether the drift is estimated; otherwise it is inside <see cref="EquityReturns"/>.</summary>
    internal bool DriftIsEstimated { get; set; }

    /// <summary>The drift mu to report where it is not estimated.</summary>
    internal double KnownDrift { get; set; }

    /// <summary>ln(V/D) on the last day less b there: what does not change with the volatility. Infinite without debt.</summary>
    internal double LastLeverageOffset { get; set; }

    /// <summary>Index in the window of each day used.</summary>
    internal int[] Index { get; private set; } = [];

    /// <summary>x = E/K; 0 stands for a debt that does not show beside the equity.</summary>
    internal double[] Ratios { get; private set; } = [];

    /// <summary>ln x; infinite without debt.</summary>
    internal double[] LogRatios { get; private set; } = [];

    /// <summary>1 / dt of the return into each day; element 0 is not used.</summary>
    internal double[] InverseGaps { get; private set; } = [];

    /// <summary>ln(E_k / E_(k-1)) less any known drift and growth of book assets; element 0 is not used.</summary>
    internal double[] EquityReturns { get; private set; } = [];

    /// <summary>b = ln(V exp(-qT) / E) = y - ln x; not negative.</summary>
    internal double[] Gaps { get; private set; } = [];

    /// <summary>lambda; 0 where there is no debt.</summary>
    internal double[] Lambdas { get; private set; } = [];

    /// <summary>lambda h; 0 where there is no debt.</summary>
    internal double[] LambdaH { get; private set; } = [];

    /// <summary>h; 0 where there is no debt.</summary>
    internal double[] H { get; private set; } = [];

    /// <summary>d1; infinite where there is no debt.</summary>
    internal double[] D1 { get; private set; } = [];

    /// <summary>Omega; 1 where there is no debt.</summary>
    internal double[] Elasticities { get; private set; } = [];

    /// <summary>The nodes on which the search begins.</summary>
    internal WindowWorkspace? Nodes { get; set; }

    /// <summary>Days there is room for, padding included.</summary>
    internal int Capacity => Ratios.Length;

    /// <summary>Six columns of intermediate figures of the lanes.</summary>
    internal double[] Scratch { get; private set; } = [];

    /// <summary>First days of the vectors that are still to be inverted.</summary>
    internal int[] Vectors { get; private set; } = [];

    private double[] dense = [];

    /// <summary>Room for the columns of a window without its missing days.</summary>
    internal Span<double> Dense(int count)
    {
        if (dense.Length < count)
        {
            dense = new double[count];
        }

        return dense.AsSpan(0, count);
    }

    /// <summary>Days at the front of <see cref="Index"/> that are known to hold their own number.</summary>
    private int daysIndexed;

    /// <summary>Indexes a window of which every day is used.</summary>
    internal void IndexAllDays(int days)
    {
        Span<int> index = Index;
        for (; daysIndexed < days; daysIndexed++)
        {
            index[daysIndexed] = daysIndexed;
        }
    }

    /// <summary>The index is about to be written day by day.</summary>
    internal void ForgetIndex() => daysIndexed = 0;

    /// <summary>Makes room for a window of so many days, padded to whole vectors.</summary>
    internal void Reserve(int days)
    {
        int padded = (days + 15) & ~7;
        if (Ratios.Length >= padded)
        {
            return;
        }

        padded = Math.Max(padded, 2 * Ratios.Length);
        Index = new int[padded];
        daysIndexed = 0;
        Ratios = new double[padded];
        LogRatios = new double[padded];
        InverseGaps = new double[padded];
        EquityReturns = new double[padded];
        Gaps = new double[padded];
        Lambdas = new double[padded];
        LambdaH = new double[padded];
        H = new double[padded];
        D1 = new double[padded];
        Elasticities = new double[padded];
        Scratch = new double[6 * padded];
        Vectors = new int[padded];
    }
}
