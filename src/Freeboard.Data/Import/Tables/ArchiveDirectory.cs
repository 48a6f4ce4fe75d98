using System.Buffers.Binary;

namespace Freeboard.Data.Import.Tables;

/// <summary>How large the directory of a zip archive is, read from the archive's end before anybody holds the directory in memory.</summary>
/// <remarks>Source: PKWARE's APPNOTE.TXT, sections 4.3.14 to 4.3.16 (the end records of archives below and above 4 GiB).</remarks>
internal static class ArchiveDirectory
{
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int LargeEndBytes = 56;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Bytes from the first entry of the directory to the archive's end record; null when there is no end record, which a reader will say too.</summary>
    public static long? Bytes(FileStream file)
    {
        long from = Math.Max(0, file.Length - EndBytes - LongestComment - LocatorBytes);
        byte[] tail = new byte[(int)(file.Length - from)];
        file.Position = from;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > tail.Length)
        {
            return null;
        }

        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue && end >= LocatorBytes && tail.AsSpan(end - LocatorBytes).StartsWith("PK\u0006\u0007"u8))
        {
            long place = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(tail.AsSpan(end - LocatorBytes + 8)), long.MaxValue);
            if (place > file.Length - LargeEndBytes)
            {
                return null;
            }

            byte[] large = new byte[LargeEndBytes];
            file.Position = place;
            file.ReadExactly(large);
            start = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(large.AsSpan(48)), long.MaxValue);
        }

        return Math.Max(0, from + end - start);
    }
}
