using System.Security.Cryptography;
using System.Text;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Monitoring;

/// <summary>Digests as files of a folder: <c>ID.json</c>, <c>ID.txt</c>, and a page <c>ID.html</c> where one can be drawn; each whole or not at all, the same bytes when it is written again.</summary>
public sealed class DigestFolder : IDigestTarget
{
    private readonly string folder;
    private readonly Func<MonitorDigest, CancellationToken, Task<string>>? page;

    /// <summary>Makes the target.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="page">Draws the page; null for none.</param>
    public DigestFolder(string folder, Func<MonitorDigest, CancellationToken, Task<string>>? page = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        this.folder = Path.GetFullPath(folder);
        this.page = page;
        Key = "folder:" + this.folder;
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public async Task<DeliveryReceipt> DeliverAsync(MonitorDigest digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(digest);
        try
        {
            Directory.CreateDirectory(folder);
            if (page is not null)
            {
                Put(digest.Id + ".html", await page(digest, cancellationToken).ConfigureAwait(false));
            }

            // The JSON file comes last: where it is, the others are.
            Put(digest.Id + ".txt", MonitorText.Write(digest));
            Put(digest.Id + ".json", MonitorDigestJson.Write(digest));
            return new DeliveryReceipt(true, "");
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            return new DeliveryReceipt(false, FileFault.ReasonOf(exception));
        }
    }

    private void Put(string name, string text)
    {
        string path = Path.Combine(folder, name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(path) && SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(SHA256.HashData(bytes)))
        {
            return;
        }

        WholeFile.Write(path, bytes);
    }
}
