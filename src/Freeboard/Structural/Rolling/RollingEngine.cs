using System.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Walks a history and gives every day's window its volatility.</summary>
/// <remarks>
/// A day belongs to the panel whose cell holds its volatility. Cells do not overlap; where two panels disagree about a border the
/// lower one decides. So a day's panel, like its sums and its Newton start, depends on the blocks that its window touches
/// and on the days of its own block before it: not on where the run started, nor on any later day.
/// </remarks>
internal sealed partial class RollingEngine
{
    /// <summary>A cell is |u| &lt; this; the panels' nodes reach beyond it.</summary>
    internal const double CellEdge = 0.93;
    private const double BorderDoubt = 1e-6;
    private const int PanelsKept = 3;
    private const int MostBlockBits = 7;
    private const int MostRounds = 1000;
    private const int Group = HermiteRoots.Group;
    private const int Nodes = RollingPanel.Nodes;

    [ThreadStatic]
    private static RollingEngine? engineOfThread;

    private readonly RollingPanel[] panels = [new(), new(), new()];
    private readonly double[] between = new double[6 * Nodes];
    private readonly double[] nodeValues = new double[Group * Nodes];
    private readonly double[] nodeSlopes = new double[Group * Nodes];
    private readonly double[] nodeLikelihoods = new double[Group * Nodes];
    private readonly double[] equations = new double[2 * Group * Nodes];
    private readonly double[] roots = new double[Group];
    private readonly double[] slopes = new double[Group];
    private readonly double[] converged = new double[Group];
    private readonly double[] volatilities = new double[Group];
    private readonly int[] wanted = new int[Group];
    private readonly bool[] notBelow = new bool[Group];
    private readonly double[] weights = new double[2 * Nodes];
    private double[] scratch = [];
    private long use;
    private int betweenFirst;
    private int betweenNewest;
    private int lowestPanel;
    private int highestPanel;
    private RollingPanel? betweenPanel;

    /// <summary>What has been read.</summary>
    internal RollingRows Rows { get; } = new();

    /// <summary>Blocks inverted since the engine was made; for tests and measurements of cost.</summary>
    internal long DaysInverted { get; private set; }

    /// <summary>The engine of the calling thread: its memory is used again from call to call.</summary>
    internal static RollingEngine OfThread => engineOfThread ??= new RollingEngine();

    /// <summary>The exponent of 2 in the days of a calendar block: a window never starts and ends in the same block.</summary>
    internal static int BlockBits(int windowDays) => Math.Min(BitOperations.Log2((uint)(windowDays - 1)), MostBlockBits);

    /// <summary>Estimates; returns how many days converged.</summary>
    internal int Run<T, TMethod>(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions options)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int bits = BlockBits(options.WindowDays);
        Rows.Read<T>(history, dates, bits);
        int blockDays = 1 << bits;
        int ring = (int)BitOperations.RoundUpToPowerOf2((uint)(options.WindowDays + (2 * blockDays)));
        int fields = BlockInversion.Fields<TMethod>();
        foreach (RollingPanel panel in panels)
        {
            panel.Shape(ring, (fields + BlockInversion.Levels<TMethod>()) * Nodes, fields, blockDays);
            panel.Clear();
        }

        if (scratch.Length < blockDays * 3 * Nodes)
        {
            scratch = new double[blockDays * 3 * Nodes];
        }

