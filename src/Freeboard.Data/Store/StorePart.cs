namespace Freeboard.Data.Store;

/// <summary>What a writer writes to. In PostgreSQL a run may be kept while an import is under way; a SQLite file has one writer for both.</summary>
internal enum StorePart
{
    Schema = 0,
    Runs,
    Facts,
    Monitors,
}
