using System.Globalization;

namespace Freeboard.Data.Import;

/// <summary>Every statement counts as announced a fixed number of calendar days after its period ended.</summary>
/// <param name="Days">Calendar days, 0 to 730.</param>
public sealed record FixedLag(int Days) : StatementLagPolicy
{
    /// <summary>Calendar days between the end of the period and the announcement.</summary>
    public int Days { get; } = Days is >= 0 and <= 730 ? Days : throw new ArgumentOutOfRangeException(nameof(Days), Days, "Must lie in 0..730.");

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"fixed-lag-{Days}-days");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"statements count as announced {Days} calendar days after their period ended");

    /// <inheritdoc/>
    public override DateOnly AnnouncedOn(DateOnly periodEnd) => periodEnd.AddDays(Days);
}
