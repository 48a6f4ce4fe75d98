using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Structural;

namespace Freeboard.Services.Assess;

/// <content>Rows of <see cref="AssetMethod.Kmv"/>.</content>
internal sealed partial class FirmAssessor
{
    /// <summary>Equity value, default point and rate of a day without a word about them; false when one of them is missing.</summary>
    public bool TryFigures(FirmPanel panel, out double equity, out double defaultPoint, out double rate)
    {
        RowRemarks unsaid = RowRemarks.None;
        defaultPoint = rate = equity = double.NaN;
        if (panel.Close is not { } close || panel.CloseDate is not { } closeDate
            || ValueEquity(panel, close, closeDate, null, ref unsaid, out equity, out _) != AssessmentStatus.Converged
            || FindDefaultPoint(panel, null, ref unsaid, out defaultPoint) != AssessmentStatus.Converged
            || FindRate(panel, null, ref unsaid) is not { } found)
        {
            return false;
        }

        rate = found;
        return true;
    }

    /// <summary>The day's assets from the volatility of the window that ends on its last trading day.</summary>
    private AssessmentRow OfWindow(AssessmentRow row, FirmPanel panel, RollingAssets rolling, double equity, List<InputFact>? facts, ref RowRemarks remarks)
    {
        AssessmentStatus status = FindDefaultPoint(panel, facts, ref remarks, out double defaultPoint);
        if (status != AssessmentStatus.Converged)
        {
            return row with { Status = status };
        }

        if (FindRate(panel, facts, ref remarks) is not { } rate)
        {
            return row with { Status = AssessmentStatus.MissingRate };
        }

        facts?.Add(Fact("horizon", options.HorizonYears, "years", "setting", null, null, "derived"));
        MertonInputs inputs = new() { EquityValue = equity, EquityVolatility = double.NaN, DefaultPoint = defaultPoint, RiskFreeRate = rate, HorizonYears = options.HorizonYears };
        MertonSolution solution = rolling.Solve(inputs, panel.CloseDate!.Value, out double drift, out status);
        if (status is not (AssessmentStatus.Converged or AssessmentStatus.DegenerateNoDebt))
        {
            return row with { Status = status };
        }

        facts?.Add(Fact("observations", options.RollingWindowDays - 1, "returns", row.VolatilityModel, panel.CloseDate, panel.CloseDate, "derived"));
        row = Fill(row, inputs, solution, options.RollingWindowDays - 1, panel.Day, facts) with { EquityVolatility = null };
        if (status == AssessmentStatus.Converged && options.Drift is null)
        {
            row = row with { DdPhysical = Finite(DistanceToDefault.Physical(solution.AssetValue, solution.AssetVolatility, defaultPoint, drift, inputs.HorizonYears)) };
        }

        return Mapped(row, panel.Day, facts, ref remarks);
    }
}
