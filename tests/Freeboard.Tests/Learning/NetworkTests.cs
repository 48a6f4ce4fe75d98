using Freeboard.Learning;
using Freeboard.Numerics;

namespace Freeboard.Tests.Learning;

public sealed class NetworkTests
{
    // The figures have 16 or 17 digits; a network in double precision agrees to a few units of the last.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Logits_are_those_of_another_program()
    {
        double[] theirs = ReferenceNetwork.Theirs(ReferenceNetwork.Figures, "logits", false);
        double[] ours = ReferenceNetwork.Start().Logits(ReferenceNetwork.Sample);
        Near(theirs, ours);
    }

    [Fact]
    public void Losses_and_every_slope_are_those_of_another_program()
    {
        NetworkGradient gradient = ReferenceNetwork.Start().Gradient(ReferenceNetwork.Sample, ReferenceNetwork.Weights);
        System.Text.Json.JsonElement loss = ReferenceNetwork.Figures.GetProperty("loss");
        Near(
            [loss.GetProperty("main").GetDouble(), loss.GetProperty("deep").GetDouble(), loss.GetProperty("aux").GetDouble(), loss.GetProperty("total").GetDouble()],
            [gradient.Losses.Main, gradient.Losses.Deep, gradient.Losses.Auxiliary, gradient.Losses.Total]);
        Network network = new(ReferenceNetwork.Shape, gradient.Values.Span);
        foreach ((string ours, string theirs, bool turned) in ReferenceNetwork.Names)
        {
            Near(ReferenceNetwork.Theirs(ReferenceNetwork.Figures.GetProperty("grad"), theirs, turned), network.Of(ours).ToArray());
        }
    }

    [Fact]
    public void Parameters_after_two_steps_are_those_of_another_program()
    {
        Network start = ReferenceNetwork.Start();
        double[] values = start.Values.ToArray();
        AdamW steps = new(start, new AdamWOptions { LearningRate = 0.01 });
        List<double> losses = [];
        for (int step = 0; step < 3; step++)
        {
            NetworkGradient gradient = new Network(ReferenceNetwork.Shape, values).Gradient(ReferenceNetwork.Sample, ReferenceNetwork.Weights);
            losses.Add(gradient.Losses.Total);
            if (step < 2)
            {
                steps.Step(values, gradient.Values.Span);
            }
        }

        Near(ReferenceNetwork.Theirs(ReferenceNetwork.Figures, "loss_after", false), [.. losses]);
        Network after = new(ReferenceNetwork.Shape, values);
        foreach ((string ours, string theirs, bool turned) in ReferenceNetwork.Names)
        {
            Near(ReferenceNetwork.Theirs(ReferenceNetwork.Figures.GetProperty("params_after_2"), theirs, turned), after.Of(ours).ToArray());
        }
    }

    [Fact]
    public void Slopes_are_differences_of_the_loss_whatever_the_shape()
    {
        PhiloxStream stream = new(3);
        NetworkShape[] shapes =
        [
            new() { Inputs = 5, Hidden = [] },
            new() { Inputs = 5, Hidden = [], Skip = true },
            new() { Inputs = 5, Hidden = [9] },
            new() { Inputs = 5, Hidden = [33, 7, 17], DeepSupervision = true, Skip = true, Auxiliary = [new("later", AuxiliaryLoss.Binary, 2), new("change", AuxiliaryLoss.Huber), new("square", AuxiliaryLoss.Squared)] },
        ];
        foreach (NetworkShape shape in shapes)
        {
            TrainingSample sample = Random(shape, 11, stream);
            Network network = Moved(Network.Start(shape, sample, 7), stream);
            Assert.All(GradientCheck.Of(network, sample, new LossWeights(0.3, 0.2)), tensor => Assert.True(tensor.RelativeError < 1e-6, $"{tensor.Tensor}: {tensor.RelativeError}"));
        }
    }

