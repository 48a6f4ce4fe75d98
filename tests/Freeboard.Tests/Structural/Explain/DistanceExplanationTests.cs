using Freeboard.Structural.Explain;

namespace Freeboard.Tests.Structural.Explain;

public class DistanceExplanationTests
{
    /// <summary>A product of two factors: the Shapley value is each one's change at the mean of the other, by hand.</summary>
    [Fact]
    public void The_asset_move_of_one_share_is_the_textbook_split()
    {
        // 10 shares at 2 become 12 shares at 3; liabilities go first 30 second 25.
        AssetMoveContributions move = AssetMoveExplanation.ExplainValue(50, 61, 20, 36, 0.5);
        Assert.Equal(11, move.Total);
        Assert.Equal(-5, move.Liabilities, 1e-13);
        Assert.Equal(11 * 1.0, move.EquityReturn!.Value, 1e-13);
        Assert.Equal(2.5 * 2, move.ShareIssuance!.Value, 1e-13);
        Assert.Equal(16, move.Equity, 1e-13);

        AssetMoveContributions unsplit = AssetMoveExplanation.ExplainValue(50, 61, 20, 36, null);
        Assert.Equal(16, unsplit.Equity, 1e-13);
        Assert.Null(unsplit.EquityReturn);
        Assert.Null(unsplit.ShareIssuance);
    }

    [Fact]
    public void Contributions_add_up_to_the_change()
    {
        var random = new SplitMix(61);
        double worst = 0;
        foreach (ExplainedQuantity quantity in Enum.GetValues<ExplainedQuantity>())
        {
            for (int i = 0; i < 2000; i++)
            {
                (DistanceDrivers first, DistanceDrivers second) = RandomPair(random);
                DriverContributions parts = DistanceExplanation.Explain(first, second, quantity);
                double sum = parts.AssetValue + parts.AssetVolatility + parts.DefaultPoint + parts.Drift;
                double scale = new[] { 1, Math.Abs(parts.From), Math.Abs(parts.To), Math.Abs(parts.AssetValue), Math.Abs(parts.AssetVolatility) }.Max();
                worst = Math.Max(worst, Math.Abs(sum - parts.Change) / scale);
            }
        }

        Assert.True(worst < 4e-15, $"{worst:g3}");
    }

    /// <summary>At the size of real firms the sum holds to 1e-12 outright.</summary>
    [Fact]
    public void Contributions_of_ordinary_firms_add_up_to_1e_12()
    {
        var random = new SplitMix(62);
        for (int i = 0; i < 3000; i++)
        {
            DistanceDrivers first = Ordinary();
            DistanceDrivers second = Ordinary() with { HorizonYears = first.HorizonYears };
            foreach (ExplainedQuantity quantity in Enum.GetValues<ExplainedQuantity>())
            {
                DriverContributions parts = DistanceExplanation.Explain(first, second, quantity);
                Assert.Equal(parts.Change, parts.AssetValue + parts.AssetVolatility + parts.DefaultPoint + parts.Drift, 1e-12);
            }
        }

        DistanceDrivers Ordinary() => new()
        {
            AssetValue = random.Uniform(1.05, 5),
            AssetVolatility = random.Uniform(0.08, 0.8),
            DefaultPoint = 1,
            Drift = random.Uniform(0, 0.08),
            HorizonYears = 1,
        };
    }

    [Fact]
    public void A_driver_that_did_not_move_contributes_exactly_nothing()
    {
        var random = new SplitMix(63);
        for (int i = 0; i < 500; i++)
        {
            (DistanceDrivers first, DistanceDrivers second) = RandomPair(random);
            foreach (ExplainedQuantity quantity in Enum.GetValues<ExplainedQuantity>())
            {
                Assert.Equal(0, DistanceExplanation.Explain(first, second with { AssetValue = first.AssetValue }, quantity).AssetValue);
                Assert.Equal(0, DistanceExplanation.Explain(first, second with { AssetVolatility = first.AssetVolatility }, quantity).AssetVolatility);
                Assert.Equal(0, DistanceExplanation.Explain(first, second with { DefaultPoint = first.DefaultPoint }, quantity).DefaultPoint);
                Assert.Equal(0, DistanceExplanation.Explain(first, second with { Drift = first.Drift }, quantity).Drift);
            }

            Assert.Equal(0, DistanceExplanation.Explain(first, second, ExplainedQuantity.DistanceKmv).Drift);
        }
    }

