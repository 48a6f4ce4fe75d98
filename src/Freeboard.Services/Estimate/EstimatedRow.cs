using Freeboard.Provenance;
using Freeboard.Structural.CreditGrades;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Estimate;

/// <summary>One row of estimates.</summary>
/// <param name="Firm">The firm, empty where the table names none.</param>
/// <param name="Date">The last row used, by its date or time as written.</param>
/// <param name="Estimate">The estimate with its status.</param>
/// <param name="Delta">Share of other liabilities, of the NUS variant; NaN otherwise.</param>
/// <param name="StandardErrorOfDelta">Its standard error; NaN where there is none.</param>
public readonly record struct EstimatedRow(string Firm, string Date, WindowEstimate Estimate, double Delta, double StandardErrorOfDelta)
{
    /// <summary>Default point and rate of the last row used, horizon and payout rate: what a term structure needs beside the assets.</summary>
    public LastDayFigures LastDay { get; init; }

    /// <summary>Figures that only this method has, in the order of <see cref="EstimateTable.ModelColumnsOf"/>; null where it has none.</summary>
    public IReadOnlyList<double>? ModelFigures { get; init; }

    /// <summary>The curves of CreditGrades; only of that method.</summary>
    public CreditGradesCurve Curve { get; init; }
}

/// <summary>The last row of a window.</summary>
/// <param name="DefaultPoint">D, currency units; NaN when no row has figures.</param>
/// <param name="RiskFreeRate">r, continuous.</param>
/// <param name="HorizonYears">T, years.</param>
/// <param name="PayoutRate">q, continuous.</param>
public readonly record struct LastDayFigures(double DefaultPoint, double RiskFreeRate, double HorizonYears, double PayoutRate);

/// <summary>An estimated table.</summary>
/// <param name="Rows">Estimates, firm by firm in order of first appearance, each in order of time; empty when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record EstimateOutcome(IReadOnlyList<EstimatedRow> Rows, IReadOnlyList<RowError> Errors, int ErrorCount);
