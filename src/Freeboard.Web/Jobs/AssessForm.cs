using System.Globalization;
using Freeboard.Services.Assess;

namespace Freeboard.Web.Jobs;

/// <summary>Settings of a run that pages and the API offer; what they do not offer is the default of the command line.</summary>
public static class AssessForm
{
    /// <summary>The words for the days of a run.</summary>
    public static IReadOnlyList<string> Dates { get; } = ["monthly", "weekly", "daily", "quarterly", "yearly", "latest"];

    /// <summary>The options of a form.</summary>
    /// <param name="dates">One of <see cref="Dates"/>, or a day as year-month-day; null for month-ends.</param>
    /// <param name="horizonYears">Horizon in years; null for one.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    /// <returns>The options; null when something is wrong.</returns>
    public static AssessmentOptions? Read(string? dates, double? horizonYears, out string? fault)
    {
        fault = null;
        AsOfDates? days = dates switch
        {
            null or "" or "monthly" => AsOfDates.MonthEnds,
            "weekly" => AsOfDates.Every(AssessmentFrequency.Weekly),
            "daily" => AsOfDates.Every(AssessmentFrequency.Daily),
            "quarterly" => AsOfDates.Every(AssessmentFrequency.Quarterly),
            "yearly" => AsOfDates.Every(AssessmentFrequency.Yearly),
            "latest" => AsOfDates.Latest,
            _ => DateOnly.TryParseExact(dates, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? AsOfDates.On(day) : null,
        };
        if (days is null)
        {
            fault = $"dates: '{dates}' is none of {string.Join(", ", Dates)} and no day as year-month-day.";
            return null;
        }

        if (horizonYears is { } years && !(years > 0 && years <= 100))
        {
            fault = "horizonYears: must lie in (0, 100].";
            return null;
        }

        return new AssessmentOptions { Dates = days, HorizonYears = horizonYears ?? 1 };
    }
}
