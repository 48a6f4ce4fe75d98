using System.Text;

namespace Freeboard.Services.Tables;

/// <summary>A small file, whole or not at all: written beside its place, flushed to the disk, moved there last.</summary>
public static class WholeFile
{
    private const string PartialEnding = ".partial";

    /// <summary>Writes bytes; what stood at the place is there still when this fails, and nothing is left beside it.</summary>
    /// <param name="path">The place.</param>
    /// <param name="bytes">All of the file.</param>
    /// <exception cref="IOException">The folder is missing, the disk is full or fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        // A name of its own: two processes that write the same file must not write into one another.
        string partial = path + "." + Path.GetRandomFileName() + PartialEnding;
        try
        {
            using (FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            // A folder that is not there holds nothing to be removed.
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte-order mark; see <see cref="Write"/>.</summary>
    /// <param name="path">The place.</param>
    /// <param name="text">All of the file.</param>
    public static void WriteText(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));
}
