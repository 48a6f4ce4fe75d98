namespace Freeboard.Validation.Discrimination;

/// <summary>How well a score tells events apart that lie up to so many months ahead.</summary>
/// <param name="Months">The horizon in months.</param>
/// <param name="LeftOut">Rows whose follow-up ended before the horizon without the event: whether it would have followed is not known.</param>
/// <param name="Area">Area under the ROC curve with its interval.</param>
public sealed record PowerAtHorizon(double Months, int LeftOut, AreaInterval Area);
