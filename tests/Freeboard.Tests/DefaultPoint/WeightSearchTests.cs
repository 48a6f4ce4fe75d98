using Freeboard.DefaultPoint;
using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Tests.DefaultPoint;

public class WeightSearchTests
{
    [Theory]
    [InlineData(0.2, 0, 0.7)]
    [InlineData(0.8, 0.3, 1.5)]
    public void The_grid_finds_the_weight_that_made_the_defaults(double truth, double least, double most)
    {
        LabelledLiabilities firms = Firms(4000, truth, seed: 3);
        WeightSearchResult found = WeightGrid.Search(firms);
        Assert.Equal(WeightStatus.Found, found.Status);
        Assert.InRange(truth, found.Low!.Value, found.High!.Value);

        // The larger the weight, the less a step of it moves d2: the set is wider to the right.
        Assert.True(found.Low >= least && found.High <= most, $"[{found.Low}, {found.High}]");
        Assert.Equal(31, found.Tried.Count);
        Assert.Equal(found.Value, found.Tried.Max(t => t.Value));
        Assert.All(found.Tried, t => Assert.Equal(t.InConfidenceSet, t.Probability > 0.05));
    }

    [Theory]
    [InlineData(WeightCriterion.LogLikelihood)]
    [InlineData(WeightCriterion.Area)]
    public void The_evolutionary_search_reaches_what_the_grid_reaches(WeightCriterion criterion)
    {
        LabelledLiabilities firms = Firms(1500, 0.5, seed: 4);
        WeightSearchResult grid = WeightGrid.Search(firms, new WeightGridOptions { Criterion = criterion });
        EvolutionResult evolved = WeightEvolution.Search(firms, new EvolutionOptions { Criterion = criterion });
        Assert.Equal(WeightStatus.Found, evolved.Status);
        Assert.Equal(1, evolved.CurrentWeight);
        Assert.True(evolved.Value >= grid.Value - 1e-4, $"{evolved.Value} {grid.Value}");
        Assert.InRange(evolved.NonCurrentWeight!.Value, grid.Low!.Value - 0.05, grid.High!.Value + 0.05);
        Assert.Equal(21, evolved.BestByGeneration.Count);
        Assert.Equal(evolved.BestByGeneration.Order(), evolved.BestByGeneration);
        Assert.Equal(24 + (20 * 23), evolved.Evaluations);
    }

    [Fact]
    public void The_same_seed_gives_the_same_generations_and_another_seed_others()
    {
        LabelledLiabilities firms = Firms(400, 0.5, seed: 5);
        EvolutionOptions options = new() { Generations = 3, FreeCurrentWeight = true };
        EvolutionResult one = WeightEvolution.Search(firms, options);
        EvolutionResult again = WeightEvolution.Search(firms, options);
        EvolutionResult other = WeightEvolution.Search(firms, options with { Seed = 2 });
        Assert.Equal(one.BestByGeneration, again.BestByGeneration);
        Assert.Equal((one.CurrentWeight, one.NonCurrentWeight), (again.CurrentWeight, again.NonCurrentWeight));
        Assert.NotEqual(one.BestByGeneration, other.BestByGeneration);
    }

    [Fact]
    public void Where_no_firm_owes_for_long_the_surface_is_flat_and_says_so()
    {
        LabelledLiabilities firms = Firms(300, 0.5, seed: 6);
        WeightSearchResult found = WeightGrid.Search(firms with { NonCurrent = new double[firms.Count] });
        Assert.Equal(WeightStatus.SurfaceIsFlat, found.Status);
        Assert.All(found.Tried, t => Assert.True(t.InConfidenceSet));
        Assert.Equal((0, 1.5), (found.Low, found.High));
    }

    [Fact]
    public void A_best_weight_at_the_end_of_the_range_says_so()
    {
        WeightSearchResult found = WeightGrid.Search(Firms(4000, 1.2, seed: 7), new WeightGridOptions { To = 0.3, Steps = 6 });
        Assert.Equal(WeightStatus.BoundBinds, found.Status);
        Assert.Equal(0.3, found.Weight);
    }

    [Fact]
    public void Labels_of_one_kind_and_unusable_rows_have_a_status()
    {
        LabelledLiabilities firms = Firms(50, 0.5, seed: 8);
        Assert.Equal(WeightStatus.NoEvents, WeightGrid.Search(firms with { HasEvent = new bool[50] }).Status);
        Assert.Equal(WeightStatus.NoOthers, WeightEvolution.Search(firms with { HasEvent = Enumerable.Repeat(true, 50).ToArray() }).Status);
        double[] values = firms.EquityValue.ToArray();
        values[3] = -1;
        bool[] mixed = new bool[50];
        mixed[0] = true;
        WeightSearchResult refused = WeightGrid.Search(firms with { EquityValue = values, HasEvent = mixed });
        Assert.Equal(WeightStatus.InvalidInput, refused.Status);
        Assert.Null(refused.Weight);
        Assert.Throws<ArgumentException>(() => WeightGrid.Search(firms with { Current = new double[3] }));
        Assert.Throws<ArgumentException>(() => WeightGrid.Search(firms, new WeightGridOptions { From = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightGridOptions { Steps = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvolutionOptions { Population = 3 });
    }

    [Fact]
    public void The_unit_of_money_never_matters()
    {
        LabelledLiabilities firms = Firms(400, 0.5, seed: 9);
        LabelledLiabilities dearer = firms with { EquityValue = Times(firms.EquityValue), Current = Times(firms.Current), NonCurrent = Times(firms.NonCurrent) };
        Assert.Equal(WeightGrid.Search(firms).Tried, WeightGrid.Search(dearer).Tried);

        static double[] Times(ReadOnlyMemory<double> column) => Array.ConvertAll(column.ToArray(), v => v * 1024);
    }

    /// <summary>Firms whose defaults follow a logistic law of d2 at a true weight.</summary>
    private static LabelledLiabilities Firms(int count, double truth, ulong seed)
    {
        PhiloxStream stream = new(seed);
        double[] equity = new double[count], volatility = new double[count], current = new double[count], nonCurrent = new double[count];
        bool[] events = new bool[count];
        for (int i = 0; i < count; i++)
        {
            equity[i] = Math.Exp(stream.NextNormal());
            volatility[i] = 0.3 + (0.4 * stream.NextUniform());
            current[i] = equity[i] * Math.Exp(0.7 * stream.NextNormal());
            nonCurrent[i] = equity[i] * Math.Exp(1.5 * stream.NextNormal());
            MertonSolution solution = TwoEquations.Solve(new MertonInputs { EquityValue = equity[i], EquityVolatility = volatility[i], DefaultPoint = current[i] + (truth * nonCurrent[i]), RiskFreeRate = 0.03, HorizonYears = 1 });
            Assert.Equal(SolverStatus.Converged, solution.Status);
            events[i] = stream.NextUniform() < 1 / (1 + Math.Exp(-(3.5 - (3 * solution.D2))));
        }

        return new LabelledLiabilities { EquityValue = equity, EquityVolatility = volatility, Current = current, NonCurrent = nonCurrent, HasEvent = events };
    }
}
