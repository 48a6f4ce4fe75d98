using Freeboard.Migration;
using Freeboard.Services.Migration;

namespace Freeboard.Services.Studies;

/// <summary>Transitions to fit: a table of states, or the EDFs of a run, and what is asked of them.</summary>
public sealed record MigrationStudy
{
    /// <summary>Most bytes of a table.</summary>
    public const int MostBytes = 32 << 20;

    /// <summary>Name of the table; empty when the states are bands of a run's EDFs.</summary>
    /// <value>The default value is empty.</value>
    public string Name { get; init; } = "";

    /// <summary>The table, byte by byte; empty when the states come from a run.</summary>
    /// <value>The default value is empty.</value>
    public byte[] Table { get; init; } = [];

    /// <summary>The run; empty when there is a table.</summary>
    /// <value>The default value is empty.</value>
    public string RunId { get; init; } = "";

    /// <summary>The estimator.</summary>
    /// <value>The default value is <see cref="MigrationMethod.Cohort"/>.</value>
    public MigrationMethod Method { get; init; } = MigrationMethod.Cohort;

    /// <summary>Length of a period, months, 1 to 600.</summary>
    /// <value>The default value is 12.</value>
    public int PeriodMonths { get; init; } = 12;

    /// <summary>States from the best to the worst, for a table; empty for natural order.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Whether a row of the table says where the obligor was seen that day, rather than that it changed.</summary>
    /// <value>The default value is false.</value>
    public bool Snapshots { get; init; }

    /// <summary>Why the settings cannot be used: a stable word; null when they can.</summary>
    public string? Fault() =>
        PeriodMonths is < 1 or > 600 ? "period"
        : States.Distinct(StringComparer.Ordinal).Count() != States.Count || States.Any(static state => state.Length == 0) || States.Count is 1 or > 100 ? "states"
        : null;

    /// <summary>What the fit is asked for.</summary>
    internal MigrationFitOptions Options() => new()
    {
        Method = Method,
        PeriodMonths = PeriodMonths,
        States = RunId.Length > 0 ? [] : States,
        History = Snapshots || RunId.Length > 0 ? HistoryKind.Snapshots : HistoryKind.Changes,
    };
}
