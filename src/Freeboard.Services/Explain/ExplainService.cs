using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Runs;
using Freeboard.Structural.Explain;

namespace Freeboard.Services.Explain;

/// <summary>Explains a firm's change between two days from the rows of a kept run.</summary>
/// <remarks>
/// Works from what the rows carry: V, sigmaV, default point, rate, equity value, and the last adjusted close, whose ratio is what one share returned. Rows kept
/// by a version that kept no closes, and days between which a return is not usable, leave the equity's part whole unless the caller gives the return.
/// </remarks>
public static class ExplainService
{
    private const int NearestShown = 4;

    /// <summary>Explains a change.</summary>
    /// <param name="run">The run.</param>
    /// <param name="firm">Firm code.</param>
    /// <param name="from">First day; must be a row of the firm.</param>
    /// <param name="to">Second day; must be a row of the firm.</param>
    /// <param name="equityReturn">Simple return of one share between the days from adjusted closes, above -1; null takes the ratio of the rows' own adjusted closes.</param>
    /// <returns>The explanation, or the reason there is none.</returns>
    public static ExplanationOutcome Explain(AssessmentRun run, string firm, DateOnly from, DateOnly to, double? equityReturn = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(firm);
        if (equityReturn is { } given && !(given > -1 && double.IsFinite(given)))
        {
            throw new ArgumentOutOfRangeException(nameof(equityReturn), given, "Must be finite and above -1.");
        }

        AssessmentRow[] rows = [.. run.Rows.Where(row => row.Firm == firm)];
        if (rows.Length == 0)
        {
            MissingRows why = MissingRows.Of(run, firm);
            return Refused(why.Code, why.Text);
        }

        if (from == to)
        {
            return Refused("ONE-DAY", $"Both dates are {Day(from)}. Give two different ones.");
        }

        foreach (DateOnly day in (DateOnly[])[from, to])
        {
            if (!rows.Any(row => row.Date == day))
            {
                return Refused("NO-ROW", $"Run {run.Provenance.RunId} has no row of {firm} on {Day(day)}. The nearest are {Nearest(rows, day)}.");
            }
        }

        AssessmentRow first = rows.First(row => row.Date == from);
        AssessmentRow second = rows.First(row => row.Date == to);
        foreach (AssessmentRow row in (AssessmentRow[])[first, second])
        {
            if (row.Status != AssessmentStatus.Converged || DriversOf(row) is null || row.EquityValue is null)
            {
                string near = Nearest([.. rows.Where(other => other.Status == AssessmentStatus.Converged)], row.Date);
                return Refused("NO-DISTANCE", $"{firm} has no distance on {Day(row.Date)}: {row.Status}. {(near.Length > 0 ? $"The nearest days with one are {near}." : "No day of it has one.")}");
            }
        }

        if (first.Currency != second.Currency)
        {
            return Refused("DIFFERENT-CURRENCY", $"The row of {Day(from)} is in {first.Currency}, that of {Day(to)} in {second.Currency}. Give two days in one currency.");
        }

        if (first.HorizonYears != second.HorizonYears)
        {
            return Refused("DIFFERENT-HORIZON", FormattableString.Invariant($"The horizon is {first.HorizonYears} years on {Day(from)} and {second.HorizonYears} on {Day(to)}. Give two days with one horizon."));
        }

        string? withoutReturn = null;
        equityReturn ??= ReturnBetween(first, second, out withoutReturn);
        DistanceDrivers a = DriversOf(first)!.Value;
        DistanceDrivers b = DriversOf(second)!.Value;
        Explanation explanation = new(
            first,
            second,
            DistanceExplanation.Explain(a, b, ExplainedQuantity.Distance),
            DistanceExplanation.Explain(a, b, ExplainedQuantity.DistanceKmv),
            DistanceExplanation.Explain(a, b, ExplainedQuantity.LogEdf),
            AssetMoveExplanation.ExplainValue(a.AssetValue, b.AssetValue, first.EquityValue!.Value, second.EquityValue!.Value, equityReturn),
            Sources(ExplainedQuantity.Distance),
            Sources(ExplainedQuantity.DistanceKmv),
            Sources(ExplainedQuantity.LogEdf),
            withoutReturn is null ? [] : [$"{withoutReturn}: equity return and share issuance are not separated. Pass --equity-return to separate them."]);
        return AgreesWithRow(explanation.Distance.From, explanation.LogEdf.From, first) && AgreesWithRow(explanation.Distance.To, explanation.LogEdf.To, second)
            ? new ExplanationOutcome(
                explanation with
                {
                    // The figures of the rows themselves, as every other table has them, not the same once more in another last digit.
                    Distance = explanation.Distance with { From = first.DdRiskNeutral!.Value, To = second.DdRiskNeutral!.Value },
                    LogEdf = explanation.LogEdf with { From = first.LnEdf!.Value, To = second.LnEdf!.Value },
                },
                null,
                null)
            : Refused("NOT-THE-NORMAL-MAP", $"The rows' distance or EDF ({first.Method}, {first.EdfMap}) is not d2 of the row's own V, sigmaV, default point and rate with EDF = N(-d2), so it cannot be taken apart by them.");

        AssetMoveContributions Sources(ExplainedQuantity quantity) =>
            AssetMoveExplanation.Explain(a, b, first.EquityValue!.Value, second.EquityValue!.Value, equityReturn, quantity);
    }

    /// <summary>The simple return of one share between two rows, earlier or later; null with the reason where the run does not know it.</summary>
    private static double? ReturnBetween(AssessmentRow first, AssessmentRow second, out string? reason)
    {
        reason = null;
        if (first.AdjustedClose is not { } from || second.AdjustedClose is not { } to)
        {
            reason = "This run was kept without closes, by an earlier version; make it again ('freeboard assess' over the same files)";
            return null;
        }

        if (first.ReturnBreaks != second.ReturnBreaks)
        {
            reason = "Between the days lies a return that is not usable (an ex-right day without its factor)";
            return null;
        }

        double change = (to / from) - 1;
        if (change > -1 && double.IsFinite(change))
        {
            return change;
        }

        reason = "The adjusted closes of the two days give no return";
        return null;
    }

    private static DistanceDrivers? DriversOf(AssessmentRow row) =>
        row is { AssetValue: { } v, AssetVolatility: { } sigma, DefaultPoint: { } d and > 0, RiskFreeRate: { } r, HorizonYears: { } t }
            ? new DistanceDrivers { AssetValue = v, AssetVolatility = sigma, DefaultPoint = d, Drift = r, HorizonYears = t }
            : null;

    private static bool AgreesWithRow(double distance, double logEdf, AssessmentRow row) =>
        row is { DdRiskNeutral: { } rowDistance, LnEdf: { } rowLogEdf }
        && Math.Abs(distance - rowDistance) <= 1e-9 * Math.Max(1, Math.Abs(rowDistance))
        && Math.Abs(logEdf - rowLogEdf) <= 1e-8 * Math.Max(1, Math.Abs(rowLogEdf));

    private static string Nearest(AssessmentRow[] rows, DateOnly day) => string.Join(", ", rows
        .OrderBy(row => Math.Abs(row.Date.DayNumber - day.DayNumber)).ThenBy(row => row.Date)
        .Take(NearestShown).Select(row => row.Date).Order().Select(Day));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ExplanationOutcome Refused(string code, string reason) => new(null, code, reason);
}
