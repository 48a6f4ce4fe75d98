namespace Freeboard.Data.Store;

/// <summary>What a backup holds.</summary>
/// <param name="Kind">The database that it was taken from, and that it can be restored into.</param>
/// <param name="SchemaVersion">Version of its schema.</param>
/// <param name="Tables">Number of tables.</param>
/// <param name="Rows">Rows of all tables together.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
public sealed record BackupSummary(StoreKind Kind, int SchemaVersion, int Tables, long Rows, long Bytes, string Sha256);
