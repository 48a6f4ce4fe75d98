using Freeboard.Assessment;
using Freeboard.Numerics;
using Freeboard.Services.Explain;

namespace Freeboard.Services.Monitoring;

/// <summary>The drivers of an alert: the service of <c>freeboard explain</c> on two rows.</summary>
internal static class AlertExplanation
{
    /// <summary>Explains the change between two rows of a firm.</summary>
    /// <returns>The drivers, or the reason there are none.</returns>
    public static (AlertDrivers? Drivers, string Reason) Of(AssessmentRow from, AssessmentRow to, MonitorMeasure measure)
    {
        string quantity = measure switch
        {
            MonitorMeasure.DistanceKmv => "DDKmv",
            MonitorMeasure.LnEdf or MonitorMeasure.Edf when IsModels(from) && IsModels(to) => "lnEDF",
            _ => "DDRiskNeutral",
        };

        // A distance is taken apart whatever map makes a frequency of it: the explanation wants the model's own beside it.
        AssessmentRow[] rows = quantity == "lnEDF" ? [from, to] : [WithModelsFrequency(from), WithModelsFrequency(to)];
        ExplanationOutcome outcome = ExplainService.Explain(RunOf(rows), from.Firm, from.Date, to.Date);
        if (outcome.Explanation is not { } explanation)
        {
            return (null, $"{outcome.Code} {outcome.Reason}");
        }

        ExplanationLine[] lines = [.. ExplanationTable.LinesOf(explanation).Where(line => line.Quantity == quantity)];
        ExplanationLine total = lines.First(static line => line.Factor == "total");
        int sign = quantity == "lnEDF" ? -1 : 1;
        DriverContribution[] parts =
        [
            .. lines.Where(static line => line is { Contribution: not null } && (line.Factor is "assetVolatility" or "defaultPoint" or "riskFreeRate" || (line.Factor is "equity" or "liabilities" && line.PartOf == "assetValue")))
                .Select(static line => new DriverContribution(line.Factor, line.Contribution!.Value))
                .OrderBy(part => sign * part.Value).ThenBy(static part => part.Driver, StringComparer.Ordinal),
        ];
        return (new AlertDrivers(from.Date, to.Date, quantity, total.From!.Value, total.To!.Value, parts), "");
    }

    private static bool IsModels(AssessmentRow row) =>
        row is { DdRiskNeutral: { } distance, LnEdf: { } logEdf } && Math.Abs(StandardNormal.LogCumulative(-distance) - logEdf) <= 1e-8 * Math.Max(1, Math.Abs(logEdf));

    private static AssessmentRow WithModelsFrequency(AssessmentRow row) => row.DdRiskNeutral is { } distance ? row with { LnEdf = StandardNormal.LogCumulative(-distance) } : row;

    private static AssessmentRun RunOf(AssessmentRow[] rows) => new()
    {
        Provenance = new Provenance.RunProvenance { RunId = rows[1].RunId, Version = "", InstructionSet = "", AsOf = rows[1].Date, Inputs = [], Parameters = [], Notes = [] },
        Firms = [],
        Rows = rows,
        LatestInputs = new Dictionary<string, IReadOnlyList<InputFact>>(),
        Funnel = [],
        Synthetic = false,
    };
}
