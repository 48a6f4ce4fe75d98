using System.Runtime.CompilerServices;
using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Rolling;

/// <summary>Checks a call and sends it to the widest lanes of the processor.</summary>
internal static class RollingCalls
{
    private const int CacheLine = 64;
    private const int StackStep = 16;

    internal static int Run<TMethod>(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions options)
        where TMethod : struct, IRollingMethod
    {
        Check(history, dates, results);
        return OnStack<TMethod>(history, dates, results, options, 0);
    }

    /// <summary>Runs with a stack pointer that is the same in every process and thread.</summary>
    /// <param name="history">Days.</param>
    /// <param name="dates">Dates or nothing.</param>
    /// <param name="results">Columns.</param>
    /// <param name="options">Settings.</param>
    /// <param name="offset">Bytes off a cache line, 0, 16, 32 or 48; only measurements ask for another than 0.</param>
    /// <remarks>A saved register of 64 bytes crosses a cache line or not as chance has placed the thread's stack, a third of the speed; the pad removes the chance.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    internal static unsafe int OnStack<TMethod>(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions options, int offset)
        where TMethod : struct, IRollingMethod
    {
        byte* probe = stackalloc byte[StackStep];
        nint pad = ((nint)probe - offset) & (CacheLine - 1);
        byte* padding = stackalloc byte[(int)pad + StackStep];
        padding[0] = 0;
        return OnLanes<TMethod>(history, dates, results, options);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OnLanes<TMethod>(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results, RollingOptions options)
        where TMethod : struct, IRollingMethod
    {
        RollingEngine engine = RollingEngine.OfThread;
        if (Lane8.IsSupported)
        {
            return engine.Run<Lane8, TMethod>(history, dates, results, options);
        }

        return Lane4.IsSupported
            ? engine.Run<Lane4, TMethod>(history, dates, results, options)
            : engine.Run<Lane2, TMethod>(history, dates, results, options);
    }

    internal static void Check(in EquityWindow history, ReadOnlySpan<DateOnly> dates, in RollingColumns results)
    {
        int rows = history.Times.Length;
        if (history.EquityValues.Length != rows || history.DefaultPoints.Length != rows || history.RiskFreeRates.Length != rows || (!dates.IsEmpty && dates.Length != rows))
        {
            throw new ArgumentException("The columns of a history must have one length.", nameof(history));
        }

        for (int row = 1; row < dates.Length; row++)
        {
            if (dates[row] <= dates[row - 1])
            {
                throw new ArgumentException($"Dates must ascend; row {row} does not.", nameof(dates));
            }
        }

        if (results.Statuses.Length < rows || results.AssetVolatilities.Length < rows
            || TooShort(results.AssetValues, rows) || TooShort(results.Drifts, rows)
            || TooShort(results.StandardErrorsOfVolatility, rows) || TooShort(results.LogLikelihoods, rows))
        {
            throw new ArgumentException($"A result column is shorter than the history of {rows} days.", nameof(results));
        }

        if (!(history.HorizonYears > 0 && double.IsFinite(history.HorizonYears)))
        {
            throw new ArgumentOutOfRangeException(nameof(history), history.HorizonYears, "The horizon must be finite and positive.");
        }

        if (!(Math.Abs(history.PayoutRate * history.HorizonYears) <= 300))
        {
            throw new ArgumentOutOfRangeException(nameof(history), history.PayoutRate, "The payout rate times the horizon must lie within 300.");
        }
    }

    private static bool TooShort(Span<double> column, int rows) => !column.IsEmpty && column.Length < rows;
}
