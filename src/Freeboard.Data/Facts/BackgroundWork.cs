namespace Freeboard.Data.Facts;

/// <summary>
/// Work handed over by one thread and done by another, one piece at a time and in order, so that reading and writing overlap.
/// What a piece throws comes out at the next call.
/// </summary>
internal sealed class BackgroundWork : IDisposable
{
    private Task last = Task.CompletedTask;

    /// <summary>Waits for the piece before, then starts this one.</summary>
    public void Start(Action work)
    {
        Wait();
        last = Task.Run(work);
    }

    /// <summary>Waits until all is done.</summary>
    public void Wait() => last.GetAwaiter().GetResult();

    /// <summary>Waits until nothing runs any more; what the last piece threw, an import that is given up need not hear.</summary>
    public void Dispose() => ((IAsyncResult)last).AsyncWaitHandle.WaitOne();
}
