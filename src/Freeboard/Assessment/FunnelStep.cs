namespace Freeboard.Assessment;

/// <summary>How many firms are left after one step from file to figure, on the latest day.</summary>
/// <param name="Name">Stable word for the step: listed, priced, withStatements, validInputs, converged.</param>
/// <param name="Firms">Firms left.</param>
/// <param name="Lost">Firms lost at this step.</param>
/// <param name="Reasons">The statuses that took them, with counts.</param>
public sealed record FunnelStep(string Name, int Firms, int Lost, IReadOnlyList<StatusCount> Reasons);

/// <summary>How many firms ended with a status.</summary>
/// <param name="Status">The status.</param>
/// <param name="Firms">How many.</param>
public sealed record StatusCount(AssessmentStatus Status, int Firms);