    [Fact]
    public void A_row_alone_has_the_bits_of_a_row_in_a_batch()
    {
        PhiloxStream stream = new(5);
        NetworkShape shape = new() { Inputs = 20 };
        TrainingSample sample = Random(shape, 50, stream);
        Network network = Moved(Network.Start(shape, sample, 7), stream);
        double[] batch = network.Logits(sample);
        Assert.Equal(batch, (double[])[.. Enumerable.Range(0, 50).Select(row => network.Logit(sample.Row(row)))]);
    }

    [Fact]
    public void A_target_that_no_row_has_costs_nothing()
    {
        PhiloxStream stream = new(8);
        NetworkShape shape = new() { Inputs = 4, Hidden = [6], Auxiliary = [new("loss", AuxiliaryLoss.Binary)] };
        TrainingSample sample = Random(shape, 10, stream) with { Auxiliary = (double[])[.. Enumerable.Repeat(double.NaN, 10)] };
        NetworkGradient gradient = Network.Start(shape, sample, 1).Gradient(sample, new LossWeights(0.3, 1));
        Assert.Equal(0, gradient.Losses.Auxiliary);
        Assert.Equal(gradient.Losses.Main, gradient.Losses.Total);
        Assert.All(new Network(shape, gradient.Values.Span).Of("auxiliary.weight").ToArray(), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void With_the_skip_a_network_begins_as_the_edf()
    {
        PhiloxStream stream = new(9);
        NetworkShape shape = new() { Inputs = 4, Skip = true };
        TrainingSample sample = Random(shape, 30, stream);
        Assert.Equal(sample.Offsets.ToArray(), Network.Start(shape, sample, 1).Logits(sample));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_twice()
    {
        PhiloxStream stream = new(10);
        NetworkShape shape = new() { Inputs = 4, Hidden = [5, 5], DeepSupervision = true, Auxiliary = [new("a", AuxiliaryLoss.Squared)] };
        TrainingSample sample = Random(shape, 6, stream) with { Weights = ReadOnlyMemory<double>.Empty };
        TrainingSample twice = sample.Select([0, 1, 2, 3, 4, 5, 0]);
        TrainingSample weighted = sample with { Weights = (double[])[2, 1, 1, 1, 1, 1] };
        Network network = Network.Start(shape, sample, 1);
        NetworkGradient a = network.Gradient(twice, new LossWeights(0.3, 0.3));
        NetworkGradient b = network.Gradient(weighted, new LossWeights(0.3, 0.3));
        Near(a.Values.ToArray(), b.Values.ToArray());
    }

    internal static TrainingSample Random(NetworkShape shape, int rows, PhiloxStream stream) => new()
    {
        Inputs = shape.Inputs,
        Features = Normals(rows * shape.Inputs, stream),
        Labels = (double[])[.. Enumerable.Range(0, rows).Select(row => row % 3 == 0 ? 1.0 : 0)],
        Weights = (double[])[.. Enumerable.Range(0, rows).Select(_ => 0.5 + stream.NextUniform())],
        Offsets = shape.Skip ? Normals(rows, stream) : default(ReadOnlyMemory<double>),
        Auxiliary = (double[])[.. Enumerable.Range(0, rows * shape.Auxiliary.Count).Select(i => i % 5 == 4 ? double.NaN : shape.Auxiliary[i % shape.Auxiliary.Count].Loss == AuxiliaryLoss.Binary ? stream.NextUniform() : 2 * stream.NextNormal())],
    };

    private static double[] Normals(int count, PhiloxStream stream) => [.. Enumerable.Range(0, count).Select(_ => stream.NextNormal())];

    private static Network Moved(Network network, PhiloxStream stream) => new(network.Shape, (double[])[.. network.Values.ToArray().Select(value => value + (0.2 * stream.NextNormal()))]);

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"{i}: {expected[i]:G17} and {actual[i]:G17}");
        }
    }
}
