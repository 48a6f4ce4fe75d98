namespace Freeboard.Structural.Batch;

/// <summary>One batch on several threads: pieces are taken in any order, and each writes only its own rows.</summary>
internal sealed class ParallelBatch(BatchColumns columns, int rows, SolverOptions options, VectorPath path, int stackOffset)
{
    /// <summary>Rows taken at a time: some 40 microseconds of work, so that no thread waits long for the last piece of another.</summary>
    private const int Piece = 1 << 12;
    private readonly BatchColumns columns = columns;
    private int next;
    private int converged;

    internal int Run(int maximumThreads, CancellationToken cancellationToken)
    {
        int threads = Math.Min(maximumThreads, (rows + BatchSolver.Chunk - 1) / BatchSolver.Chunk);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, threads, parallel, _ => Work(cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return converged;
    }

    private void Work(CancellationToken cancellationToken)
    {
        int solved = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            long first = (long)(Interlocked.Increment(ref next) - 1) * Piece;
            if (first >= rows)
            {
                break;
            }

            int count = (int)Math.Min(Piece, rows - first);
            solved += BatchSolver.Solve(columns.From((nint)first), count, options, path, stackOffset, CancellationToken.None);
        }

        Interlocked.Add(ref converged, solved);
    }
}
