using Freeboard.DefaultPoint;
using Freeboard.Services.FirmYears;

namespace Freeboard.Services.Tests.FirmYears;

public sealed class FirmYearComparisonTests
{
    private static readonly FirmYearTable Panel = FirmYearTable.Read(RepositoryFiles.Path("samples", "firm-years", "panel.csv"));

    [Fact]
    public void A_comparison_scores_every_labelled_row_and_is_the_same_each_time()
    {
        IReadOnlyList<FirmYearComparisonRow> rows = FirmYearComparison.Of(Panel.InGroup("train"), Panel.InGroup("validation"), FirmYearCandidate.Compared, seed: 1);
        Assert.Equal(FirmYearCandidate.Compared, rows.Select(r => r.Candidate));
        Assert.All(rows, row =>
        {
            Assert.Equal((39, 736), (row.CrossValidated.Events, row.CrossValidated.NonEvents));
            Assert.Equal((13, 316), (row.Judged!.Events, row.Judged.NonEvents));
            Assert.InRange(row.CrossValidated.Area!.Value, 0.5, 1);
            Assert.InRange(row.WithinPlaces!.Value, 0.5, 1);
            Assert.InRange(row.Later.Events, 1, 25);
            Assert.Equal(FirmYearComparisonTable.Columns.Count, FirmYearComparisonTable.CellsOf(row).Length);
        });
        IReadOnlyList<FirmYearComparisonRow> again = FirmYearComparison.Of([.. Panel.InGroup("train").Reverse()], [], FirmYearCandidate.Compared, seed: 1);
        Assert.Equal(rows.Select(r => r.CrossValidated.Area!.Value), again.Select(r => r.CrossValidated.Area!.Value));
        Assert.All(again, row => Assert.Null(row.Judged));
    }

    [Fact]
    public void Shuffled_labels_leave_nothing_to_find()
    {
        FirmYear[] rows = [.. Panel.Rows];
        double sum = 0;
        for (uint seed = 0; seed < 20; seed++)
        {
            Numerics.PhiloxStream stream = new(seed);
            bool?[] labels = [.. rows.Select(r => r.Label)];
            for (int i = labels.Length - 1; i > 0; i--)
            {
                int j = stream.NextIndex(i + 1);
                (labels[i], labels[j]) = (labels[j], labels[i]);
            }

            FirmYearComparisonRow row = FirmYearComparison.Of([.. rows.Select((r, i) => r with { Label = labels[i] })], [], [new FirmYearCandidate("fitted", FirmYearDistanceKind.Naive)], seed)[0];
            double half = 3.29 * row.CrossValidated.StandardError!.Value;
            Assert.InRange(row.CrossValidated.Area!.Value, 0.5 - half, 0.5 + half);
            sum += row.CrossValidated.Area!.Value;
        }

        Assert.InRange(sum / 20, 0.47, 0.53);
    }

    [Fact]
    public void Weights_are_searched_both_ways_and_the_findings_say_it()
    {
        FirmYearPolicy policy = FirmYearPolicies.Fit(Panel.Rows);
        FirmYearWeights weights = FirmYearWeights.Of(Panel.Rows, policy, WeightGridOptions.Default, seed: 1);
        Assert.Equal((1104, 52), (weights.Rows, weights.Events));
        Assert.Equal(3, weights.Findings.Count);
        Assert.True(weights.Evolution.Value >= weights.Grid.Value - 1e-3);
        Assert.True(weights.BothWeights.Value >= weights.Evolution.Value - 0.5);
        Assert.InRange(weights.Grid.Weight!.Value, weights.Grid.Low!.Value, weights.Grid.High!.Value);
    }
}
