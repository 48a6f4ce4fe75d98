using Freeboard.Data.Import;

namespace Freeboard.Data.Tests.Import;

public sealed class StatementLagPolicyTests
{
    [Theory]
    [InlineData("2023-12-31", "2024-04-30")]
    [InlineData("2024-03-31", "2024-04-30")]
    [InlineData("2024-06-30", "2024-08-31")]
    [InlineData("2024-09-30", "2024-10-31")]
    public void Statutory_deadlines_are_those_of_the_rules(string periodEnd, string announced) =>
        Assert.Equal(announced, new StatutoryDeadlines().AnnouncedOn(DateOnly.ParseExact(periodEnd, "yyyy-MM-dd", null)).ToString("yyyy-MM-dd", null));

    [Fact]
    public void A_fixed_lag_counts_calendar_days_and_refuses_a_negative_one()
    {
        Assert.Equal(new DateOnly(2024, 3, 30), new FixedLag(90).AnnouncedOn(new DateOnly(2023, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedLag(-1));
    }
}
