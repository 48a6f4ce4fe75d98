using System.IO.Compression;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Imports;

/// <summary>What packed uploads unpack to, counted before a job takes them: entries as the archive lists them, bytes as they really come out, not as the archive says. Nothing is kept while counting.</summary>
internal static class Archives
{
    // Deflate packs no more than this many bytes into one.
    private const int DensestRatio = 1032;

    /// <summary>Checks one uploaded file against what is left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="serve">The limits.</param>
    /// <param name="left">Unpacked bytes that the upload may still have.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="BadHttpRequestException">It unpacks to too much, or has too many entries.</exception>
    public static async Task<long> CheckAsync(string path, string name, ServeOptions serve, long left, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        byte[] start = new byte[4];
        int read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        bool zip = read == 4 && start is [(byte)'P', (byte)'K', 3, 4];
        bool gzip = read >= 2 && start is [0x1F, 0x8B, ..];
        if (!zip && !gzip)
        {
            return left - file.Length >= 0 ? left - file.Length : throw TooLarge(name, serve);
        }

        try
        {
            if (gzip)
            {
                await using GZipStream unpacked = new(file, CompressionMode.Decompress);
                return await CountAsync(unpacked, name, serve, left, cancellationToken);
            }

            using ZipArchive archive = new(file, ZipArchiveMode.Read);
            if (archive.Entries.Count > serve.MaximumArchiveEntries)
            {
                throw new RefusedRequestException(FormattableString.Invariant($"'{name}' has {archive.Entries.Count} entries, more than {serve.MaximumArchiveEntries}. Send it in parts."), StatusCodes.Status413PayloadTooLarge);
            }

            if (file.Length * DensestRatio <= left && archive.Entries.Sum(static e => e.Length) <= left)
            {
                // Even a liar cannot unpack to more.
                return left - archive.Entries.Sum(static e => e.Length);
            }

            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                await using Stream unpacked = entry.Open();
                left = await CountAsync(unpacked, name, serve, left, cancellationToken);
            }

            return left;
        }
        catch (InvalidDataException)
        {
            // A broken archive is refused by the import, with its own code and cure.
            return left;
        }
    }

    private static async Task<long> CountAsync(Stream unpacked, string name, ServeOptions serve, long left, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await unpacked.ReadAsync(buffer, cancellationToken)) > 0)
        {
            left -= read;
            if (left < 0)
            {
                throw TooLarge(name, serve);
            }
        }

        return left;
    }

    private static RefusedRequestException TooLarge(string name, ServeOptions serve) =>
        new(FormattableString.Invariant($"The upload unpacks to more than {serve.MaximumUnpackedBytes >> 20} MiB ('{name}' passes it). Send it in parts, or serve with --max-unpacked-mb."), StatusCodes.Status413PayloadTooLarge);
}
