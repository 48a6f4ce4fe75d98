using System.Numerics;
using System.Runtime.CompilerServices;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <content>The roots of a group of days, panel by panel.</content>
internal sealed partial class RollingEngine
{
    private int Solve<T, TMethod>(in EquityWindow history, in RollingColumns results, RollingOptions options, int block, int first, int pending, int guess, int lastPanel, double lastRoot)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        double spacing = 2 * CellEdge * TMethod.HalfLength;
        int lowest = lowestPanel;
        int highest = highestPanel;
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
            found.Cells = CellsOf<TMethod>(found, horizonYears);
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
            int source = (((lanes >> lane) & 1) != 0 ? lane : any) * Nodes;
            ref double target = ref equations[lane];
            ref double value = ref nodeValues[source];
            ref double slope = ref nodeSlopes[source];
            for (int k = 0; k < Nodes; k++)
            {
                Unsafe.Add(ref target, k * Group) = Unsafe.Add(ref value, k);
                Unsafe.Add(ref target, (Nodes + k) * Group) = Unsafe.Add(ref slope, k);
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
}
