using Freeboard.Learning;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Tests.Learning;

public sealed class TrainingTests
{
    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        (TrainingSample training, TrainingSample validation) = Market(600, 1, 1, out _);
        NetworkShape shape = Small(training);
        double[][] Values(int threads) => [.. NetworkEnsemble.Train(shape, training, validation, Quick with { Members = 4, Threads = threads }).Members.Select(member => member.Network.Values.ToArray())];
        double[][] one = Values(1);
        Assert.Equal(one, Values(2));
        Assert.Equal(one, Values(4));
        Assert.Equal(4, one.Select(values => values[0]).Distinct().Count());
    }

    [Fact]
    public void The_parameters_kept_are_those_of_the_lowest_validation_loss()
    {
        (TrainingSample training, TrainingSample validation) = Market(1500, 1, 1, out _);
        TrainedNetwork trained = NetworkTraining.Train(Small(training), training, validation, Quick with { Epochs = 40 });
        Assert.Equal(TrainingStatus.EarlyStopped, trained.Status);
        double least = trained.History.Min(epoch => epoch.ValidationLoss!.Value);
        Assert.InRange(trained.History[trained.BestEpoch].ValidationLoss!.Value, least, least + 1e-5);
        Assert.Equal(trained.BestEpoch + Quick.Patience, trained.History[^1].Epoch);
        bool[] events = [.. validation.Labels.ToArray().Select(label => label > 0)];
        double[] probabilities = [.. trained.Network.Logits(validation).Select(logit => 1 / (1 + Math.Exp(-logit)))];
        Assert.Equal(trained.History[trained.BestEpoch].ValidationLoss!.Value, LogLoss.Of(probabilities, events).Loss!.Value, 12);
    }

    [Fact]
    public void Labels_all_alike_and_too_few_rows_are_statuses()
    {
        NetworkShape shape = new() { Inputs = 2 };
        TrainingSample alike = new() { Inputs = 2, Features = new double[20], Labels = new double[10] };
        Assert.Equal(TrainingStatus.NoVariation, NetworkTraining.Train(shape, alike).Status);
        Assert.Equal(TrainingStatus.NotEnoughData, NetworkTraining.Train(shape, alike.Select([0])).Status);
    }

    [Fact]
    public void A_loss_that_leaves_the_numbers_is_a_status_and_the_best_network_stays()
    {
        (TrainingSample training, TrainingSample validation) = Market(600, 1, 1, out _);
        TrainedNetwork trained = NetworkTraining.Train(Small(training), training, validation, Quick with { Steps = new AdamWOptions { LearningRate = 1e200 }, ClipLength = 1e300 });
        Assert.Equal(TrainingStatus.NumericalBreakdown, trained.Status);
        Assert.All(trained.Network.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void An_offset_missing_or_a_label_out_of_range_is_refused()
    {
        NetworkShape shape = new() { Inputs = 1, Skip = true };
        TrainingSample sample = new() { Inputs = 1, Features = new double[2], Labels = (double[])[0, 1] };
        Assert.Contains("offset", Assert.Throws<ArgumentException>(() => NetworkTraining.Train(shape, sample)).Message, StringComparison.Ordinal);
        Assert.Contains("[0, 1]", Assert.Throws<ArgumentException>(() => NetworkTraining.Train(shape with { Skip = false }, sample with { Labels = (double[])[0, 2] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NetworkTraining.Train(shape with { Skip = false }, sample with { Features = (double[])[0, double.NaN] }));
    }

    [Fact]
    public void Dropout_leaves_scores_as_they_are_and_training_seeded()
    {
        (TrainingSample training, TrainingSample validation) = Market(600, 1, 1, out _);
        NetworkShape shape = Small(training);
        double[] first = NetworkTraining.Train(shape, training, validation, Quick).Network.Values.ToArray();
        Assert.Equal(first, NetworkTraining.Train(shape, training, validation, Quick).Network.Values.ToArray());
        Assert.NotEqual(first, NetworkTraining.Train(shape, training, validation, Quick with { Seed = 2 }).Network.Values.ToArray());
        Assert.NotEqual(first, NetworkTraining.Train(shape, training, validation, Quick with { Dropout = 0 }).Network.Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Where_accounts_tell_more_the_network_beats_the_edf_in_every_seed(int seed)
    {
        (TrainingSample training, TrainingSample validation) = Market(6000, (ulong)seed, 1, out TrainingSample fresh);
        NetworkEnsemble ensemble = NetworkEnsemble.Train(new NetworkShape { Inputs = training.Inputs, Hidden = [16, 16], Skip = true }, training, validation, Quick with { Seed = (ulong)seed, Members = 2, Epochs = 30 });
        AreaComparison area = Compare(ensemble, fresh, out double gain);
        Assert.Equal(Departure.Departed, ensemble.Departure);
        Assert.True(area.Difference > 0.01, $"{area.FirstArea} and {area.SecondArea}");
        Assert.True(gain > 0.005, $"{gain}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Where_accounts_tell_nothing_the_network_stays_at_the_edf_or_costs_nothing(int seed)
    {
        (TrainingSample training, TrainingSample validation) = Market(6000, (ulong)seed, 0, out TrainingSample fresh);
        NetworkEnsemble ensemble = NetworkEnsemble.Train(new NetworkShape { Inputs = training.Inputs, Hidden = [16, 16], Skip = true }, training, validation, Quick with { Seed = (ulong)seed, Members = 2, Epochs = 30 });
        AreaComparison area = Compare(ensemble, fresh, out double gain);

        // The EDF alone, uncalibrated, is what the network is held against; on its own line the areas are the same to the bit.
        Assert.True(gain >= 0, $"{gain}");
        Assert.True(ensemble.Departure == Departure.NoEvidence ? area.Difference == 0 : area.Z > -2, $"{ensemble.Departure} {ensemble.DepartureScore} {area.Difference} {area.Z}");
    }

    internal static TrainingOptions Quick { get; } = new() { Members = 1, Epochs = 6, BatchRows = 128 };

    internal static NetworkShape Small(TrainingSample sample) => new() { Inputs = sample.Inputs, Hidden = [12, 8], Skip = !sample.Offsets.IsEmpty };

    /// <summary>Rows of a simulated market: nine tenths to learn from, one to stop by, and as many fresh ones.</summary>
    internal static (TrainingSample Training, TrainingSample Validation) Market(int rows, ulong seed, double candour, out TrainingSample fresh)
    {
        IReadOnlyList<SimulatedFirm> firms = SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 2 * rows, Seed = seed, Candour = candour });
        double[] raw = [.. firms.SelectMany(Raw)];
        FeatureEncoder encoder = FeatureEncoder.Fit(Columns, raw.AsSpan(0, rows * Columns.Length));
        TrainingSample all = new()
        {
            Inputs = encoder.Inputs,
            Features = encoder.EncodeAll(raw),
            Labels = (double[])[.. firms.Select(firm => firm.Default ? 1.0 : 0)],
            Offsets = (double[])[.. firms.Select(firm => NetworkModel.OffsetOf(firm.Edf))],
        };
        fresh = all.Select([.. Enumerable.Range(rows, rows)]);
        return (all.Select([.. Enumerable.Range(0, rows).Where(row => row % 5 != 0)]), all.Select([.. Enumerable.Range(0, rows).Where(row => row % 5 == 0)]));
    }

    internal static string[] Columns { get; } = ["return", "capital", "retained", "burden", "turnover", "size"];

    internal static double[] Raw(SimulatedFirm firm) => [firm.ReturnOnAssets ?? double.NaN, firm.WorkingCapital, firm.RetainedEarnings, firm.InterestBurden ?? double.NaN, firm.Turnover, firm.LogSize];

    /// <summary>The network less the EDF alone by area, and how much less log loss the network has.</summary>
    private static AreaComparison Compare(NetworkEnsemble ensemble, TrainingSample fresh, out double gain)
    {
        bool[] events = [.. fresh.Labels.ToArray().Select(label => label > 0)];
        double[] logits = ensemble.Logits(fresh);
        double[] edf = fresh.Offsets.ToArray();
        double Loss(double[] scores) => scores.Select((logit, row) => (events[row] ? Math.Max(-logit, 0) : Math.Max(logit, 0)) + Math.Log(1 + Math.Exp(-Math.Abs(logit)))).Average();
        gain = Loss(edf) - Loss(logits);
        return DeLong.PairedTest(logits, edf, events);
    }
}
