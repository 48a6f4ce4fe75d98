using Freeboard.Data.Store;
using Freeboard.Services.Doctor;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Store;

/// <summary>Backup, restore and check of a store, for the faces.</summary>
public static class StoreUpkeep
{
    /// <summary>Writes a backup of a store that may be in use.</summary>
    /// <param name="store">Its address.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <returns>What the backup holds.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read, or the file not written.</exception>
    public static KeptBackup Backup(string store, string path, CancellationToken cancellationToken = default) =>
        RunArchive.Named(() => Of(StoreBackup.Write(StoreAddress.Parse(store), path, cancellationToken), "backup"));

    /// <summary>Makes a store from a backup where there is none.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="store">Address of the store to be.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <returns>What the backup held.</returns>
    /// <exception cref="RunArchiveException">The backup is damaged or of another kind of database, or there is a store already.</exception>
    public static KeptBackup Restore(string path, string store, CancellationToken cancellationToken = default) =>
        RunArchive.Named(() => Of(StoreBackup.Restore(path, StoreAddress.Parse(store), cancellationToken), "restore"));

    /// <summary>Looks whether a store is what its writers left.</summary>
    /// <param name="store">Its address.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was looked at and found.</returns>
    /// <exception cref="RunArchiveException">There is no store, or it cannot be opened.</exception>
    public static StoreVerdict Check(string store, CancellationToken cancellationToken = default) => RunArchive.Named(() =>
    {
        (int version, IReadOnlyList<StoreFinding> findings) = StoreCheck.Run(StoreAddress.Parse(store), cancellationToken);
        return new StoreVerdict(version, [.. findings.Select(static f => new StoreRemark(f.Check, f.Sound, f.Detail))]);
    });

    private static KeptBackup Of(BackupSummary summary, string work)
    {
        EngineMeters.BackedUp(work);
        return new(summary.Kind == StoreKind.Sqlite ? "sqlite" : "postgres", summary.SchemaVersion, summary.Tables, summary.Rows, summary.Bytes, summary.Sha256);
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="SchemaVersion">Version of the store's schema.</param>
/// <param name="Tables">Number of tables.</param>
/// <param name="Rows">Rows of all tables together.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
public sealed record KeptBackup(string Database, int SchemaVersion, int Tables, long Rows, long Bytes, string Sha256);

/// <summary>What a check of a store found.</summary>
/// <param name="SchemaVersion">Version of the store's schema.</param>
/// <param name="Remarks">What was looked at, in a fixed order.</param>
public sealed record StoreVerdict(int SchemaVersion, IReadOnlyList<StoreRemark> Remarks)
{
    /// <summary>Whether everything is as it should be.</summary>
    public bool Sound => Remarks.All(static remark => remark.Sound);
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">A word for it.</param>
/// <param name="Sound">Whether it is as it should be.</param>
/// <param name="Detail">What was found.</param>
public sealed record StoreRemark(string Check, bool Sound, string Detail);
