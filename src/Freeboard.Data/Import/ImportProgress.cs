namespace Freeboard.Data.Import;

/// <summary>How far an import has come.</summary>
/// <param name="File">The file being read, relative to the folder.</param>
/// <param name="FilesDone">Files finished.</param>
/// <param name="FilesTotal">Files to read.</param>
/// <param name="RowsRead">Data rows read so far in all files.</param>
public sealed record ImportProgress(string File, int FilesDone, int FilesTotal, long RowsRead)
{
    /// <summary>Bytes of the files finished, as they lie on the disk.</summary>
    public long BytesDone { get; init; }

    /// <summary>Bytes of all files; 0 when not known.</summary>
    public long BytesTotal { get; init; }
}
