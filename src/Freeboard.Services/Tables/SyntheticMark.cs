namespace Freeboard.Services.Tables;

/// <summary>Whether a table is made up: a file <c>synthetic.json</c> lies beside it, as beside the synthetic market. Tables of rows do not say it themselves.</summary>
public static class SyntheticMark
{
    /// <summary>Whether the mark lies in the folder of a file.</summary>
    /// <param name="path">The file; "-" for the input of the process, which has no folder.</param>
    public static bool IsBeside(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path != "-" && File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", Sample.SampleDirectory.Marker));
    }
}
