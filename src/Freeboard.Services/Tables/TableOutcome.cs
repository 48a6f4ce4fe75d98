using Freeboard.Provenance;

namespace Freeboard.Services.Tables;

/// <summary>What a command made of a table: rows to print, or the errors that rejected it.</summary>
/// <param name="Rows">The rows; null when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
/// <param name="Unanswered">Rows without an answer; their status says why.</param>
public sealed record TableOutcome(OutputTable? Rows, IReadOnlyList<RowError> Errors, int ErrorCount, int Unanswered)
{
    /// <summary>Files beside the table that the rows depend on, with their hashes.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<InputFile> MoreInputs { get; init; } = [];

    /// <summary>What a reader must know of the rows.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<QualityNote> Notes { get; init; } = [];

    /// <summary>Curves of the pages that the rows alone do not give.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<TableCurve> Curves { get; init; } = [];

    /// <summary>What the command knows beyond its rows, for its page; null where the rows are all.</summary>
    /// <value>The default value is null.</value>
    public object? Detail { get; init; }

    /// <summary>Where the rows came from, where the command itself says so (its JSON has the same run id); null when inputs and options of the command say it.</summary>
    /// <value>The default value is null.</value>
    public RunProvenance? Provenance { get; init; }

    /// <summary>A table that was rejected.</summary>
    /// <param name="errors">Why.</param>
    internal static TableOutcome Rejected(InputErrors errors) => new(null, errors.Listed, errors.Count, 0);
}
