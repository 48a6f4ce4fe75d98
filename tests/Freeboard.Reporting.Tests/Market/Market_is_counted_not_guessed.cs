using Freeboard.Reporting.Language;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Tests.Market;

public sealed class Market_is_counted_not_guessed
{
    private static readonly Phrasebook English = Phrasebook.For("en");

    [Fact]
    public void Headline_counts_the_rows_below_one()
    {
        SampleRun sample = new();
        var run = sample.Build();
        double[] Distances(DateOnly day) => [.. run.Rows.Where(r => r.Date == day).Select(r => r.DdRiskNeutral).OfType<double>()];
        double[] now = Distances(sample.Dates[^1]);
        double[] then = Distances(sample.Dates[^2]);
        string headline = MarketSentences.Headline(MarketView.Of(run), English);
        int below = now.Count(d => d < 1);
        Assert.True(below > 1);
        Assert.StartsWith($"{below} of {now.Length} firms with a distance to default ({Numbers.Percent((double)below / now.Length, 1)}) stand less than one", headline, StringComparison.Ordinal);
        Assert.EndsWith($"On 2026-09-30 it was {then.Count(d => d < 1)} of {then.Length} ({Numbers.Percent((double)then.Count(d => d < 1) / then.Length, 1)}).", headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Headline_fits_a_run_without_rows_without_distances_with_one_firm_and_with_one_date()
    {
        Assert.Equal("This run has no rows: nothing was assessed.", MarketSentences.Headline(MarketView.Of(new SampleRun { Firms = 0 }.Build()), English));
        Assert.Equal("No firm has a distance to default on 2026-10-31; each row below gives its reason.", MarketSentences.Headline(MarketView.Of(new SampleRun { AllFail = true }.Build()), English));
        Assert.StartsWith("The one firm with a distance to default on 2026-10-31 stands at ", MarketSentences.Headline(MarketView.Of(new SampleRun { Firms = 1 }.Build()), English), StringComparison.Ordinal);
        Assert.DoesNotContain("On 2026", MarketSentences.Headline(MarketView.Of(new SampleRun { Months = 1 }.Build()), English), StringComparison.Ordinal);
    }

    [Fact]
    public void Share_title_compares_with_the_median_that_the_figure_draws()
    {
        MarketView view = MarketView.Of(new SampleRun().Build());
        double latest = view.HighRisk[^1].Share!.Value;
        double median = MarketSentences.Median(view)!.Value;
        Assert.True(latest > median);
        Assert.Equal($"High-risk share is {Numbers.Percent(latest, 1)}, above its median of {Numbers.Percent(median, 1)} since 2023-11", MarketSentences.ShareTitle(view, English));
        Assert.Equal("No firm has a distance to default on any date", MarketSentences.ShareTitle(MarketView.Of(new SampleRun { AllFail = true }.Build()), English));
        Assert.EndsWith("of firms stand below DD 1", MarketSentences.ShareTitle(MarketView.Of(new SampleRun { Months = 1 }.Build()), English), StringComparison.Ordinal);
        Assert.Equal("No firm stood below DD 1 on any date", MarketSentences.ShareTitle(MarketView.Of(new SampleRun { Firms = 1 }.Build()), English));
    }

    [Fact]
    public void Firms_stand_by_risk_then_without_distance_then_ended()
    {
        MarketView view = MarketView.Of(new SampleRun().Build());
        double?[] distances = [.. view.Firms.Select(f => f.LatestDistance)];
        int with = distances.Count(d => d is not null);
        Assert.Equal(distances.Take(with).Order(), distances.Take(with));
        Assert.All(distances.Skip(with), Assert.Null);
        Assert.Equal(SampleRun.Ended, view.Firms[^1].Firm.Firm);
        Assert.Equal([SampleRun.Stale, SampleRun.NoDebt, SampleRun.NeverStatement], view.Firms.Skip(with).Take(3).Select(f => f.Firm.Firm));
        Assert.Equal(Enumerable.Range(1, with).Select(i => (int?)i), view.Firms.Take(with).Select(f => f.Rank));
    }

    [Fact]
    public void Bands_hold_every_firm_with_a_distance_once()
    {
        MarketView view = MarketView.Of(new SampleRun().Build());
        Assert.Equal(view.WithDistance.Count, view.Bands.Sum(b => b.Firms));
        Assert.Equal(view.HighRisk[^1].Risky, view.Bands[0].Firms + view.Bands[1].Firms);
        Assert.Equal(view.HighRisk[^2].Firms, view.Bands.Sum(b => b.Before));
        Assert.Equal([1, 2, 2, 3, 7], new[] { -0.1, 0, 0.999, 1, 6 }.Select(DepthBand.Of));
    }

    [Fact]
    public void Peers_leave_out_the_firm_itself_exactly()
    {
        double?[][] series = [.. Enumerable.Range(1, 7).Select(i => new double?[] { i, i == 7 ? null : i })];
        Peers peers = new(series);
        // Without 4 the others are 1 2 3 5 6 7: median 4; without 7 they are 1..6: 3.5; without 1 they are 2..7: 4.5.
        Assert.Equal([4.0, 3.0], peers.Quantile(series[3], 0.5));
        Assert.Equal(3.5, peers.Quantile(series[6], 0.5)[0]);
        Assert.Equal(4.5, peers.Quantile(series[0], 0.5)[0]);
        Assert.Equal(5, peers.Others(series[3], 1));
        Assert.Equal(1.5, peers.Quantile(series[3], 0.1)[0]);
    }

    [Fact]
    public void Fewer_than_five_others_make_no_band()
    {
        double?[][] series = [.. Enumerable.Range(1, 5).Select(i => new double?[] { i })];
        Assert.Null(new Peers(series).Quantile(series[0], 0.5)[0]);
    }
}
