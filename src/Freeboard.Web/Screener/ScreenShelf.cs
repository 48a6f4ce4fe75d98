using System.Runtime.CompilerServices;
using Freeboard.Assessment;
using Freeboard.Services.Screen;

namespace Freeboard.Web.Screener;

/// <summary>The rows of a screener, made once for each run that is held.</summary>
internal static class ScreenShelf
{
    private static readonly ConditionalWeakTable<AssessmentRun, IReadOnlyList<ScreenRow>> Made = [];

    public static IReadOnlyList<ScreenRow> RowsOf(AssessmentRun run) => Made.GetValue(run, Screening.RowsOf);
}
