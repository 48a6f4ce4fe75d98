using Freeboard.Assessment;
using Freeboard.Reporting.Market;

namespace Freeboard.Reporting.Tests.Market;

public sealed class Industries_are_medians_of_their_firms
{
    private static readonly AssessmentRun Sample = new SampleRun().Build();

    [Fact]
    public void A_median_is_that_of_the_distances_of_its_firms_on_every_date()
    {
        // Three industries in turn, whatever the sample calls them.
        AssessmentRun run = Sample with { Firms = [.. Sample.Firms.Select(static (f, i) => f with { Industry = $"I{i % 3}" })] };
        MarketView view = MarketView.Of(run);
        IReadOnlyList<IndustryMedian> industries = IndustryMedian.Of(view);
        Assert.Equal(3, industries.Count);
        Assert.Equal(industries.OrderBy(static i => i.Latest), industries);
        int shown = industries[0].Medians.Count;
        Assert.True(view.Dates[^shown] >= view.Latest!.Value.AddYears(-2));
        foreach (IndustryMedian industry in industries)
        {
            HashSet<string> firms = [.. run.Firms.Where(f => f.Industry == industry.Industry).Select(static f => f.Firm)];
            for (int i = 0; i < shown; i++)
            {
                DateOnly day = view.Dates[^(shown - i)];
                double[] distances = [.. run.Rows.Where(r => firms.Contains(r.Firm) && r.Date == day && r.Status == AssessmentStatus.Converged).Select(static r => r.DdRiskNeutral!.Value).Order()];
                double? median = distances.Length == 0 ? null : distances.Length % 2 == 1 ? distances[distances.Length / 2] : (distances[(distances.Length / 2) - 1] + distances[distances.Length / 2]) / 2;
                Assert.Equal(median is null, industry.Medians[i] is null);
                Assert.Equal(median ?? 0, industry.Medians[i] ?? 0, 12);
            }
        }
    }

    [Fact]
    public void Industries_of_one_firm_and_a_run_without_industries_have_none()
    {
        Assert.Empty(IndustryMedian.Of(MarketView.Of(Sample with { Firms = [.. Sample.Firms.Select(static (f, i) => f with { Industry = $"I{i}" })] })));
        Assert.Empty(IndustryMedian.Of(MarketView.Of(Sample with { Firms = [.. Sample.Firms.Select(static f => f with { Industry = null })] })));
        Assert.Empty(IndustryMedian.Of(MarketView.Of(Sample with { Rows = [] })));
    }
}
