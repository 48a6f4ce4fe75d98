namespace Freeboard.Migration;

/// <summary>States that lead to one another.</summary>
/// <param name="Kind">What becomes of those in it.</param>
/// <param name="States">The states, ascending.</param>
public sealed record StateClass(StateClassKind Kind, IReadOnlyList<int> States);
