using System.Security.Cryptography;
using Freeboard.Data.KeptFiles;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.KeptFiles;

/// <summary>What a kept file is for.</summary>
public enum KeptFileKind
{
    /// <summary>Series of the economy.</summary>
    Series = 0,

    /// <summary>Scenarios of the economy.</summary>
    Scenarios,

    /// <summary>Rules of a monitor; its name is the monitor's.</summary>
    Rules,

    /// <summary>The watchlist that a monitor keeps to: its owner and its name, each on a line.</summary>
    RulesWatchlist,
}

/// <summary>A kept file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="KeptBy">The account that gave it.</param>
public sealed record KeptFile(string Name, string Sha256, long Bytes, DateTimeOffset KeptAt, string KeptBy);

/// <summary>Files of a store that pages use again, shared by all accounts.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
/// <param name="clock">Tells when a file was kept; no result depends on it.</param>
public sealed class KeptFileBook(string store, TimeProvider clock) : IDisposable
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 120;

    /// <summary>Most bytes of a file: a store is no archive of files.</summary>
    public const int MostBytes = 16 << 20;

    private readonly StorePool<KeptFileStore> pool = new(() => KeptFileStore.Open(store));

    /// <summary>The files of a kind, by name.</summary>
    /// <param name="kind">What they are for.</param>
    public IReadOnlyList<KeptFile> List(KeptFileKind kind) => Use<IReadOnlyList<KeptFile>>(s => [.. s.List(WordOf(kind)).Select(Of)]);

    /// <summary>The content of a file; null when there is none.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name.</param>
    public byte[]? Content(KeptFileKind kind, string name) => Use(s => s.Find(WordOf(kind), name)?.Content);

    /// <summary>Keeps a file; what the name held before is gone.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name, 1 to <see cref="LongestName"/> characters.</param>
    /// <param name="content">Its bytes, at most <see cref="MostBytes"/>.</param>
    /// <param name="owner">The account that gives it.</param>
    /// <returns>The file as it is kept.</returns>
    /// <exception cref="ArgumentException">The name or the length is out of its bounds.</exception>
    public KeptFile Keep(KeptFileKind kind, string name, byte[] content, string owner)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        if (name.Length is < 1 or > LongestName || name.Any(char.IsControl) || content.Length > MostBytes)
        {
            throw new ArgumentException($"A kept file has a name of 1 to {LongestName} characters and at most {MostBytes} bytes.", nameof(name));
        }

        KeptFileRecord file = new(WordOf(kind), name, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, clock.GetUtcNow(), owner);
        return Use(s =>
        {
            s.Keep(file, content);
            return Of(file);
        });
    }

    /// <summary>Takes a file out.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <returns>False when there is none.</returns>
    public bool Delete(KeptFileKind kind, string name) => Delete(kind, name, static _ => true);

    /// <summary>Takes a file out if it is as it is thought to be.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="fits">Told the file; whether it may be taken out. Asked while nobody else can change it.</param>
    /// <returns>False when there is none, or it does not fit.</returns>
    public bool Delete(KeptFileKind kind, string name, Func<KeptFile, bool> fits)
    {
        ArgumentNullException.ThrowIfNull(fits);
        return Use(s => s.Delete(WordOf(kind), name, file => fits(Of(file))));
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private static KeptFile Of(KeptFileRecord file) => new(file.Name, file.Sha256, file.Bytes, file.KeptAt, file.KeptBy);

    private static string WordOf(KeptFileKind kind) => kind switch
    {
        KeptFileKind.Series => "macro-series",
        KeptFileKind.Scenarios => "macro-scenarios",
        KeptFileKind.Rules => "monitor-rules",
        _ => "monitor-watchlist",
    };

    private T Use<T>(Func<KeptFileStore, T> work) => pool.Use(work);
}
