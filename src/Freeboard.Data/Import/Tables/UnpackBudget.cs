namespace Freeboard.Data.Import.Tables;

/// <summary>Counts unpacked bytes against the limits while a packed file is being read.</summary>
/// <param name="packedBytes">Packed bytes the unpacked ones come from.</param>
/// <param name="maximumBytes">Unpacked bytes allowed in all.</param>
/// <param name="limits">The ratio allowed.</param>
internal sealed class UnpackBudget(long packedBytes, long maximumBytes, FileLimits limits)
{
    private long unpacked;

    /// <summary>Counts bytes; false when a limit is passed.</summary>
    public bool Take(int bytes)
    {
        unpacked += bytes;
        return unpacked <= maximumBytes && !TooDense;
    }

    public void Report(string name, ImportLog log)
    {
        string reason = TooDense
            ? FormattableString.Invariant($"it unpacks to more than {limits.MaximumRatio:0} times its size")
            : FormattableString.Invariant($"it unpacks to more than {maximumBytes >> 20} MiB");
        log.FileError(name, "ARCHIVE-TOO-LARGE", reason, "Unpack it yourself, look at it, and import the plain files");
    }

    private bool TooDense => unpacked > limits.RatioFreeBytes && unpacked > limits.MaximumRatio * Math.Max(1, packedBytes);
}
