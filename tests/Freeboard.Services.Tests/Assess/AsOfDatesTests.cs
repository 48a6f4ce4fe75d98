using Freeboard.Services.Assess;

namespace Freeboard.Services.Tests.Assess;

public sealed class AsOfDatesTests
{
    private static readonly DateOnly[] Trading =
    [
        new(2023, 12, 28), new(2023, 12, 29), new(2024, 1, 2), new(2024, 1, 31), new(2024, 2, 1), new(2024, 3, 28), new(2024, 4, 1), new(2024, 4, 3),
    ];

    [Fact]
    public void Month_ends_are_the_last_trading_days_of_months_the_unfinished_one_included() =>
        Assert.Equal([new(2023, 12, 29), new(2024, 1, 31), new(2024, 2, 1), new(2024, 3, 28), new(2024, 4, 3)], AsOfDates.MonthEnds.Resolve(Trading));

    [Fact]
    public void Quarters_and_years_and_weeks_end_on_their_last_trading_day()
    {
        Assert.Equal([new(2023, 12, 29), new(2024, 3, 28), new(2024, 4, 3)], AsOfDates.Every(AssessmentFrequency.Quarterly).Resolve(Trading));
        Assert.Equal([new(2023, 12, 29), new(2024, 4, 3)], AsOfDates.Every(AssessmentFrequency.Yearly).Resolve(Trading));
        // 2024-01-31 is a Wednesday and 2024-02-01 the Thursday of the same week.
        Assert.Equal([new(2023, 12, 29), new(2024, 1, 2), new(2024, 2, 1), new(2024, 3, 28), new(2024, 4, 3)], AsOfDates.Every(AssessmentFrequency.Weekly).Resolve(Trading));
        Assert.Equal(Trading, AsOfDates.Every(AssessmentFrequency.Daily).Resolve(Trading));
    }

    [Fact]
    public void Latest_is_the_last_date_in_the_data_and_a_given_day_need_not_be_a_trading_day()
    {
        Assert.Equal([new DateOnly(2024, 4, 3)], AsOfDates.Latest.Resolve(Trading));
        Assert.Equal([new DateOnly(2024, 2, 17)], AsOfDates.On(new DateOnly(2024, 2, 17)).Resolve(Trading));
    }

    [Fact]
    public void Data_without_a_trading_day_have_no_month_end()
    {
        Assert.Empty(AsOfDates.MonthEnds.Resolve([]));
        Assert.Empty(AsOfDates.Latest.Resolve([]));
    }
}
