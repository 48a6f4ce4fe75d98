using Freeboard.Assessment;
using Freeboard.Structural.Explain;

namespace Freeboard.Services.Explain;

/// <summary>Why a firm's distance to default and EDF moved between two days of a run.</summary>
/// <param name="From">The firm's row on the first day.</param>
/// <param name="To">The firm's row on the second day.</param>
/// <param name="Distance">The change of the risk-neutral distance, by driver.</param>
/// <param name="DistanceKmv">The change of the KMV distance, by driver.</param>
/// <param name="LogEdf">The change of ln EDF, by driver.</param>
/// <param name="AssetValue">The change of the asset value in money, by source.</param>
/// <param name="AssetsInDistance">The asset value's part of the change of the risk-neutral distance, by source.</param>
/// <param name="AssetsInDistanceKmv">The asset value's part of the change of the KMV distance, by source.</param>
/// <param name="AssetsInLogEdf">The asset value's part of the change of ln EDF, by source.</param>
/// <param name="Missing">What could not be separated, and why; empty when nothing is missing.</param>
public sealed record Explanation(
    AssessmentRow From,
    AssessmentRow To,
    DriverContributions Distance,
    DriverContributions DistanceKmv,
    DriverContributions LogEdf,
    AssetMoveContributions AssetValue,
    AssetMoveContributions AssetsInDistance,
    AssetMoveContributions AssetsInDistanceKmv,
    AssetMoveContributions AssetsInLogEdf,
    IReadOnlyList<string> Missing);

/// <summary>An explanation, or the reason there is none.</summary>
/// <param name="Explanation">The explanation; null when there is none.</param>
/// <param name="Code">UNKNOWN-FIRM, FIRM-WITHOUT-ROWS, NO-ROW, NO-DISTANCE, ONE-DAY, DIFFERENT-HORIZON, DIFFERENT-CURRENCY or NOT-THE-NORMAL-MAP; null with an explanation.</param>
/// <param name="Reason">What is wrong, and the cure; null with an explanation.</param>
public sealed record ExplanationOutcome(Explanation? Explanation, string? Code, string? Reason);
