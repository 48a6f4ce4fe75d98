namespace Freeboard.Validation.Sampling;

/// <summary>An event and the non-event that it is compared with.</summary>
/// <param name="EventRow">Row with the event.</param>
/// <param name="ControlRow">Row without it, of the same group.</param>
/// <param name="SizeRatio">Size of the control over size of the event.</param>
public readonly record struct MatchedPair(int EventRow, int ControlRow, double SizeRatio);

/// <summary>A matched sample.</summary>
/// <param name="Pairs">The pairs, by event row.</param>
/// <param name="Unmatched">Event rows for which no control was left in their group within the largest size ratio.</param>
public sealed record MatchedSample(IReadOnlyList<MatchedPair> Pairs, IReadOnlyList<int> Unmatched);
