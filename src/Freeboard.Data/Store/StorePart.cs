namespace Freeboard.Data.Store;

/// <summary>What a writer writes to. In PostgreSQL a run may be kept, and a user sign in, while an import is under way; a SQLite file has one writer for all.</summary>
internal enum StorePart
{
    Schema = 0,
    Runs,
    Facts,
    Monitors,
    Access,
}
