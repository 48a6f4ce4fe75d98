using System.Text.Json;
using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Tests.Migration;

public sealed class EstimatorTests
{
    private static readonly string[] Toy = ["A", "B", "D"];

    [Fact]
    public void Cohort_proportions_are_those_of_the_reference()
    {
        JsonElement reference = MigrationReference.Json("cohort_synthetic5");
        MigrationEstimate estimate = CohortEstimator.FromCounts(["0", "1", "2"], TransitionCounts.Of([MigrationReference.Table(reference.GetProperty("counts"))]));
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("P")), estimate.Matrix!.ToArray()) < 1e-15);
        Assert.Equal(MigrationStatus.Estimated, estimate.Status);
        Assert.Equal(TransitionRowStatus.NeverLeft, estimate.Rows[2].Status);
    }

    [Fact]
    public void Rates_of_the_reference_follow_from_its_moves_and_exposures()
    {
        JsonElement reference = MigrationReference.Json("aj_synthetic8");
        double[] years = [.. reference.GetProperty("exposure_years").EnumerateArray().Select(e => e.GetDouble())];
        double end = reference.GetProperty("T").GetDouble();
        MigrationEstimate estimate = DurationEstimator.FromMoves(["0", "1"], MigrationReference.Table(reference.GetProperty("events")), years, end);
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("generator_MLE")), estimate.Generator!.ToArray()) < 1e-15);
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("expm_G_T")), estimate.Matrix!.ToArray()) < 1e-14);
    }

    [Fact]
    public void Twenty_firms_checked_by_hand()
    {
        JsonElement reference = MigrationReference.Json("toy_lando_skodeberg");
        StateHistory[] firms = ToyFirms();
        MigrationEstimate duration = DurationEstimator.Fit(firms, Toy, 0, 1, 1, new MigrationOptions { DefaultState = 2 });
        Assert.Equal(reference.GetProperty("exposure_A").GetDouble(), duration.Rows[0].Exposure, 1e-13);
        Assert.Equal(reference.GetProperty("exposure_B").GetDouble(), duration.Rows[1].Exposure, 1e-13);
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("G")), duration.Generator!.ToArray()) < 1e-14);
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("expm_G")), duration.Matrix!.ToArray()) < 1e-14);
        MigrationEstimate product = AalenJohansenEstimator.Fit(firms, Toy, [new MigrationWindow(0, 1)], 1, new MigrationOptions { DefaultState = 2 });
        Assert.True(MigrationReference.Distance(MigrationReference.Table(reference.GetProperty("AJ_1y")), product.Matrix!.ToArray()) < 1e-15);
        MigrationEstimate cohort = CohortEstimator.Fit(firms, Toy, [0, 1], 1, new MigrationOptions { DefaultState = 2 });
        Assert.Equal(reference.GetProperty("cohort_1y_A_to_D").GetDouble(), cohort.Matrix![0, 2]);
        Assert.Equal(0.1, cohort.Matrix[0, 1], 1e-15);
    }

    [Fact]
    public void Without_repeated_moves_the_product_is_Kaplan_and_Meiers_with_Greenwoods_error()
    {
        // Five entities, deaths at .2 and .6, one censored at .4: survival 4/5 x 2/3.
        StateHistory[] entities =
        [
            new("a", [new StateChange(0, 0), new StateChange(0.2, 1)], 1), new("b", [new StateChange(0, 0)], 0.4), new("c", [new StateChange(0, 0), new StateChange(0.6, 1)], 1),
            new("d", [new StateChange(0, 0)], 1), new("e", [new StateChange(0, 0)], 1),
        ];
        MigrationEstimate estimate = AalenJohansenEstimator.Fit(entities, ["alive", "dead"], [new MigrationWindow(0, 1)], 1, new MigrationOptions { DefaultState = 1 });
        double survival = 4.0 / 5 * 2 / 3;
        Assert.Equal(survival, estimate.Cell(0, 0).Probability!.Value, 1e-15);
        double greenwood = survival * Math.Sqrt((1.0 / (5 * 4)) + (1.0 / (3 * 2)));
        Assert.Equal(greenwood, estimate.Cell(0, 0).StandardError!.Value, 1e-15);
        Assert.Equal(greenwood, estimate.Cell(0, 1).StandardError!.Value, 1e-15);
        Assert.Equal(1, estimate.Rows[0].Withdrawn);
    }

    [Fact]
    public void Withdrawn_entities_are_left_out_or_count_half()
    {
        StateHistory[] firms = [Of("a", 0), Of("b", 0), Of("c", 1), Gone("d")];
        MigrationEstimate excluded = CohortEstimator.Fit(firms, ["x", "y"], [0, 1]);
        Assert.Equal(1.0 / 3, excluded.Matrix![0, 1], 1e-15);
        Assert.Equal((3, 1), (excluded.Rows[0].Exposure, excluded.Rows[0].Withdrawn));
        MigrationEstimate half = CohortEstimator.Fit(firms, ["x", "y"], [0, 1], 1, new MigrationOptions { Withdrawn = WithdrawnRule.HalfPeriod });
        Assert.Equal(1 / 3.5, half.Matrix![0, 1], 1e-15);

        static StateHistory Of(string name, int end) => new(name, end == 0 ? [new StateChange(0, 0)] : [new StateChange(0, 0), new StateChange(0.5, end)], 2);

        static StateHistory Gone(string name) => new(name, [new StateChange(0, 0), new StateChange(0.7, null)], 2);
    }

    [Fact]
    public void A_default_counts_even_after_a_withdrawal_and_only_once()
    {
        StateHistory[] firms = [new("a", [new StateChange(0, 0), new StateChange(0.3, null), new StateChange(0.8, 1), new StateChange(1.5, 0)], 3), new("b", [new StateChange(0, 0)], 3)];
        MigrationEstimate estimate = CohortEstimator.Fit(firms, ["x", "D"], [0, 1, 2], 1, new MigrationOptions { DefaultState = 1 });
        Assert.Equal((1.0, 2.0), (estimate.Cell(0, 1).Count, estimate.Cell(0, 0).Count));
        Assert.Equal(1, estimate.AfterDefault);
        Assert.Equal(TransitionRowStatus.Absorbing, estimate.Rows[1].Status);
    }

    [Fact]
    public void A_state_never_seen_is_named_and_its_cells_are_empty()
    {
        StateHistory[] firms = [new("a", [new StateChange(0, 0), new StateChange(0.5, 2)], 1), new("b", [new StateChange(0, 0)], 1)];
        foreach (MigrationEstimate estimate in (MigrationEstimate[])[CohortEstimator.Fit(firms, Toy, [0, 1]), DurationEstimator.Fit(firms, Toy, 0, 1), AalenJohansenEstimator.Fit(firms, Toy, [new MigrationWindow(0, 1)])])
        {
            Assert.Equal(MigrationStatus.UnseenStates, estimate.Status);
            Assert.Equal(TransitionRowStatus.Unseen, estimate.Rows[1].Status);
            Assert.All(Enumerable.Range(0, 3), j => Assert.Null(estimate.Cell(1, j).Probability));
            Assert.Equal(1, estimate.Matrix![1, 1]);
        }

        MigrationEstimate none = CohortEstimator.Fit(firms, Toy, [5, 6]);
        Assert.Equal((MigrationStatus.NoObservations, null), (none.Status, none.Matrix));
    }

    [Fact]
    public void Errors_of_the_delta_method_are_those_of_differences()
    {
        double[,] moves = { { 0, 30, 4 }, { 20, 0, 11 }, { 0, 0, 0 } };
        double[] years = [120, 60, 10];
        MigrationEstimate estimate = DurationEstimator.FromMoves(Toy, moves, years);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double variance = 0;
                for (int k = 0; k < 2; k++)
                {
                    for (int l = 0; l < 3; l++)
                    {
                        if (k != l)
                        {
                            double h = 1e-4;
                            double slope = (Shifted(k, l, h)[i, j] - Shifted(k, l, -h)[i, j]) / (2 * h);
                            variance += slope * slope * moves[k, l] / (years[k] * years[k]);
                        }
                    }
                }

                Assert.Equal(Math.Sqrt(variance), estimate.Cell(i, j).StandardError!.Value, 1e-9);
            }
        }

        TransitionMatrix Shifted(int k, int l, double h)
        {
            double[,] rates = estimate.Generator!.ToArray();
            rates[k, l] += h;
            rates[k, k] -= h;
            return GeneratorMatrix.Of(Toy, rates).Over(1);
        }
    }

    [Fact]
    public void Exact_bounds_of_a_rate_are_those_of_Garwood()
    {
        // 3 events: 0.6187 to 8.7673 at 95 % (any table of Poisson limits).
        TransitionCell cell = DurationEstimator.FromMoves(["a", "b"], new double[,] { { 0, 3 }, { 0, 0 } }, [1, 1]).Cell(0, 1);
        Assert.Equal(0.6187, cell.RateLow!.Value, 5e-5);
        Assert.Equal(8.7673, cell.RateHigh!.Value, 5e-5);
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        GeneratorMatrix truth = GeneratorMatrix.Of(Toy, new[,] { { -0.25, 0.2, 0.05 }, { 0.15, -0.4, 0.25 }, { 0, 0, 0 } });
        TransitionMatrix year = truth.Over(1);
        MigrationOptions options = new() { DefaultState = 2 };
        int[] held = new int[3];
        const int Samples = 300;
        for (int s = 0; s < Samples; s++)
        {
            StateHistory[] firms = [.. Enumerable.Range(0, 120).Select(f => Simulated(truth, 100 + s, f, 4))];
            MigrationEstimate[] estimates =
            [
                CohortEstimator.Fit(firms, Toy, [0, 1, 2, 3, 4], 1, options), DurationEstimator.Fit(firms, Toy, 0, 4, 1, options),
                AalenJohansenEstimator.Fit(firms, Toy, [.. Enumerable.Range(0, 4).Select(k => new MigrationWindow(k, k + 1))], 1, options),
            ];
            for (int m = 0; m < 3; m++)
            {
                held[m] += Enumerable.Range(0, 2).Sum(i => Enumerable.Range(0, 3).Count(j => estimates[m].Cell(i, j) is var cell && cell.Low <= year[i, j] && year[i, j] <= cell.High));
            }
        }

        // 1,800 cells each, in 300 independent samples: 95 % with some 1 % of error.
        Assert.All(held, count => Assert.InRange(count / (6.0 * Samples), 0.93, 0.97));
    }

    [Fact]
    public void The_bootstrap_agrees_with_the_errors_where_entities_are_independent()
    {
        GeneratorMatrix truth = GeneratorMatrix.Of(Toy, new[,] { { -0.25, 0.2, 0.05 }, { 0.15, -0.4, 0.25 }, { 0, 0, 0 } });
        StateHistory[] firms = [.. Enumerable.Range(0, 800).Select(f => Simulated(truth, 7, f, 1))];
        MigrationOptions options = new() { DefaultState = 2, Replicates = 400 };
        MigrationEstimate[] estimates = [CohortEstimator.Fit(firms, Toy, [0, 1], 1, options), DurationEstimator.Fit(firms, Toy, 0, 1, 1, options), AalenJohansenEstimator.Fit(firms, Toy, [new MigrationWindow(0, 1)], 1, options)];
        foreach (MigrationEstimate estimate in estimates)
        {
            Assert.Equal(400, estimate.Replicates);
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    TransitionCell cell = estimate.Cell(i, j);
                    Assert.InRange(cell.BootstrapError!.Value / cell.StandardError!.Value, 0.8, 1.2);
                }
            }
        }

        Assert.Equal(estimates[0].Cells, CohortEstimator.Fit([.. firms.Reverse()], Toy, [0, 1], 1, options).Cells);
    }

    /// <summary>A path of the chain in continuous time, each firm from a stream of its own.</summary>
    internal static StateHistory Simulated(GeneratorMatrix generator, int seed, int firm, double years)
    {
        PhiloxStream stream = new((ulong)seed, (uint)firm);
        int state = firm % 2;
        double time = 0;
        List<StateChange> changes = [new StateChange(0, state)];
        while (generator[state, state] < 0)
        {
            time += Math.Log(stream.NextUniform()) / generator[state, state];
            if (time >= years)
            {
                break;
            }

            double draw = stream.NextUniform() * -generator[state, state];
            int next = 0;
            while (next == state || (draw -= generator[state, next]) > 0)
            {
                next++;
            }

            changes.Add(new StateChange(time, state = next));
        }

        return new StateHistory($"firm{firm:0000}", changes, years);
    }

    private static StateHistory[] ToyFirms() =>
    [
        .. Enumerable.Range(0, 10).Select(k => new StateHistory($"A{k}", k == 0 ? [new StateChange(0, 0), new StateChange(1.0 / 12, 1)] : [new StateChange(0, 0)], 1)),
        .. Enumerable.Range(0, 10).Select(k => new StateHistory($"B{k}", k == 0 ? [new StateChange(0, 1), new StateChange(2.0 / 12, 2)] : [new StateChange(0, 1)], 1)),
    ];
}
