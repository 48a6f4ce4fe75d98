using Freeboard.Provenance;

namespace Freeboard.Services.Migration;

/// <summary>Estimated transitions, or why there are none.</summary>
public sealed record MigrationOutcome
{
    /// <summary>The report; null when the input was rejected.</summary>
    public MigrationReport? Report { get; init; }

    /// <summary>Errors of the input, the first thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    internal static MigrationOutcome Refused(IReadOnlyList<RowError> errors, int count) => new() { Errors = errors, ErrorCount = count };

    internal static MigrationOutcome Refused(string file, string column, string code, string reason, string hint) => Refused([new RowError(file, 0, column, code, reason, hint)], 1);
}
