namespace Freeboard.Services.Import;

/// <summary>An import in a store, in a line.</summary>
/// <param name="Import">Its number.</param>
/// <param name="Source">The source that was named, or the word recognised.</param>
/// <param name="Facts">Number of facts.</param>
/// <param name="Files">Number of files.</param>
/// <param name="Rows">Rows of the files.</param>
/// <param name="Undone">Whether it was undone: its facts are kept and not seen.</param>
/// <param name="ContentHash">SHA-256 of its facts, files and settings.</param>
/// <param name="FinishedAt">When it was committed.</param>
public sealed record KeptImport(int Import, string Source, long Facts, int Files, long Rows, bool Undone, string ContentHash, DateTimeOffset FinishedAt);
