namespace Freeboard.Data.Import.Tables;

/// <summary>Counts unpacked bytes against the limits while a packed file is being read.</summary>
/// <param name="packedBytes">Packed bytes the unpacked ones come from.</param>
/// <param name="maximumBytes">Unpacked bytes allowed in all.</param>
/// <param name="limits">The ratio allowed.</param>
internal sealed class UnpackBudget(long packedBytes, long maximumBytes, FileLimits limits)
{
    private long unpacked;
    private long ofEntry;
    private long stated = long.MaxValue;

    /// <summary>Begins an entry. One that says less than it holds would be read for minutes before it is found out, so it is stopped where it should have ended.</summary>
    /// <param name="statedBytes">Unpacked bytes that the archive states for it.</param>
    public void Begin(long statedBytes) => (ofEntry, stated) = (0, statedBytes);

    /// <summary>Counts bytes; false when a limit is passed.</summary>
    public bool Take(int bytes)
    {
        unpacked += bytes;
        ofEntry += bytes;
        return unpacked <= maximumBytes && ofEntry <= stated && !TooDense;
    }

    public void Report(string name, ImportLog log)
    {
        if (ofEntry > stated)
        {
            log.FileError(name, "ARCHIVE-BROKEN", FormattableString.Invariant($"an entry says that it unpacks to {stated} bytes and goes on"), "Fetch or pack the file again");
            return;
        }

        string reason = TooDense
            ? FormattableString.Invariant($"it unpacks to more than {limits.MaximumRatio:0} times its size")
            : FormattableString.Invariant($"it unpacks to more than {maximumBytes >> 20} MiB");
        log.FileError(name, "ARCHIVE-TOO-LARGE", reason, "Unpack it yourself, look at it, and import the plain files");
    }

    private bool TooDense => unpacked > limits.RatioFreeBytes && unpacked > limits.MaximumRatio * Math.Max(1, packedBytes);
}
