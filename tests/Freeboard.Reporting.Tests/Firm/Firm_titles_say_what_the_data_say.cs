using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Firm;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Tests.Firm;

public sealed class Firm_titles_say_what_the_data_say
{
    private static readonly Phrasebook English = Phrasebook.For("en");

    [Fact]
    public void Every_comparison_with_peers_holds_for_every_firm()
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        int below = 0;
        int crossed = 0;
        foreach (FirmSeries firm in page.View.WithDistance)
        {
            double[] others = [.. page.View.WithDistance.Where(f => f != firm).Select(f => f.LatestDistance!.Value)];
            double median = Quantiles.Of(others, 0.5);
            string title = FirmTitles.Distance(page, firm);
            if (title.Contains("equals", StringComparison.Ordinal))
            {
                Assert.Equal(Numbers.Fixed(median, 2), Numbers.Fixed(firm.LatestDistance!.Value, 2));
                continue;
            }

            bool saysBelow = title.Contains("below", StringComparison.Ordinal);
            Assert.Equal(firm.LatestDistance < median, saysBelow);
            below += saysBelow ? 1 : 0;
            if (title.Contains("slipped", StringComparison.Ordinal) || title.Contains("risen", StringComparison.Ordinal))
            {
                crossed++;
                double[] before = [.. page.View.Firms.Where(f => f != firm).Select(f => f.PreviousDistance).OfType<double>()];
                Assert.NotEqual(firm.PreviousDistance < Quantiles.Of(before, 0.5), saysBelow);
            }
        }

        Assert.InRange(below, 20, 40);
        Assert.True(crossed > 0, "No firm crossed the median in the sample: the crossing template is not tested.");
    }

    [Fact]
    public void Without_peers_the_distance_is_compared_with_a_year_before()
    {
        PageContext page = new(new SampleRun { Firms = 1 }.Build(), English, 400);
        FirmSeries firm = page.View.Firms[0];
        double then = firm.Distance[^13]!.Value;
        double now = firm.LatestDistance!.Value;
        Assert.Equal($"Distance to default {(now > then ? "rose" : "fell")} from {Numbers.Fixed(then, 2)} on 2025-10-31 to {Numbers.Fixed(now, 2)}", FirmTitles.Distance(page, firm));
    }

    [Fact]
    public void Edf_titles_never_contradict_the_figures_they_print()
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        foreach (FirmSeries firm in page.View.WithDistance)
        {
            string title = FirmTitles.Edf(page, firm);
            if (title.Contains("rose", StringComparison.Ordinal) || title.Contains("fell", StringComparison.Ordinal))
            {
                Assert.Equal(title.Contains("rose", StringComparison.Ordinal), firm.LnEdf[^1] > firm.LnEdf[^13]);
            }
            else
            {
                Assert.True(title.Contains("stayed below 0.01%", StringComparison.Ordinal) || Numbers.Probability(firm.LnEdf[^1]!.Value) == Numbers.Probability(firm.LnEdf[^13]!.Value), title);
            }
        }

        Assert.Equal("Model EDF stayed below 0.01% on every date", FirmTitles.Edf(page, page.View.Firms.Single(f => f.Firm.Firm == SampleRun.Healthiest)));
    }

    [Fact]
    public void Waterline_title_says_how_far_deck_and_water_moved()
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        foreach (FirmSeries firm in page.View.WithDistance)
        {
            AssessmentRow from = firm.Rows.First(r => r is { Status: AssessmentStatus.Converged })!;
            double deck = firm.Latest!.AssetValue!.Value / from.AssetValue!.Value;
            string title = FirmTitles.Waterline(page, firm);
            string size = Numbers.Percent(Math.Abs(deck - 1), 0);
            string move = size == "0%" ? "held" : $"{(deck > 1 ? "rose" : "fell")} {size}";
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Since {from.Date:yyyy-MM-dd} the deck {move} and the waterline "), title, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(SampleRun.Stale, "No ruler on 2026-10-31: stale prices", "No distance to default since 2026-06-30", "No EDF since 2026-06-30")]
    [InlineData(SampleRun.NoDebt, "No debt: a deck and no water", "No distance to default on any date", "No EDF on any date")]
    [InlineData(SampleRun.NeverStatement, "No ruler on 2026-10-31: no statement", "No distance to default on any date", "No EDF on any date")]
    [InlineData(SampleRun.Ended, "No ruler on 2026-10-31: ended", "No distance to default since 2026-02-28", "No EDF since 2026-02-28")]
    public void A_firm_without_a_distance_says_so_in_every_title(string code, string waterline, string distance, string edf)
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        FirmSeries firm = page.View.Firms.Single(f => f.Firm.Firm == code);
        Assert.Equal((waterline, distance, edf), (FirmTitles.Waterline(page, firm), FirmTitles.Distance(page, firm), FirmTitles.Edf(page, firm)));
    }

    [Fact]
    public void Verdict_says_the_figures_of_the_row_and_the_size_and_side_of_the_change()
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        foreach (FirmSeries firm in page.View.WithDistance)
        {
            string verdict = FirmSentences.Verdict(page, firm);
            Assert.Contains($"**{Numbers.Fixed(firm.LatestDistance!.Value, 2)} standard deviations**", verdict, StringComparison.Ordinal);
            Assert.Equal(firm.LatestDistance < 0, verdict.Contains("more likely than not", StringComparison.Ordinal));
            string size = Numbers.Fixed(Math.Abs(firm.Change!.Value), 2);
            string change = size == "0.00" ? "It is unchanged since 2026-09-30." : $"Since 2026-09-30 the distance {(firm.Change < 0 ? "fell" : "rose")} by {size}: asset value ";
            Assert.Contains(change, verdict, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verdict_without_a_number_gives_the_reason_and_the_last_number_known()
    {
        PageContext page = new(new SampleRun().Build(), English, 400);
        FirmSeries stale = page.View.Firms.Single(f => f.Firm.Firm == SampleRun.Stale);
        Assert.Equal(
            $"**No distance to default on 2026-10-31.** The firm has not traded for longer than allowed: its last price says nothing about this day. The last one was {Numbers.Fixed(stale.Distance[^5]!.Value, 2)}, on 2026-06-30; the lines end there.",
            FirmSentences.Verdict(page, stale));
        FirmSeries ended = page.View.Firms.Single(f => f.Firm.Firm == SampleRun.Ended);
        Assert.StartsWith("**No row after 2026-02-28.**", FirmSentences.Verdict(page, ended), StringComparison.Ordinal);
    }
}
