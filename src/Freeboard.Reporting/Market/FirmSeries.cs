using Freeboard.Assessment;

namespace Freeboard.Reporting.Market;

/// <summary>One firm of a run with its rows laid on the dates of the run: one place per date, empty where the firm has no row.</summary>
public sealed class FirmSeries
{
    internal FirmSeries(FirmDescription firm, AssessmentRow?[] rows)
    {
        Firm = firm;
        Rows = rows;
        Distance = [.. rows.Select(static r => DistanceOf(r))];
        LnEdf = [.. rows.Select(static r => r is { Status: AssessmentStatus.Converged } ? r.LnEdf : null)];
    }

    /// <summary>Who the firm is.</summary>
    public FirmDescription Firm { get; }

    /// <summary>Rows by date; null where the firm has none.</summary>
    public IReadOnlyList<AssessmentRow?> Rows { get; }

    /// <summary>Risk-neutral Merton distance by date; null where the row did not converge.</summary>
    public IReadOnlyList<double?> Distance { get; }

    /// <summary>Natural logarithm of the EDF by date; null where the row did not converge.</summary>
    public IReadOnlyList<double?> LnEdf { get; }

    /// <summary>The row of the latest date of the run; null when the firm ended before.</summary>
    public AssessmentRow? Latest => Rows.Count == 0 ? null : Rows[^1];

    /// <summary>The firm's last row, on whatever date; null when it has none.</summary>
    public AssessmentRow? Last => Rows.LastOrDefault(static r => r is not null);

    /// <summary>Distance on the latest date of the run.</summary>
    public double? LatestDistance => Distance.Count == 0 ? null : Distance[^1];

    /// <summary>Distance on the date before the latest.</summary>
    public double? PreviousDistance => Distance.Count < 2 ? null : Distance[^2];

    /// <summary>Change of the distance between the last two dates; null unless both have one.</summary>
    public double? Change => LatestDistance - PreviousDistance;

    /// <summary>Place in the order of risk, from 1; null for firms without a distance on the latest date.</summary>
    public int? Rank { get; internal set; }

    /// <summary>The distance of a row; null unless the row converged.</summary>
    /// <param name="row">The row, or null.</param>
    public static double? DistanceOf(AssessmentRow? row) => row is { Status: AssessmentStatus.Converged } ? row.DdRiskNeutral : null;
}
