using Freeboard.Provenance;

namespace Freeboard.Services.Tables;

/// <summary>What a command made of a table: rows to print, or the errors that rejected it.</summary>
/// <param name="Rows">The rows; null when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
/// <param name="Unanswered">Rows without an answer; their status says why.</param>
public sealed record TableOutcome(OutputTable? Rows, IReadOnlyList<RowError> Errors, int ErrorCount, int Unanswered);
