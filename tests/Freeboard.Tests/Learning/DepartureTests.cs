using Freeboard.Learning;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Tests.Learning;

public sealed class DepartureTests
{
    [Fact]
    public void Where_rows_to_stop_by_are_many_the_score_is_that_of_their_gains()
    {
        (TrainingSample training, TrainingSample validation) = TrainingTests.Market(6000, 3, 1, out _);
        bool[] events = [.. validation.Labels.ToArray().Select(label => label > 0)];
        Assert.True(events.Count(e => e) >= 100);
        TrainingOptions options = TrainingTests.Quick with { Members = 2, Epochs = 3, Evidence = 0 };
        NetworkEnsemble ensemble = NetworkEnsemble.Train(TrainingTests.Small(training), training, validation, options);
        PenalisedLogit line = PenalisedLogit.Fit(training.Offsets, 1, training.Labels, default, 0);
        double[] logits = ensemble.Logits(validation);
        double[] gains = [.. events.Select((bad, row) => Loss(line.Intercept + (line.Coefficients[0] * validation.Offset(row)), bad) - Loss(logits[row], bad))];
        double mean = gains.Average();
        Assert.Equal(mean * gains.Length / Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean))), ensemble.DepartureScore!.Value, 9);
    }

    [Fact]
    public void Where_they_are_few_every_row_counts_and_the_score_is_the_same_on_any_threads()
    {
        (TrainingSample training, TrainingSample validation) = TrainingTests.Market(900, 2, 1, out _);
        NetworkShape shape = TrainingTests.Small(training);
        TrainingOptions options = TrainingTests.Quick with { Members = 2, Epochs = 20, BatchRows = 32 };
        NetworkEnsemble one = NetworkEnsemble.Train(shape, training, validation, options with { Threads = 1 });
        NetworkEnsemble two = NetworkEnsemble.Train(shape, training, validation, options with { Threads = 2 });
        Assert.Equal(one.DepartureScore, two.DepartureScore);

        // Networks trained elsewhere are judged alike.
        TrainedNetwork[] members = [.. Enumerable.Range(0, 2).Select(m => NetworkTraining.Train(shape, training, validation, options, (uint)m))];
        NetworkEnsemble made = NetworkEnsemble.Of(members, training, validation, options);
        Assert.Equal((one.Departure, one.DepartureScore), (made.Departure, made.DepartureScore));
        Assert.Equal(one.Members.Select(m => m.Network.Values.ToArray()), made.Members.Select(m => m.Network.Values.ToArray()));
    }

    [Fact]
    public void Rows_of_one_firm_count_as_one()
    {
        (TrainingSample training, TrainingSample validation) = TrainingTests.Market(600, 4, 1, out _);
        NetworkShape shape = TrainingTests.Small(training);
        TrainingSample Copies(TrainingSample sample, int first) => sample.Select([.. Enumerable.Range(0, 4 * sample.Rows).Select(row => row / 4)]) with { Groups = (int[])[.. Enumerable.Range(0, 4 * sample.Rows).Select(row => first + (row / 4))] };
        TrainingSample copies = Copies(training, 0);
        TrainingSample held = Copies(validation, training.Rows);
        NetworkEnsemble grouped = NetworkEnsemble.Train(shape, copies, held, TrainingTests.Quick with { Epochs = 4 });
        NetworkEnsemble single = NetworkEnsemble.Train(shape, copies with { Groups = default }, held with { Groups = default }, TrainingTests.Quick with { Epochs = 4 });

        // A firm that is there four times has been seen by the networks that judge it, unless its rows stay together; and it has one story to tell.
        Assert.True(grouped.DepartureScore < 0.75 * single.DepartureScore, $"{grouped.DepartureScore} and {single.DepartureScore}");
        Assert.Throws<ArgumentException>(() => NetworkEnsemble.Train(shape, copies with { Groups = (int[])[1, 2] }, held));
        Assert.Throws<ArgumentException>(() => NetworkEnsemble.Train(shape, copies with { Groups = (int[])[.. copies.Groups.ToArray().Select(g => g - 1)] }, held));
    }

    /// <summary>3,000 firms, a tenth of them to stop by: what the rule finds where accounts tell more than the stock market, and where they tell nothing.</summary>
    [Theory]
    [Trait("Length", "Long")]
    [InlineData(1.0, 7)]
    [InlineData(0.5, 5)]
    [InlineData(0.0, 0)]
    public void Networks_depart_where_there_is_something_to_depart_for_and_never_to_their_loss(double candour, int least)
    {
        int departed = 0;
        for (int seed = 1; seed <= 8; seed++)
        {
            (TrainingSample training, TrainingSample validation) = TrainingTests.Market(3000, (ulong)seed, candour, out TrainingSample fresh);
            NetworkEnsemble ensemble = NetworkEnsemble.Train(new NetworkShape { Inputs = training.Inputs, Hidden = [16, 16], Skip = true }, training, validation, new TrainingOptions { Seed = (ulong)seed, Members = 2, Epochs = 40 });
            bool[] events = [.. fresh.Labels.ToArray().Select(label => label > 0)];
            double[] logits = ensemble.Logits(fresh);
            double[] edf = fresh.Offsets.ToArray();
            Assert.True(DeLong.PairedTest(logits, edf, events).Difference >= 0, $"seed {seed}");
            Assert.True(events.Select((bad, row) => Loss(edf[row], bad) - Loss(logits[row], bad)).Sum() >= 0, $"seed {seed}");
            departed += ensemble.Departure == Departure.Departed ? 1 : 0;
        }

        Assert.InRange(departed, least, candour > 0 ? 8 : 1);
    }

    private static double Loss(double logit, bool bad) => Math.Max(bad ? -logit : logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
}
