using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Data.Import.Tables;

/// <summary>What a table is packed in.</summary>
internal enum FileShape
{
    /// <summary>A text of its own.</summary>
    Plain = 0,

    /// <summary>A text packed by gzip.</summary>
    Gzip,

    /// <summary>A text in a zip archive.</summary>
    ArchiveEntry,

    /// <summary>A sheet of a workbook (xlsx).</summary>
    Sheet,
}

/// <summary>Where reading stands in a file; a question that any thread may ask at any time, so that a closed file is no error.</summary>
internal sealed class ReadingPosition
{
    public FileStream? Of { get; set; }

    public long Bytes
    {
        get
        {
            FileStream? file = Of;
            try
            {
                return file is { CanRead: true } ? file.Position : 0;
            }
            catch (ObjectDisposedException)
            {
                return 0;
            }
        }
    }
}

/// <summary>An input table with its hash and encoding found out; its bytes are read once for those and once for its rows.</summary>
internal sealed record SourceFile(string FullPath, string Name, string Sha256, Encoding Encoding, bool IsGbk)
{
    private const int BufferSize = 1 << 16;

    public FileShape Shape { get; init; }

    /// <summary>Name of the entry in an archive or of the sheet in a workbook.</summary>
    public string Entry { get; init; } = "";

    /// <summary>Which sheet of the workbook, from 0.</summary>
    public int SheetIndex { get; init; }

    public char Separator { get; init; } = ',';

    /// <summary>Bytes on the disk that the table is made of; what progress is measured in.</summary>
    public long PackedBytes { get; init; }

    /// <summary>How far the table was read last, in bytes on the disk.</summary>
    public ReadingPosition Position { get; } = new();

    public Stream OpenBytes()
    {
        if (Shape == FileShape.ArchiveEntry)
        {
            return ArchiveStream.Open(FullPath, Entry);
        }

        FileStream file = OpenFile(FullPath);
        Position.Of = file;
        return Shape == FileShape.Gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public ITableReader OpenRows() => Shape == FileShape.Sheet ? new SheetRows(FullPath, SheetIndex, PackedBytes) : new CsvRows(OpenBytes(), this);

    /// <summary>Opens a plain text, or logs why it cannot be read and returns null.</summary>
    public static SourceFile? Open(string fullPath, string name, ImportLog log) =>
        Guarded(name, log, () =>
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            return TextInspection.Of(() => OpenFile(fullPath), name, null, hash, log, FileLimits.Default) is { } text
                ? new SourceFile(fullPath, name, Convert.ToHexStringLower(hash.GetHashAndReset()), text.Encoding, text.IsGbk) { PackedBytes = text.Length }
                : null;
        });

    public static FileStream OpenFile(string fullPath) => new(fullPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);

    /// <summary>Runs what reads a file; a file that the system or its packing does not give is logged, and null returned.</summary>
    public static T? Guarded<T>(string name, ImportLog log, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            log.FileError(name, "ARCHIVE-BROKEN", $"it cannot be unpacked: {FirstLine(e.Message)}", "Fetch or pack the file again");
        }
        catch (IOException e)
        {
            log.FileError(name, "FILE-UNREADABLE", $"the file cannot be read: {FirstLine(e.Message)}", "Close the program that holds it, or check the disk");
        }
        catch (UnauthorizedAccessException)
        {
            log.FileError(name, "FILE-UNREADABLE", "the file may not be read by this user", "Give this user the right to read it");
        }

        return null;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r', '.', ' ');
}
