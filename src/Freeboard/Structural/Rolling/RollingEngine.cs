using System.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Walks a history and gives every day's window its volatility.</summary>
/// <remarks>
/// A day belongs to the panel whose cell holds its volatility. Cells do not overlap; where two panels disagree about a border the
/// lower one decides. So a day's panel, like its sums and its Newton start, depends on the blocks that its window touches
/// and on the days of its own block before it: not on where the run started.
/// </remarks>
internal sealed class RollingEngine
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
        Rows.Read(history, dates, bits);
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
            if ((day - Rows.BlockStart[block]) % options.Step != 0)
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

    private int Solve<T, TMethod>(in EquityWindow history, in RollingColumns results, RollingOptions options, int block, int first, int pending, int guess, int lastPanel, double lastRoot)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        double spacing = 2 * CellEdge * TMethod.HalfLength;
        WindowOptions window = options.Window;
        double root = Math.Sqrt(history.HorizonYears);
        int lowest = (int)Math.Round(Math.Log(Math.Max(window.SmallestVolatility, 1e-6 / root)) / spacing);
        int highest = (int)Math.Round(Math.Log(Math.Min(window.LargestVolatility, 25 / root)) / spacing);
        guess = Math.Clamp(guess, lowest, highest);
        wanted.AsSpan().Fill(guess);
        notBelow.AsSpan().Clear();
        int count = 0;
        for (int round = 0; pending != 0; round++)
        {
            int number = wanted[BitOperations.TrailingZeroCount(pending)];
            int lanes = 0;
            for (int rest = pending; rest != 0; rest &= rest - 1)
            {
                int lane = BitOperations.TrailingZeroCount(rest);
                lanes |= wanted[lane] == number ? 1 << lane : 0;
            }

            RollingPanel panel = PanelFor<T, TMethod>(number, spacing, history.HorizonYears, block, first + BitOperations.TrailingZeroCount(lanes) - options.WindowDays + 1);
            SolveIn<T, TMethod>(panel, options, block, first, lanes, number == lastPanel ? lastRoot : 0);
            for (int rest = lanes; rest != 0; rest &= rest - 1)
            {
                int lane = BitOperations.TrailingZeroCount(rest);
                if (!(converged[lane] != 0 && slopes[lane] < 0))
                {
                    SearchIn<T, TMethod>(panel, lane);
                }

                double u = roots[lane];
                int row = Rows.Source[first + lane];
                if (round > MostRounds || double.IsNaN(u))
                {
                    results.Statuses[row] = EstimationStatus.NumericalBreakdown;
                    pending &= ~(1 << lane);
                }
                else if (u >= CellEdge)
                {
                    notBelow[lane] = true;
                    pending = MoveOn(lane, number + 1, number < highest, results.Statuses, row, pending);
                }
                else if (u < -CellEdge + BorderDoubt && !notBelow[lane])
                {
                    pending = MoveOn(lane, number - 1, number > lowest, results.Statuses, row, pending);
                }
                else
                {
                    pending &= ~(1 << lane);
                    finalRoots[lane] = u;
                    count += Finish<T, TMethod>(history, results, options, panel, first + lane, lane) ? 1 : 0;
                }
            }
        }

        return count;
    }

    private int MoveOn(int lane, int number, bool possible, Span<EstimationStatus> statuses, int row, int pending)
    {
        if (possible)
        {
            wanted[lane] = number;
            return pending;
        }

        statuses[row] = EstimationStatus.BoundBinds;
        return pending & ~(1 << lane);
    }

    /// <summary>A panel with every block from the window's first day to the newest.</summary>
    private RollingPanel PanelFor<T, TMethod>(int number, double spacing, double horizonYears, int block, int start)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        RollingPanel oldest = panels[0];
        RollingPanel? found = null;
        foreach (RollingPanel candidate in panels)
        {
            oldest = candidate.LastUse < oldest.LastUse ? candidate : oldest;
            found = candidate.Number == number ? candidate : found;
        }

        if (found is null)
        {
            found = oldest;
            found.Place(number, spacing, TMethod.HalfLength, horizonYears);
            betweenPanel = betweenPanel == found ? null : betweenPanel;
        }

        found.LastUse = ++use;
        int needed = Rows.BlockOf[start];
        if (found.Next < Rows.BlockStart[needed])
        {
            found.First = found.Next = Rows.BlockStart[needed];
        }

        while (found.Next < Rows.BlockStart[block + 1])
        {
            int next = Rows.BlockOf[found.Next];
            BlockInversion.Run<T, TMethod>(Rows, found, scratch, next);
            DaysInverted += Rows.BlockStart[next + 1] - Rows.BlockStart[next];
            found.Next = Rows.BlockStart[next + 1];
        }

        return found;
    }

    private void SolveIn<T, TMethod>(RollingPanel panel, RollingOptions options, int block, int first, int lanes, double start)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int returns = options.WindowDays - 1;
        double inverse = 1.0 / (!TMethod.IsLikelihood && options.Window.Divisor == DivisorConvention.NMinusOne ? returns - 1 : returns);
        int any = BitOperations.TrailingZeroCount(lanes);
        for (int rest = lanes; rest != 0; rest &= rest - 1)
        {
            int lane = BitOperations.TrailingZeroCount(rest);
            int day = first + lane;
            int from = day - returns;
            int fromBlock = Rows.BlockOf[from];
            if (betweenPanel != panel || betweenFirst != fromBlock || betweenNewest != block)
            {
                WindowEquation.SumBetween<T, TMethod>(panel, fromBlock, block, between);
                (betweenPanel, betweenFirst, betweenNewest) = (panel, fromBlock, block);
            }

            WindowEquation.AtNodes<T, TMethod>(
                Rows, panel, new WindowEquation.Window(from, day, day - Rows.BlockStart[block], inverse), between, TMethod.HalfLength,
                ref nodeValues[lane * Nodes], ref nodeSlopes[lane * Nodes], ref nodeLikelihoods[lane * Nodes]);
        }

        for (int lane = 0; lane < Group; lane++)
        {
            // Lanes without a window repeat one that has.
            int source = ((lanes >> lane) & 1) != 0 ? lane : any;
            for (int k = 0; k < Nodes; k++)
            {
                equations[(k * Group) + lane] = nodeValues[(source * Nodes) + k];
                equations[((Nodes + k) * Group) + lane] = nodeSlopes[(source * Nodes) + k];
            }
        }

        HermiteRoots.Find<T>(equations, start, roots, slopes, converged);
        for (int lane = 0; lane < Group; lane += T.Width)
        {
            T logarithm = T.Fma(T.Load(ref roots[0], lane), T.All(TMethod.HalfLength), T.All(panel.LogCentre));
            T.Store(LaneFunctions.Exp(logarithm), ref volatilities[0], lane);
        }
    }

    /// <summary>For the lanes on which Newton's method ended nowhere, or on a crossing of the wrong direction.</summary>
    private void SearchIn<T, TMethod>(RollingPanel panel, int lane)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        roots[lane] = HermiteRoots.Search(nodeValues.AsSpan(lane * Nodes, Nodes), nodeSlopes.AsSpan(lane * Nodes, Nodes), CellEdge, out slopes[lane]);
        volatilities[lane] = RollingPanel.ExpOf(Math.FusedMultiplyAdd(roots[lane], TMethod.HalfLength, panel.LogCentre));
    }

    private bool Finish<T, TMethod>(in EquityWindow history, in RollingColumns results, RollingOptions options, RollingPanel panel, int day, int lane)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int row = Rows.Source[day];
        double volatility = volatilities[lane];
        if (!(volatility >= options.Window.SmallestVolatility && volatility <= options.Window.LargestVolatility))
        {
            results.Statuses[row] = EstimationStatus.BoundBinds;
            return false;
        }

        results.Statuses[row] = Rows.NoDebt[day] ? EstimationStatus.DegenerateNoDebt : EstimationStatus.Converged;
        results.AssetVolatilities[row] = volatility;
        if (results.AssetValues.IsEmpty && results.Drifts.IsEmpty && results.LogLikelihoods.IsEmpty && results.StandardErrorsOfVolatility.IsEmpty)
        {
            return true;
        }

        int start = day - options.WindowDays + 1;
        double u = roots[lane];
        HermiteWeights.At(u, weights);
        int levels = panel.Origin;
        ReadOnlySpan<double> now = panel.Memory.AsSpan(levels + ((day & panel.Mask) * panel.Stride), 2 * Nodes);
        double y = HermiteWeights.Combine(weights, now, now[Nodes..], TMethod.HalfLength);
        double payout = history.PayoutRate * history.HorizonYears;
        if (!results.AssetValues.IsEmpty)
        {
            results.AssetValues[row] = RollingPanel.ExpOf(y) * DebtOf(day) * Math.Exp(payout);
        }

        double time = Rows.Time[day] - Rows.Time[start];
        if (!results.Drifts.IsEmpty)
        {
            ReadOnlySpan<double> then = panel.Memory.AsSpan(levels + ((start & panel.Mask) * panel.Stride), 2 * Nodes);
            double change = y - HermiteWeights.Combine(weights, then, then[Nodes..], TMethod.HalfLength) + (Rows.LogDebt[day] - Rows.LogDebt[start]);
            results.Drifts[row] = (change / time) + (0.5 * volatility * volatility) + history.PayoutRate;
        }

        if (TMethod.IsLikelihood)
        {
            FinishLikelihood(results, options, panel, row, lane, volatility, TMethod.HalfLength);
        }

        return true;
    }

    /// <summary>K in currency units, from E and E / K.</summary>
    private double DebtOf(int day) => Rows.Equity[day] * Rows.InverseRatio[day];

    private void FinishLikelihood(in RollingColumns results, RollingOptions options, RollingPanel panel, int row, int lane, double volatility, double halfLength)
    {
        int returns = options.WindowDays - 1;
        if (!results.StandardErrorsOfVolatility.IsEmpty)
        {
            double information = -slopes[lane] / halfLength * returns;
            results.StandardErrorsOfVolatility[row] = information > 0 ? volatility / Math.Sqrt(information) : double.NaN;
        }

        if (!results.LogLikelihoods.IsEmpty)
        {
            // l + n ln(2 pi)/2 is interpolated from its values and slopes; the values: -n ln sigma - R/(2 sigma^2) - sum of logs.
            Span<double> values = stackalloc double[2 * Nodes];
            for (int k = 0; k < Nodes; k++)
            {
                double value = nodeValues[(lane * Nodes) + k] / ChebyshevNodes.SquaredWeights[k];
                values[k] = -(returns * panel.LogVolatility[k]) - nodeLikelihoods[(lane * Nodes) + k];
                values[Nodes + k] = returns * value;
            }

            results.LogLikelihoods[row] = HermiteWeights.Combine(weights, values, values[Nodes..], halfLength) - (returns * Freeboard.Numerics.StandardNormal.LogSqrtTwoPi);
        }
    }
}
