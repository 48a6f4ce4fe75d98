using System.Globalization;
using System.Text;
using Freeboard.Assessment;
using Freeboard.Monitoring;
using Freeboard.Numerics;
using Freeboard.Services.Monitoring;
using Xunit.Abstractions;

namespace Freeboard.Services.Tests.Monitoring;

/// <summary>The rate of false alerts on simulated markets in which nothing happens, against the rate that thresholds were designed for.</summary>
public sealed class FalseAlarmRateTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("structural", 0.1)]
    [InlineData("peers", 0.1)]
    public void Month_ends_of_a_quiet_market_raise_as_often_as_designed(string scale, double rate) =>
        Hold(scale, rate, "month", MonitoredMarket.Quiet(200, MonitoredMarket.Months(2001, 20), 12, seed: 11), 0.06);

    [Theory]
    [Trait("Length", "Long")]
    [InlineData("structural", 0.1)]
    [InlineData("structural", 0.5)]
    [InlineData("peers", 0.1)]
    public void Month_ends_of_a_large_quiet_market_too(string scale, double rate) =>
        Hold(scale, rate, "month", MonitoredMarket.Quiet(600, MonitoredMarket.Months(2001, 20), 12, seed: 11), 0.06);

    [Fact]
    [Trait("Length", "Long")]
    public void Trading_days_of_a_quiet_market_raise_as_often_as_designed() =>
        Hold("structural", 0.2, "day", MonitoredMarket.Quiet(120, MonitoredMarket.TradingDays(2001, 12), 250, seed: 12), 0.06);

    [Fact]
    [Trait("Length", "Long")]
    public void A_common_factor_makes_the_structural_scale_raise_together_and_leaves_the_scale_of_peers_at_its_rate()
    {
        // Half of the variance is the market's: alerts come in waves on the structural scale, so that the rate of one market is a matter of luck; among peers it cancels, and what is left is scaled anew.
        List<AssessmentRow> rows = WithFactor(400, MonitoredMarket.Months(2001, 20), loading: Math.Sqrt(0.5));
        Hold("peers", 0.1, "month", rows, 0.06);
    }

    private void Hold(string scale, double rate, string frequency, List<AssessmentRow> rows, double systematic)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $$"""{ "schema": "freeboard-monitor-rules/1", "frequency": "{{frequency}}", "rules": [ { "id": "fall", "kind": "change", "measure": "DDRiskNeutral", "windowDays": 91, "scale": "{{scale}}", "falseAlarmsPerFirmYear": {{rate}} } ] }""");
        MonitorRules rules = MonitorRules.Parse(Encoding.UTF8.GetBytes(text), "rules.json").Rules!;
        MonitorFold fold = new(rules, new Dictionary<string, string>());
        fold.Go(rows, CancellationToken.None);
        int alerts = fold.Events.Count(static e => e.Change == AlertChange.Raised);
        double years = fold.Spans.Values.Sum(static s => (s.Last.DayNumber - s.First.DayNumber) / 365.25);
        double measured = alerts / years;
        double error = Math.Sqrt(alerts) / years;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frequency}, {scale}, designed {rate}: measured {measured:0.0000} +- {error:0.0000} alerts a firm and year ({alerts} alerts, {years:0} firm-years), threshold {rules.Rules[0].Thresholds.Raise:0.000} sigmas"));

        // Four standard errors of the count, and what calendars do to a window of 91 days.
        Assert.InRange(measured, rate - (4 * error) - (systematic * rate), rate + (4 * error) + (systematic * rate));
    }

    private static List<AssessmentRow> WithFactor(int firms, DateOnly[] days, double loading)
    {
        PhiloxStream market = new(13);
        double[] factor = [.. days.Select(_ => market.NextNormal())];
        List<AssessmentRow> rows = [];
        for (int firm = 0; firm < firms; firm++)
        {
            PhiloxStream stream = new(14, (uint)firm);
            double volatility = 0.1 + (0.4 * stream.NextUniform());
            double logAssets = volatility * 8;
            for (int i = 0; i < days.Length; i++)
            {
                logAssets += volatility * Math.Sqrt(1 / 12.0) * ((loading * factor[i]) + (Math.Sqrt(1 - (loading * loading)) * stream.NextNormal()));
                rows.Add(MonitoredMarket.Row($"F{firm:0000}", days[i], Math.Exp(logAssets), volatility, 1, 0.03));
            }
        }

        return rows;
    }
}
