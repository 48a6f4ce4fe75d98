using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Data.Store;

namespace Freeboard.Data.Access;

/// <summary>The log as a chain: the hash of a line covers the line and the hash before it, so that a line changed, taken out or put in breaks every later one.</summary>
/// <remarks>Lines cut off at the end leave a shorter chain that holds: who must prove that none is missing keeps the last hash elsewhere.</remarks>
internal static class AuditChain
{
    /// <summary>SHA-256 of a line, lower-case hexadecimal. Every field is preceded by its length in bytes, so that no two lines have one text.</summary>
    public static string HashOf(long sequence, AuditEntry entry, string previousHash)
    {
        StringBuilder text = new();
        foreach (string field in (string[])[previousHash, sequence.ToString(CultureInfo.InvariantCulture), StoreText.Of(entry.At), entry.Actor, entry.Action, entry.Subject, entry.Detail])
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Number of the first line that does not fit the lines before it; null when the chain holds.</summary>
    public static long? FirstBreak(IEnumerable<AuditRecord> lines)
    {
        long expected = 1;
        string previous = "";
        foreach (AuditRecord line in lines)
        {
            if (line.Sequence != expected || line.PreviousHash != previous || line.Hash != HashOf(line.Sequence, line.Entry, previous))
            {
                return expected;
            }

            previous = line.Hash;
            expected++;
        }

        return null;
    }
}