    [Fact]
    public void Exchanging_the_days_changes_only_the_signs()
    {
        var random = new SplitMix(64);
        for (int i = 0; i < 500; i++)
        {
            (DistanceDrivers first, DistanceDrivers second) = RandomPair(random);
            DriverContributions there = DistanceExplanation.Explain(first, second, ExplainedQuantity.LogEdf);
            DriverContributions back = DistanceExplanation.Explain(second, first, ExplainedQuantity.LogEdf);
            double scale = Math.Max(1, Math.Max(Math.Abs(there.From), Math.Abs(there.To)));
            Assert.Equal(there.AssetValue, -back.AssetValue, 1e-13 * scale);
            Assert.Equal(there.DefaultPoint, -back.DefaultPoint, 1e-13 * scale);
        }
    }

    [Fact]
    public void A_lone_driver_takes_the_whole_change_and_the_unit_of_money_does_not_matter()
    {
        var first = new DistanceDrivers { AssetValue = 12.4, AssetVolatility = 0.21, DefaultPoint = 10, Drift = 0.05, HorizonYears = 1 };
        DriverContributions lone = DistanceExplanation.Explain(first, first with { DefaultPoint = 11 }, ExplainedQuantity.Distance);
        Assert.Equal(lone.Change, lone.DefaultPoint, 1e-15);
        Assert.Equal(-Math.Log(1.1) / 0.21, lone.DefaultPoint, 1e-14);

        DistanceDrivers second = first with { AssetValue = 14, AssetVolatility = 0.3, DefaultPoint = 12, Drift = 0.02 };
        DriverContributions units = DistanceExplanation.Explain(first, second, ExplainedQuantity.LogEdf);
        DriverContributions other = DistanceExplanation.Explain(Scaled(first), Scaled(second), ExplainedQuantity.LogEdf);
        Assert.Equal(units, other);

        static DistanceDrivers Scaled(DistanceDrivers d) => d with { AssetValue = d.AssetValue * 1024, DefaultPoint = d.DefaultPoint * 1024 };
    }

    [Fact]
    public void Sources_of_the_assets_add_up_to_the_asset_values_own_contribution()
    {
        var random = new SplitMix(65);
        for (int i = 0; i < 1000; i++)
        {
            (DistanceDrivers first, DistanceDrivers second) = RandomPair(random);
            double equityFrom = first.AssetValue * random.Uniform(0.1, 0.9);
            double equityTo = second.AssetValue * random.Uniform(0.1, 0.9);
            double? equityReturn = i % 3 == 0 ? null : random.Uniform(-0.8, 2);
            foreach (ExplainedQuantity quantity in Enum.GetValues<ExplainedQuantity>())
            {
                AssetMoveContributions move = AssetMoveExplanation.Explain(first, second, equityFrom, equityTo, equityReturn, quantity);
                DriverContributions whole = DistanceExplanation.Explain(first, second, quantity);
                Assert.Equal(whole.AssetValue, move.Total);
                double scale = new[] { 1, Math.Abs(whole.From), Math.Abs(whole.To), Math.Abs(move.Equity), Math.Abs(move.Liabilities) }.Max();
                Assert.Equal(move.Total, move.Equity + move.Liabilities, 1e-12 * scale);
                if (equityReturn is not null)
                {
                    Assert.Equal(move.Equity, move.EquityReturn!.Value + move.ShareIssuance!.Value, 1e-15);
                }
            }
        }
    }

    [Fact]
    public void Drivers_outside_their_ranges_are_the_callers_bug()
    {
        var good = new DistanceDrivers { AssetValue = 12.4, AssetVolatility = 0.21, DefaultPoint = 10, Drift = 0.05, HorizonYears = 1 };
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceExplanation.Explain(good, good with { DefaultPoint = 0 }, ExplainedQuantity.Distance));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceExplanation.Explain(good with { Drift = double.NaN }, good, ExplainedQuantity.Distance));
        Assert.Throws<ArgumentException>(() => DistanceExplanation.Explain(good, good with { HorizonYears = 2 }, ExplainedQuantity.Distance));
        Assert.Throws<ArgumentOutOfRangeException>(() => AssetMoveExplanation.ExplainValue(50, 61, 20, 36, -1));
    }

    private static (DistanceDrivers From, DistanceDrivers To) RandomPair(SplitMix random)
    {
        DistanceDrivers first = Draw() with { HorizonYears = random.LogUniform(-1, 1) };
        return (first, Draw() with { HorizonYears = first.HorizonYears });

        DistanceDrivers Draw() => new()
        {
            AssetValue = random.LogUniform(-1, 3),
            AssetVolatility = random.LogUniform(-1.3, 0.3),
            DefaultPoint = random.LogUniform(-1, 1),
            Drift = random.Uniform(-0.05, 0.2),
            HorizonYears = 1,
        };
    }
}
