using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Services.Tables;

/// <summary>One hash over the cells of rows, the same in every format: each cell's UTF-8 followed by byte 1F, each row by byte 1E.</summary>
internal sealed class RowsHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(string[] row)
    {
        foreach (string cell in row)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(cell));
            hash.AppendData([0x1F]);
        }

        hash.AppendData([0x1E]);
    }

    /// <summary>SHA-256 of the rows so far, in lower-case hexadecimal digits; it begins anew then.</summary>
    public string Take() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
