using Freeboard.Structural;

namespace Freeboard.Tests.Structural;

/// <summary>The solver against figures of more than 50 digits.</summary>
public class TwoEquationsGridTests
{
    [Fact]
    public void Every_row_of_the_Merton_grid_is_solved_to_the_stated_accuracy()
    {
        ReferenceTable table = ReferenceTable.Load("merton-grid", "merton_grid.csv");
        Assert.Equal(1590, table.Rows.Count);
        foreach (ReferenceTable.Row row in table.Rows)
        {
            MertonSolution solution = TwoEquations.Solve(new MertonInputs
            {
                EquityValue = row["E"],
                EquityVolatility = row["sigmaE"],
                DefaultPoint = row["D"],
                RiskFreeRate = row["r"],
                HorizonYears = row["T"],
            });
            Assert.True(solution.Status == SolverStatus.Converged, $"{solution.Status}: {row}");
            WithinRelative(row["V"], solution.AssetValue, 2e-13 + (4 * row["ulpV"]), "V", row);
            WithinRelative(row["sigmaV"], solution.AssetVolatility, 2e-13 + (4 * row["ulpSigmaV"]), "sigmaV", row);
            Within(row["DD"], solution.D2, 1e-12 * Math.Max(1, Math.Abs(row["DD"])), "DD", row);
            Within(row["d1"], solution.D1, 1e-12 * Math.Max(1, Math.Abs(row["d1"])), "d1", row);
            Within(row["lnPD"], solution.LogDefaultProbability, (1e-11 * Math.Abs(row["lnPD"])) + (4 * row["ulpLnPD"]), "lnPD", row);

            // The file gives the condition number to five digits.
            WithinRelative(row["cond_sigmaV"], solution.ConditionNumber, 6e-5, "condition", row);
            Assert.True(Math.Abs(solution.Residual) <= 1e-12, $"residual {solution.Residual}: {row}");
        }
    }

    /// <summary>Our own figures for x = E/K in [1e-300, 1e300] and s = sigmaE sqrt T in [1e-8, 100]; tolerances are the inputs' own half units.</summary>
    [Fact]
    public void Corners_and_random_points_of_the_whole_valid_domain_are_solved_to_the_accuracy_that_the_inputs_allow()
    {
        ReferenceTable table = ReferenceTable.Load("merton-whole-domain", "values.csv");
        Assert.True(table.Rows.Count > 300);
        foreach (ReferenceTable.Row row in table.Rows)
        {
            MertonSolution solution = TwoEquations.Solve(new MertonInputs
            {
                EquityValue = row["E"],
                EquityVolatility = row["sigmaE"],
                DefaultPoint = 1,
                RiskFreeRate = 0,
                HorizonYears = 1,
            });
            Assert.True(solution.Status == SolverStatus.Converged, $"{solution.Status}: {row}");
            WithinRelative(row["V"], solution.AssetValue, 2e-13 + (4 * row["ulpV"]), "V", row);

            // At x = 1e-300, s = 1e-8 sigmaV is 1e-308, below the smallest normal double: half a unit there is 2.5e-324.
            WithinRelative(row["sigmaV"], solution.AssetVolatility, 2e-13 + (4 * row["ulpSigmaV"]), "sigmaV", row);
            Within(row["d2"], solution.D2, 1e-12 * Math.Max(1, Math.Abs(row["d2"])), "d2", row);
            Within(row["d1"], solution.D1, 1e-12 * Math.Max(1, Math.Abs(row["d1"])), "d1", row);
            Within(row["lnPD"], solution.LogDefaultProbability, (1e-11 * Math.Abs(row["lnPD"])) + (4 * row["ulpLnPD"]) + 1e-320, "lnPD", row);
        }
    }

    private static void WithinRelative(double expected, double actual, double tolerance, string name, ReferenceTable.Row row) =>
        Within(expected, actual, tolerance * Math.Abs(expected), name, row);

    private static void Within(double expected, double actual, double tolerance, string name, ReferenceTable.Row row) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{name} is {actual:g17}, not {expected:g17}: {row}");
}
