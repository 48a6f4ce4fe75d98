using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>A firm's history made ready for rolling: the days that have figures, in units of the discounted default point, cut into calendar blocks.</summary>
internal sealed class RollingRows
{
    private const double LargestRatio = 1e30;
    private const double SmallestRatio = 1e-200;
    private const double LargestExponent = 300;
    private const int EraBits = 9;

    /// <summary>Number of usable days.</summary>
    internal int Count { get; private set; }

    /// <summary>Number of blocks.</summary>
    internal int Blocks { get; private set; }

    /// <summary>Place of each usable day in the caller's columns.</summary>
    internal int[] Source = [];

    /// <summary>E, currency units.</summary>
    internal double[] Equity = [];

    /// <summary>E / K with K = D exp(-rT).</summary>
    internal double[] Ratio = [];
    internal double[] InverseRatio = [];
    internal double[] LogRatio = [];
    internal double[] LogDebt = [];
    internal double[] Time = [];

    /// <summary>1 / (length of the return that ends on this day), per year.</summary>
    internal double[] InverseGap = [];

    /// <summary>Half the logarithm of that length.</summary>
    internal double[] HalfLogGap = [];

    /// <summary>How many days up to this one brought a change of the equity value.</summary>
    internal int[] Moves = [];

    /// <summary>The last day up to this one whose figures cannot be used although they are there; -1 for none.</summary>
    internal int[] LastBad = [];

    /// <summary>First day of each block, and after the last block the number of days.</summary>
    internal int[] BlockStart = [];

    /// <summary>The cell of <see cref="InverseCells"/> in which each day's ln(E/K) lies.</summary>
    internal int[] Cell = [];

    /// <summary>Where in it, from -1 to 1.</summary>
    internal double[] Place = [];

    /// <summary>Blocks with which an era of 512 calendar days starts: there the search forgets where it was.</summary>
    internal bool[] StartsEra = [];

    /// <summary>The block of each day.</summary>
    internal int[] BlockOf = [];

    /// <summary>Days without debt.</summary>
    internal bool[] NoDebt = [];

    /// <summary>Why a bad day is bad.</summary>
    internal EstimationStatus[] BadStatus = [];

    /// <summary>Reads a history. Days on which a figure is NaN are left out.</summary>
    internal void Read<T>(in EquityWindow history, ReadOnlySpan<DateOnly> dates, int blockBits)
        where T : struct, ILane<T>
    {
        int rows = history.Times.Length;
        Reserve(rows);
        double horizon = history.HorizonYears;
        int count = 0;
        int blocks = 0;
        int block = int.MinValue;
        int era = int.MinValue;
        int moves = 0;
        int lastBad = -1;
        for (int row = 0; row < rows; row++)
        {
            double equity = history.EquityValues[row];
            double debt = history.DefaultPoints[row];
            double rate = history.RiskFreeRates[row] * horizon;
            double time = history.Times[row];
            if (double.IsNaN(equity) || double.IsNaN(debt) || double.IsNaN(rate) || double.IsNaN(time))
            {
                continue;
            }

            double gap = count == 0 ? 1 : time - Time[count - 1];
            EstimationStatus status = Judge(equity, debt, rate, gap);
            if (status != EstimationStatus.Converged)
            {
                // A stand-in keeps the arithmetic going; every window that holds this day is refused.
                (equity, debt, rate) = (1, 1, 0);
                lastBad = count;
            }

            NoDebt[count] = debt == 0;
            if (debt * LargestRatio < equity)
            {
                // A debt of 1e-30 of the equity is no debt to sixteen digits, and keeps ln(V/K) a number.
                (debt, rate) = (equity / LargestRatio, 0);
            }

            gap = gap > 0 && double.IsFinite(gap) ? gap : 1;
            moves += count > 0 && equity != Equity[count - 1] ? 1 : 0;
            Source[count] = row;
            Equity[count] = equity;
            LogDebt[count] = debt;
            LogRatio[count] = -rate;
            Time[count] = time;
            InverseGap[count] = 1 / gap;
            HalfLogGap[count] = gap;
            Moves[count] = moves;
            LastBad[count] = lastBad;
            BadStatus[count] = status;
            int number = dates.IsEmpty ? row : dates[row].DayNumber;
            int own = number >> blockBits;
            if (own != block)
            {
                StartsEra[blocks] = number >> EraBits != era;
                era = number >> EraBits;
                BlockStart[blocks++] = count;
                block = own;
            }

            BlockOf[count] = blocks - 1;
            count++;
        }

        Count = count;
        Blocks = blocks;
        BlockStart[blocks] = count;
        TakeLogarithms<T>();
    }

    private static EstimationStatus Judge(double equity, double debt, double rate, double gap)
    {
        if (!(equity > 0 && double.IsFinite(equity) && debt >= 0 && double.IsFinite(debt) && double.IsFinite(rate) && gap > 0 && double.IsFinite(gap)))
        {
            return EstimationStatus.InvalidInput;
        }

        // The usual day, without the exponential.
        if (equity is > 1e-100 and < 1e100 && debt is > 1e-90 and < 1e90 && Math.Abs(rate) < 10)
        {
            return EstimationStatus.Converged;
        }

        bool representable = double.IsNormal(equity) && (debt == 0 || double.IsNormal(debt)) && Math.Abs(rate) <= LargestExponent
            && equity / debt * Math.Exp(rate) > SmallestRatio && equity < double.MaxValue / 4 && equity > 1e-270;
        return representable ? EstimationStatus.Converged : EstimationStatus.Underflow;
    }

    /// <summary>Until here LogDebt holds D, LogRatio -rT and HalfLogGap the gap.</summary>
    private void TakeLogarithms<T>()
        where T : struct, ILane<T>
    {
        for (int i = 0; i < Count; i += T.Width)
        {
            T equity = T.Load(ref Equity[0], i);
            T debt = T.Load(ref LogDebt[0], i);
            T rate = T.Load(ref LogRatio[0], i);
            T ratio = equity / (debt * LaneFunctions.Exp(rate));
            T logDebt = LaneFunctions.Log(debt) + rate;
            T.Store(ratio, ref Ratio[0], i);
            T.Store(T.All(1) / ratio, ref InverseRatio[0], i);
            T.Store(LaneFunctions.Log(ratio), ref LogRatio[0], i);
            T.Store(logDebt, ref LogDebt[0], i);
            T.Store(T.All(0.5) * LaneFunctions.Log(T.Load(ref HalfLogGap[0], i)), ref HalfLogGap[0], i);
        }

        for (int i = 0; i < Count; i++)
        {
            Cell[i] = InverseCells.CellOf(LogRatio[i], out Place[i]);
        }
    }

    private void Reserve(int rows)
    {
        int size = rows + 16;
        if (Source.Length >= size)
        {
            return;
        }

        (Source, Moves, LastBad, BlockStart, BlockOf, Cell) = (new int[size], new int[size], new int[size], new int[size], new int[size], new int[size]);
        (Equity, Ratio, InverseRatio, LogRatio, LogDebt) = (new double[size], new double[size], new double[size], new double[size], new double[size]);
        (Time, InverseGap, HalfLogGap, Place) = (new double[size], new double[size], new double[size], new double[size]);
        (NoDebt, StartsEra, BadStatus) = (new bool[size], new bool[size], new EstimationStatus[size]);
    }
}
