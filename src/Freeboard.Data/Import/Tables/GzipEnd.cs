using System.Buffers.Binary;

namespace Freeboard.Data.Import.Tables;

/// <summary>Whether a gzip file has its end: the runtime reads one that was cut short as if it ended there.</summary>
internal static class GzipEnd
{
    /// <summary>The last four bytes state the length of the last member, which is the whole where there is one member only.</summary>
    public static bool IsWhole(string path, long unpacked)
    {
        using FileStream file = SourceFile.OpenFile(path);
        if (file.Length < 18)
        {
            return false;
        }

        byte[] end = new byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(end);
        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(end);
        return stated == unchecked((uint)unpacked) || (stated < unpacked && HasSecondMember(file));
    }

    private static bool HasSecondMember(FileStream file)
    {
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        file.Position = 10;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            int length = kept + read;
            for (int i = 0; i + 10 <= length; i++)
            {
                // A member's head: magic, deflate, known flags, and an extra flag and system that writers use.
                if (buffer[i] == 0x1F && buffer[i + 1] == 0x8B && buffer[i + 2] == 8 && buffer[i + 3] < 0x20 && buffer[i + 8] is (0 or 2 or 4) && buffer[i + 9] is (<= 13 or 255))
                {
                    return true;
                }
            }

            kept = Math.Min(9, length);
            Array.Copy(buffer, length - kept, buffer, 0, kept);
        }

        return false;
    }
}
