using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Tests.Structural.Batch;

/// <summary>The batch against figures of more than 50 digits, and against the scalar solver on random firms.</summary>
public class SolveBatchAccuracyTests
{
    public static TheoryData<string> Paths => [.. BatchColumnsOfTest.Paths.Select(path => path.ToString())];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_row_of_the_Merton_grid_is_solved_to_the_stated_accuracy(string path)
    {
        ReferenceTable table = ReferenceTable.Load("merton-grid", "merton_grid.csv");
        var columns = new BatchColumnsOfTest(table.Rows.Count);
        for (int i = 0; i < columns.Rows; i++)
        {
            ReferenceTable.Row row = table.Rows[i];
            columns[i] = new MertonInputs { EquityValue = row["E"], EquityVolatility = row["sigmaE"], DefaultPoint = row["D"], RiskFreeRate = row["r"], HorizonYears = row["T"] };
        }

        SolvedColumns solved = columns.Solve(Enum.Parse<VectorPath>(path));
        Assert.Equal(1590, solved.Converged);
        for (int i = 0; i < columns.Rows; i++)
        {
            ReferenceTable.Row row = table.Rows[i];
            Assert.True(solved.Status[i] == SolverStatus.Converged, $"{solved.Status[i]}: {row}");
            WithinRelative(row["V"], solved.AssetValue[i], 2e-13 + (4 * row["ulpV"]), "V", row);
            WithinRelative(row["sigmaV"], solved.AssetVolatility[i], 2e-13 + (4 * row["ulpSigmaV"]), "sigmaV", row);
            Within(row["DD"], solved.D2[i], 1e-12 * Math.Max(1, Math.Abs(row["DD"])), "DD", row);
            Within(row["d1"], solved.D1[i], 1e-12 * Math.Max(1, Math.Abs(row["d1"])), "d1", row);
            Within(row["lnPD"], solved.LogDefaultProbability[i], (1e-11 * Math.Abs(row["lnPD"])) + (4 * row["ulpLnPD"]), "lnPD", row);
            WithinRelative(row["cond_sigmaV"], solved.ConditionNumber[i], 6e-5, "condition", row);
            double probability = Math.Exp(row["lnPD"]);
            Within(probability, solved.DefaultProbability[i], (probability * 1e-11 * Math.Max(1, -row["lnPD"])) + 1e-307, "PD", row);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Corners_and_random_points_of_the_whole_valid_domain_are_solved_to_the_accuracy_that_the_inputs_allow(string path)
    {
        ReferenceTable table = ReferenceTable.Load("merton-whole-domain", "values.csv");
        var columns = new BatchColumnsOfTest(table.Rows.Count);
        for (int i = 0; i < columns.Rows; i++)
        {
            columns[i] = new MertonInputs { EquityValue = table.Rows[i]["E"], EquityVolatility = table.Rows[i]["sigmaE"], DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 };
        }

        SolvedColumns solved = columns.Solve(Enum.Parse<VectorPath>(path));
        Assert.Equal(columns.Rows, solved.Converged);
        for (int i = 0; i < columns.Rows; i++)
        {
            ReferenceTable.Row row = table.Rows[i];
            WithinRelative(row["V"], solved.AssetValue[i], 2e-13 + (4 * row["ulpV"]), "V", row);
            WithinRelative(row["sigmaV"], solved.AssetVolatility[i], 2e-13 + (4 * row["ulpSigmaV"]), "sigmaV", row);
            Within(row["d2"], solved.D2[i], 1e-12 * Math.Max(1, Math.Abs(row["d2"])), "d2", row);
            Within(row["d1"], solved.D1[i], 1e-12 * Math.Max(1, Math.Abs(row["d1"])), "d1", row);
            Within(row["lnPD"], solved.LogDefaultProbability[i], (1e-11 * Math.Abs(row["lnPD"])) + (4 * row["ulpLnPD"]) + 1e-320, "lnPD", row);
        }
    }

    /// <summary>Firms made from (d2, w), so that each set lies where its name says.</summary>
    [Theory]
    [InlineData("ordinary", -1, 8, 0.02, 0.8)]
    [InlineData("bank", -1, 4, 0.002, 0.06)]
    [InlineData("distressed", -2.5, 2, 0.05, 1.2)]
    [InlineData("around the expansion's end", -2.5, 6, 0.13, 0.17)]
    [InlineData("healthy", 5, 37, 0.001, 1.2)]
    [InlineData("extreme", -8, 60, 1e-5, 6)]
    public void Random_firms_agree_with_the_scalar_solver(string set, double lowD2, double highD2, double lowWidth, double highWidth)
    {
        const int Rows = 20_000;
        BatchColumnsOfTest columns = Firms(Rows, lowD2, highD2, lowWidth, highWidth);
        foreach (VectorPath path in BatchColumnsOfTest.Paths)
        {
            SolvedColumns solved = columns.Solve(path);
            int compared = 0;
            for (int i = 0; i < Rows; i++)
            {
                MertonSolution s = TwoEquations.Solve(columns[i]);
                string place = $"{set} on {path}: {columns[i]}";
                Assert.True(s.Status == solved.Status[i], place);
                if (s.Status != SolverStatus.Converged)
                {
                    continue;
                }

                // A unit in the last place of x moves sigmaV by the condition number, and more for the distressed and narrow.
                double inputs = 2e-15 * s.ConditionNumber;
                Assert.True(Math.Abs((solved.AssetValue[i] / s.AssetValue) - 1) <= 1e-13 + inputs, $"V {place}");
                Assert.True(Math.Abs((solved.AssetVolatility[i] / s.AssetVolatility) - 1) <= 2e-13 + inputs, $"sigmaV {place}");
                Assert.True(Math.Abs(solved.D2[i] - s.D2) <= 1e-13 * Math.Max(1, Math.Abs(s.D2)), $"d2 {place}");
                Assert.True(Math.Abs(solved.D1[i] - s.D1) <= 1e-13 * Math.Max(1, Math.Abs(s.D1)), $"d1 {place}");
                Assert.True(Math.Abs((solved.LogDefaultProbability[i] / s.LogDefaultProbability) - 1) <= 1e-12, $"lnPD {place}");
                Assert.True(Math.Abs((solved.ConditionNumber[i] / s.ConditionNumber) - 1) <= 1e-12 * s.ConditionNumber, $"condition {place}");
                double probability = ExpectedDefaultFrequency.FromDistance(s.D2);
                Assert.True(Math.Abs(solved.DefaultProbability[i] - probability) <= (2e-12 * probability) + 1e-307, $"PD {place}");
                compared++;
            }

            Assert.True(compared >= (set == "extreme" ? 0.9 : 1) * Rows, $"{set}: {compared} compared");
            Assert.Equal(compared, solved.Converged);
        }
    }

    /// <summary>Firms whose d2 is uniform and whose w is log-uniform, with amounts, rates and horizons of every size.</summary>
    internal static BatchColumnsOfTest Firms(int rows, double lowD2, double highD2, double lowWidth, double highWidth)
    {
        var random = new SplitMix(31);
        var columns = new BatchColumnsOfTest(rows);
        for (int i = 0; i < rows; i++)
        {
            double d2 = random.Uniform(lowD2, highD2);
            double width = random.LogUniform(Math.Log10(lowWidth), Math.Log10(highWidth));
            double horizon = i % 4 == 0 ? random.Uniform(0.1, 5) : 1;
            double rate = random.Uniform(-0.02, 0.15);
            double point = random.LogUniform(-3, 12);
            double volatility = width / Math.Sqrt(horizon);
            double assets = point * Math.Exp((width * (d2 + (0.5 * width))) - (rate * horizon));
            columns[i] = new MertonInputs
            {
                EquityValue = MertonModel.EquityValue(assets, volatility, point, rate, horizon),
                EquityVolatility = MertonModel.EquityVolatility(assets, volatility, point, rate, horizon),
                DefaultPoint = point,
                RiskFreeRate = rate,
                HorizonYears = horizon,
            };
        }

        return columns;
    }

    private static void WithinRelative(double expected, double actual, double tolerance, string name, ReferenceTable.Row row) =>
        Within(expected, actual, tolerance * Math.Abs(expected), name, row);

    private static void Within(double expected, double actual, double tolerance, string name, ReferenceTable.Row row) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{name} is {actual:g17}, not {expected:g17}: {row}");
}
