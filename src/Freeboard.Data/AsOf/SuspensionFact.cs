namespace Freeboard.Data.AsOf;

/// <summary>A day on which a firm did not trade though its exchange was open, or on which it resumed.</summary>
/// <param name="Firm">Firm code.</param>
/// <param name="Date">The day.</param>
/// <param name="Resumes">False: suspended on the day; true: trading resumes on the day.</param>
/// <param name="KnownOn">The day on which it became known; used on days strictly after it.</param>
/// <param name="Source">The file it came from.</param>
public sealed record SuspensionFact(string Firm, DateOnly Date, bool Resumes, DateOnly KnownOn, string Source);
