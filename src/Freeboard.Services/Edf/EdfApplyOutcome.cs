using Freeboard.Provenance;

namespace Freeboard.Services.Edf;

/// <summary>Rows with their frequencies, or the errors of the table.</summary>
public sealed record EdfApplyOutcome
{
    /// <summary>Errors of the table, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Columns written.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Cells of each row; empty ones where there is no number.</summary>
    public IReadOnlyList<string[]> Rows { get; init; } = [];

    /// <summary>Rows without a frequency.</summary>
    public int WithoutValue { get; init; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
