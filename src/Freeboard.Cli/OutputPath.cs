namespace Freeboard.Cli;

/// <summary>What a path of an output may be.</summary>
internal static class OutputPath
{
    /// <summary>Whether a path names a device: a file moved onto one takes its place, and as root /dev/null would be gone for every program.</summary>
    public static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
