namespace Freeboard.Data.Import;

/// <summary>
/// The last day allowed by Chinese disclosure rules: annual reports 30 April of the next year, half-year reports 31 August,
/// first and third quarter 30 April and 31 October. No statement is used too early; most are used some weeks late.
/// </summary>
public sealed record StatutoryDeadlines : StatementLagPolicy
{
    /// <inheritdoc/>
    public override string Name => "statutory-deadlines";

    /// <inheritdoc/>
    public override string Description =>
        "statements count as announced on the statutory deadline: annual 30 April of the next year, first quarter 30 April, half-year 31 August, third quarter 31 October";

    /// <inheritdoc/>
    public override DateOnly AnnouncedOn(DateOnly periodEnd) => periodEnd.Month switch
    {
        <= 3 => new DateOnly(periodEnd.Year, 4, 30),
        <= 6 => new DateOnly(periodEnd.Year, 8, 31),
        <= 9 => new DateOnly(periodEnd.Year, 10, 31),
        _ => new DateOnly(periodEnd.Year + 1, 4, 30),
    };
}
