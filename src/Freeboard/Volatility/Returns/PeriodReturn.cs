namespace Freeboard.Volatility.Returns;

/// <summary>One log return with the time it took.</summary>
/// <param name="Start">Day of the close it starts from; null where no dates were given.</param>
/// <param name="End">Day of the close it ends at; null where no dates were given.</param>
/// <param name="LogReturn">ln of the ratio of adjusted closes, dimensionless, over the whole gap.</param>
/// <param name="Periods">Trading periods (days, weeks or months) between the two closes; 1 unless the share was suspended.</param>
/// <param name="Marks">What is unusual about it.</param>
public readonly record struct PeriodReturn(DateOnly? Start, DateOnly? End, double LogReturn, int Periods, ReturnMarks Marks);
