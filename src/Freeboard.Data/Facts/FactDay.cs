namespace Freeboard.Data.Facts;

/// <summary>How days stand in the tables of facts: as integers 20240329, which sort by time, are read by people, and take four bytes.</summary>
internal static class FactDay
{
    public static int Of(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    public static DateOnly Day(int number) => new(number / 10000, number / 100 % 100, number % 100);
}
