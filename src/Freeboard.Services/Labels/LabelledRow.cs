using Freeboard.Assessment;

namespace Freeboard.Services.Labels;

/// <summary>An assessed row with its answer.</summary>
/// <param name="Row">The row.</param>
/// <param name="Distance">The distance judged.</param>
/// <param name="HasEvent">Whether the event came within the horizon.</param>
/// <param name="EventDate">Day of the firm's next event after the row, however far; null when none was seen.</param>
/// <param name="FollowedUntil">Last day on which the firm's event would have been seen.</param>
public readonly record struct LabelledRow(AssessmentRow Row, double Distance, bool HasEvent, DateOnly? EventDate, DateOnly FollowedUntil);
