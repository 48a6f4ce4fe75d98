namespace Freeboard.Data.AsOf;

/// <summary>A firm goes on under another code: its history belongs to the new one.</summary>
/// <param name="OldFirm">Code until the day before.</param>
/// <param name="NewFirm">Code from the day on.</param>
/// <param name="From">First day of the new code.</param>
/// <param name="KnownOn">The day on which it became known.</param>
/// <param name="Source">The file it came from.</param>
public sealed record CodeChangeFact(string OldFirm, string NewFirm, DateOnly From, DateOnly KnownOn, string Source);