        betweenPanel = null;
        Clear(history.Times.Length, results);
        return Walk<T, TMethod>(history, results, options);
    }

    private static void Clear(int rows, in RollingColumns results)
    {
        results.Statuses[..rows].Clear();
        results.AssetVolatilities[..rows].Fill(double.NaN);
        results.AssetValues.Fill(double.NaN);
        results.Drifts.Fill(double.NaN);
        results.StandardErrorsOfVolatility.Fill(double.NaN);
        results.LogLikelihoods.Fill(double.NaN);
    }

    private int Walk<T, TMethod>(in EquityWindow history, in RollingColumns results, RollingOptions options)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        for (int row = 0, day = 0; row < history.Times.Length; row++)
        {
            // A day whose figures are missing has no estimate of its own.
            if (day < Rows.Count && Rows.Source[day] == row)
            {
                day++;
            }
            else
            {
                results.Statuses[row] = EstimationStatus.InvalidInput;
            }
        }

        int total = 0;
        int guess = int.MinValue;
        bool anew = true;
        double spacing = 2 * CellEdge * TMethod.HalfLength;
        double root = Math.Sqrt(history.HorizonYears);
        lowestPanel = (int)Math.Round(Math.Log(Math.Max(options.Window.SmallestVolatility, 1e-6 / root)) / spacing);
        highestPanel = (int)Math.Round(Math.Log(Math.Min(options.Window.LargestVolatility, 25 / root)) / spacing);
        for (int block = 0; block < Rows.Blocks; block++)
        {
            anew |= Rows.StartsEra[block];
            int lastPanel = int.MinValue;
            double lastRoot = 0;
            for (int first = Rows.BlockStart[block]; first < Rows.BlockStart[block + 1]; first += Group)
            {
                int pending = Choose(first, block, results, options);
                if (pending == 0)
                {
                    continue;
                }

                if (anew)
                {
                    // Where the equation has several solutions the walk must not follow yesterday's for ever. Next door is near enough.
                    anew = false;
                    int fresh = FirstGuess(first + BitOperations.TrailingZeroCount(pending), options.WindowDays, history.HorizonYears, spacing);
                    guess = Math.Abs((long)guess - fresh) <= 1 ? guess : fresh;
                }

                int highest = 31 - BitOperations.LeadingZeroCount((uint)pending);
                total += Solve<T, TMethod>(history, results, options, block, first, pending, guess, lastPanel, lastRoot);
                if (results.Statuses[Rows.Source[first + highest]] is EstimationStatus.Converged or EstimationStatus.DegenerateNoDebt)
                {
                    guess = lastPanel = wanted[highest];
                    lastRoot = finalRoots[highest];
                }
            }
        }

        return total;
    }

    private readonly double[] finalRoots = new double[Group];

    /// <summary>Which of the next days need a root; the others get their status at once.</summary>
    private int Choose(int first, int block, in RollingColumns results, RollingOptions options)
    {
        int pending = 0;
        WindowOptions window = options.Window;
        int end = Math.Min(first + Group, Rows.BlockStart[block + 1]);
        for (int day = first; day < end; day++)
        {
            if (options.Step != 1 && (day - Rows.BlockStart[block]) % options.Step != 0)
            {
                continue;
            }

            int start = day - options.WindowDays + 1;
            EstimationStatus status = EstimationStatus.Converged;
            if (start < 0 || options.WindowDays - 1 < window.MinimumReturns)
            {
                status = EstimationStatus.NotEnoughData;
            }
            else if (Rows.LastBad[day] >= start)
            {
                status = Rows.BadStatus[Rows.LastBad[day]];
            }
            else if (Rows.Source[day] - Rows.Source[start] >= options.WindowDays && window.MissingDays == MissingDays.Reject)
            {
                status = EstimationStatus.InvalidInput;
            }
            else if (Rows.Moves[day] - Rows.Moves[start] < window.MinimumMoves)
            {
                status = EstimationStatus.NoMovement;
            }
            else
            {
                pending |= 1 << (day - first);
            }

            results.Statuses[Rows.Source[day]] = status;
        }

        return pending;
    }

    /// <summary>A panel to look in first, from the two equations with the window's equity volatility.</summary>
    /// <remarks>It decides only where the estimating equation has several solutions, and it is asked at fixed dates.</remarks>
    private int FirstGuess(int day, int windowDays, double horizonYears, double spacing)
    {
        double sum = 0;
        for (int i = day - windowDays + 2; i <= day; i++)
        {
            double change = Rows.LogRatio[i] - Rows.LogRatio[i - 1] + (Rows.LogDebt[i] - Rows.LogDebt[i - 1]);
            sum = Math.FusedMultiplyAdd(change * Rows.InverseGap[i], change, sum);
        }

        MertonSolution solution = TwoEquations.Solve(new MertonInputs
        {
            EquityValue = Rows.Ratio[day],
            EquityVolatility = Math.Clamp(Math.Sqrt(sum / (windowDays - 1)), 1e-4, 20),
            DefaultPoint = 1,
            RiskFreeRate = 0,
            HorizonYears = horizonYears,
        });
        return solution.Status == SolverStatus.Converged ? (int)Math.Round(Math.Log(solution.AssetVolatility) / spacing) : 0;
    }
}
