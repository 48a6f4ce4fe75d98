using System.Globalization;
using Freeboard.Services.Tables;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>What a distribution says: its moments, and its inverse at belief degrees.</summary>
public static class DescribedDistribution
{
    /// <summary>Describes a distribution.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <param name="beliefs">Belief degrees at which the inverse is wanted, in (0, 1).</param>
    public static TableOutcome Of(UncertaintyDistribution distribution, IReadOnlyList<double> beliefs)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        ArgumentNullException.ThrowIfNull(beliefs);
        string[] columns =
            ["distribution", "expectedValue", "variance", "standardDeviation", "entropy", "infinite", .. beliefs.Select(belief => string.Create(CultureInfo.InvariantCulture, $"belief{belief}"))];
        string[] row =
        [
            distribution.Name, BeliefFitTable.Number(distribution.ExpectedValue), BeliefFitTable.Number(distribution.Variance), BeliefFitTable.Number(Math.Sqrt(distribution.Variance)),
            BeliefFitTable.Number(distribution.Entropy), BeliefFitTable.Infinite(distribution), .. beliefs.Select(belief => BeliefFitTable.Number(distribution.Inverse(belief))),
        ];
        IReadOnlyList<OutputColumn> typed = OutputColumn.Of(columns, "distribution", "infinite");
        OutputTable table = new() { Name = "distribution", Columns = typed, Rows = [row], JsonDocument = output => JsonRows.WriteOne(output, typed, row) };
        return new TableOutcome(table, [], 0, 0) { Curves = [BeliefCurves.Of(distribution.Name, distribution)] };
    }
}
