namespace Freeboard.Reporting.Report;

/// <summary>A list of firms that a report is about.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Absent">Codes of it that the run has no rows of.</param>
/// <param name="Sheets">How many of its firms, riskiest first, stand on the page whole.</param>
public sealed record WatchSubject(string Name, IReadOnlyList<string> Absent, int Sheets);
