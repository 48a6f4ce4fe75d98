using Freeboard.Provenance;

namespace Freeboard.Services.Validate;

/// <summary>A validation, or why there is none.</summary>
public sealed record ValidationOutcome
{
    /// <summary>The report; null when the input was rejected.</summary>
    public ValidationReport? Report { get; init; }

    /// <summary>Errors of the input, the first thousand; rows set aside when the caller keeps going.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    internal static ValidationOutcome Refused(IReadOnlyList<RowError> errors, int count) => new() { Errors = errors, ErrorCount = count };
}
