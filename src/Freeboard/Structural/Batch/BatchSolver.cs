using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Batch;

/// <summary>Solves pinned columns on one thread, with a chosen instruction set and a chosen alignment of the stack.</summary>
internal static unsafe class BatchSolver
{
    /// <summary>Rows between two looks at the cancellation token.</summary>
    internal const int Chunk = 1 << 14;

    private const int CacheLine = 64;
    private const int StackStep = 16;

    /// <summary>The widest instructions of this machine.</summary>
    internal static VectorPath Best =>
        Lanes512.IsSupported ? VectorPath.Avx512 : Lanes256.IsSupported ? VectorPath.Avx2 : VectorPath.Scalar;

    /// <summary>Solves rows.</summary>
    /// <param name="columns">Pinned columns.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="options">Settings.</param>
    /// <param name="path">Instructions; the machine must have them.</param>
    /// <param name="stackOffset">Bytes by which the stack pointer of the kernels is put off a cache line: 0, 16, 32 or 48. Only measurements ask for another than 0.</param>
    /// <param name="cancellationToken">Stops the work between two chunks.</param>
    /// <returns>How many converged.</returns>
    internal static int Solve(in BatchColumns columns, int rows, SolverOptions options, VectorPath path, int stackOffset, CancellationToken cancellationToken)
    {
        int converged = 0;
        for (int first = 0; first < rows; first += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Chunk, rows - first);
            converged += path == VectorPath.Scalar
                ? SolveScalar(columns.From(first), count, options)
                : AlignStack(columns.From(first), count, options, path, stackOffset);
        }

        return converged;
    }

    private static int SolveScalar(in BatchColumns columns, int rows, SolverOptions options)
    {
        int converged = 0;
        for (int i = 0; i < rows; i++)
        {
            converged += columns.SolveScalar(i, options);
        }

        return converged;
    }

    /// <summary>Enters the kernels with a stack pointer that is the same in every process and thread.</summary>
    /// <remarks>
    /// The runtime aligns a frame to 16 bytes. A register of 64 bytes that is saved there crosses a cache line or not as chance has
    /// placed the thread's stack, which made one and the same kernel up to 1.45 times slower. The pad below removes the chance.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static int AlignStack(in BatchColumns columns, int rows, SolverOptions options, VectorPath path, int stackOffset)
    {
        byte* probe = stackalloc byte[StackStep];
        nint pad = ((nint)probe - stackOffset) & (CacheLine - 1);
        byte* padding = stackalloc byte[(int)pad + StackStep];
        padding[0] = 0;
        return Run(columns, rows, options, path);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static int Run(in BatchColumns columns, int rows, SolverOptions options, VectorPath path)
    {
        byte* memory = stackalloc byte[(BatchScratch.Length * sizeof(double)) + CacheLine];
        double* scratch = (double*)(((nint)memory + CacheLine - 1) & ~(nint)(CacheLine - 1));
        return path == VectorPath.Avx512
            ? BlockSolver512.Solve(columns, rows, scratch, options)
            : BlockSolver256.Solve(columns, rows, scratch, options);
    }
}
