namespace Freeboard.Data.Import;

/// <summary>Progress and cancellation of an import, asked for every few thousand rows.</summary>
internal sealed class ImportStep(IProgress<ImportProgress>? progress, int filesTotal, CancellationToken cancellationToken)
{
    private const int RowsPerReport = 8192;
    private long rowsRead;
    private int filesDone;
    private string file = "";

    private long bytesDone;
    private Func<long>? position;

    /// <summary>Bytes of all files; 0 when not known.</summary>
    public long BytesTotal { get; init; }

    public void StartFile(string name, Func<long>? bytesRead = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        file = name;
        position = bytesRead;
        Report();
    }

    public void Row()
    {
        if (++rowsRead % RowsPerReport == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Report();
        }
    }

    public void FinishFile(long bytes = 0)
    {
        filesDone++;
        bytesDone += bytes;
        position = null;
        Report();
    }

    private void Report() => progress?.Report(new ImportProgress(file, filesDone, filesTotal, rowsRead) { BytesDone = bytesDone + (position?.Invoke() ?? 0), BytesTotal = BytesTotal });
}
