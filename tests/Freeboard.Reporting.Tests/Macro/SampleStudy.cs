using Freeboard.Macro;
using Freeboard.Services.Macro;

namespace Freeboard.Reporting.Tests.Macro;

/// <summary>The sample's study with its scenarios and a reverse question.</summary>
internal static class SampleStudy
{
    public static MacroReport Whole { get; } = Make(scenarios: true, wanted: 0.03);

    public static MacroReport Alone { get; } = Make(scenarios: false, wanted: null);

    private static MacroReport Make(bool scenarios, double? wanted)
    {
        MacroRowTable rows = MacroRowTable.Read(Bytes("rows.csv"), "rows.csv");
        MacroSeriesTable series = MacroSeriesTable.Read(Bytes("series.csv"), "series.csv");
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroStudyOptions options = new() { Drivers = [new DriverSpecification("industrial_output", SeriesTransform.SeasonalGrowth, 0), new DriverSpecification("house_prices", SeriesTransform.SeasonalGrowth, 1)] };
        MacroReport report = MacroStudy.Run(index, series, options).Report!;
        report = scenarios ? MacroScenarios.Apply(report, index, series, MacroScenarioTable.Read(Bytes("scenarios.csv"), "scenarios.csv", series.Names), rows).Report! : report;
        return wanted is { } w ? MacroScenarios.Reverse(report, index, series, w, rows).Report! : report;
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Repository.Path("samples", "macro", name));
}
