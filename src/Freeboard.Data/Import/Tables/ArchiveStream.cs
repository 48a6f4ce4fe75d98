using System.IO.Compression;

namespace Freeboard.Data.Import.Tables;

/// <summary>The bytes of an archive's entry; closing them closes the archive.</summary>
internal sealed class ArchiveStream : Stream
{
    private readonly ZipArchive archive;
    private readonly Stream entry;

    private ArchiveStream(ZipArchive archive, Stream entry)
    {
        this.archive = archive;
        this.entry = entry;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static ArchiveStream Open(string path, string entryName)
    {
        FileStream file = SourceFile.OpenFile(path);
        ArchiveStream? opened = null;
        try
        {
            ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: false);
            ZipArchiveEntry entry = archive.GetEntry(entryName) ?? throw new InvalidDataException($"the entry '{entryName}' is gone");
            opened = new ArchiveStream(archive, entry.Open());
            return opened;
        }
        finally
        {
            if (opened is null)
            {
                file.Dispose();
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => entry.Read(buffer);

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            entry.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
