using Freeboard.Monitoring;
using Freeboard.Provenance;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Monitoring;
using Freeboard.Reporting.Report;
using Freeboard.Services.Monitoring;

namespace Freeboard.Reporting.Tests.Monitoring;

public sealed class Digest_page_says_what_the_digest_says
{
    private static readonly DateOnly Day = new(2024, 3, 29);

    [Theory]
    [InlineData("en", "2 alerts were raised", "at or below", "Firing", "No data")]
    [InlineData("zh-CN", "新触发 2 条预警", "触发线", "触发", "无数据")]
    public async Task Counts_states_and_drivers_stand_on_the_page(string language, string heading, string found, string firing, string nodata)
    {
        string html = await HtmlReport.RenderAsync(Sample(), new ReportOptions { Language = language });
        foreach (string text in (string[])[heading, found, firing, nodata, "Keel Property", "near-default", "2023-12-29", "FIGURES-REVISED"])
        {
            Assert.Contains(text, html, StringComparison.Ordinal);
        }

        Assert.Equal(html, await HtmlReport.RenderAsync(Sample(), new ReportOptions { Language = language }));
        Assert.DoesNotContain("NaN", html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_follow_the_counts()
    {
        Phrasebook words = Phrasebook.For("en");
        MonitorDigest digest = Sample();
        Assert.Equal("2 alerts were raised", DigestSentences.Heading(digest, words));
        Assert.Equal("Nothing new; 2 alerts are open", DigestSentences.Heading(digest with { News = [] }, words));
        Assert.Equal("Nothing new; 1 alert is open", DigestSentences.Heading(digest with { News = [], Open = [digest.Open[0]] }, words));
        Assert.Equal("No alert is open", DigestSentences.Heading(digest with { News = [], Open = [] }, words));
        Assert.Equal(4, digest.OpenCount);
        Assert.Contains("Days after 2024-02-29, up to 2024-03-29.", DigestSentences.Lede(digest, words), StringComparison.Ordinal);
        Assert.Equal("The monitor has gone over no day yet.", DigestSentences.Lede(digest with { AsOf = null }, words));
    }

    [Fact]
    public void A_rule_has_the_minus_of_a_page_and_words_keep_their_hyphens()
    {
        const string rule = "change of DDRiskNeutral over 20 days at or below -1.5, until at or above -0.75 for 3 days";
        Assert.Equal("change of DDRiskNeutral over 20 days at or below −1.5, until at or above −0.75 for 3 days", RuleSentences.Say(rule, Phrasebook.For("en")));
        Assert.Contains("−1.5", RuleSentences.Say(rule, Phrasebook.For("zh-CN")), StringComparison.Ordinal);
        Assert.Equal("a near-default rule of somebody else's, at -1", RuleSentences.Say("a near-default rule of somebody else's, at -1", Phrasebook.For("en")));
    }

    [Fact]
    public void Findings_are_said_in_the_unit_of_their_rule()
    {
        Phrasebook words = Phrasebook.For("en");
        MonitorDigest digest = Sample();
        Assert.Equal("DDRiskNeutral 1.42, threshold 1.50", DigestSentences.Found(digest.News[0], words));
        Assert.Equal("At 96.2% by risk among its peers (100% is the riskiest, itself counted half) by EDF (3.10%), threshold 95.0%", DigestSentences.Found(digest.News[1], words));
        Assert.Equal("DDRiskNeutral changed by −3.10 standard deviations to 2.00, threshold −2.66", DigestSentences.Found(digest.Open[0], words));
        Assert.Equal("DDKmv 1.90, +0.20 from the trigger of its peers, clear at +0.10", DigestSentences.Found(digest.News[2], words));
        Assert.Equal("The rule is gone.", DigestSentences.Found(digest.News[3], words));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_driver_that_moved_towards_default_has_the_colour_of_worse_whichever_way_the_quantity_runs(string language)
    {
        MonitorDigest digest = Sample();
        MonitorAlert first = digest.News[0];
        DriverContribution[] parts = [new("equity", 0.9), new("defaultPoint", -0.4), new("riskFreeRate", 0.001)];
        string falling = Main(await HtmlReport.RenderAsync(digest with { News = [first with { Drivers = first.Drivers! with { Contributions = parts } }] }, new ReportOptions { Language = language }));
        string rising = Main(await HtmlReport.RenderAsync(digest with { News = [first with { Drivers = first.Drivers! with { Quantity = "lnEDF", Contributions = parts } }] }, new ReportOptions { Language = language }));

        // Of a distance, up is better; of a frequency's logarithm, worse. The arrow is the sign's, the colour the risk's.
        Assert.Contains("""<span class="delta up">+0.90</span>""", falling, StringComparison.Ordinal);
        Assert.Contains("""<span class="delta down">−0.40</span>""", falling, StringComparison.Ordinal);
        Assert.Contains("""<span class="delta up worse">+0.90</span>""", rising, StringComparison.Ordinal);
        Assert.Contains("""<span class="delta down better">−0.40</span>""", rising, StringComparison.Ordinal);
        string whole = await HtmlReport.RenderAsync(digest, new ReportOptions { Language = language });
        Assert.Contains(".delta.worse { color: var(--down); }", whole, StringComparison.Ordinal);
        Assert.Contains(".delta.better { color: var(--up); }", whole, StringComparison.Ordinal);

        static string Main(string html) => System.Net.WebUtility.HtmlDecode(html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)]);
    }

    internal static MonitorDigest Sample() => new()
    {
        Monitor = "watch",
        Step = 12,
        AsOf = Day,
        PreviousDay = new DateOnly(2024, 2, 29),
        Source = "run a1b2-c3d4-e5f6",
        Inputs = [new InputFile("a1b2-c3d4-e5f6", "", "run", 1200, 0)],
        Rules =
        [
            new RunParameter("near-default", "DDRiskNeutral at or below 1.5, until at or above 1.8 for 25 days"), new RunParameter("riskiest", "percentile of risk by EDF among all firms at or above 0.95, until at or below 0.9"),
            new RunParameter("unusual-fall", "change of DDRiskNeutral over 91 days, in standard deviations among peers at or below -2.66"), new RunParameter("below-peers", "DDKmv less the level that 90 % of all firms are safer than"),
        ],
        RulesHash = "0123456789abcdef",
        Version = "0.1.0",
        Synthetic = true,
        Days = 20,
        Firms = 60,
        Observations = 1200,
        News =
        [
            Alert("SY0001", "Keel Property", "near-default", "level", AlertNews.Raised, AlertPhase.Firing, Day, Day, "DDRiskNeutral", 1.42, 1.42, "DDRiskNeutral", 1.5, 1.8) with
            {
                Drivers = new AlertDrivers(new DateOnly(2023, 12, 29), Day, "DDRiskNeutral", 2.6, 1.42, [new DriverContribution("equity", -0.9), new DriverContribution("assetVolatility", -0.4), new DriverContribution("defaultPoint", -0.05), new DriverContribution("liabilities", 0.05), new DriverContribution("riskFreeRate", 0.12)]),
            },
            Alert("SY0002", "", "riskiest", "peerPercentile", AlertNews.Raised, AlertPhase.Recovering, new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 8), "EDF", 0.031, 0.962, "percentile", 0.95, 0.9) with { WithoutDrivers = "NO-EARLIER-DAY No earlier day with a distance is near enough." },
            Alert("SY0003", "Halyard Construction", "below-peers", "peerTrigger", AlertNews.Cleared, AlertPhase.Normal, new DateOnly(2024, 1, 5), Day, "DDKmv", 1.9, 0.2, "DDKmv", -0.25, 0.1),
            Alert("SY0004", "Bollard Chemicals", "old-rule", "", AlertNews.Withdrawn, AlertPhase.Normal, new DateOnly(2023, 11, 1), Day, "", null, null, "", null, null),
        ],
        Open =
        [
            Alert("SY0005", "Windlass Machinery", "unusual-fall", "change", AlertNews.Open, AlertPhase.Firing, new DateOnly(2023, 10, 31), Day, "DDRiskNeutral", 2, -3.1, "sigmas", -2.66, -1.33),
            Alert("SY0006", "Scupper Chemicals", "near-default", "level", AlertNews.Open, AlertPhase.Firing, new DateOnly(2024, 1, 12), new DateOnly(2024, 3, 1), "DDRiskNeutral", 1.1, 1.1, "DDRiskNeutral", 1.5, 1.8) with { NoData = true },
        ],
        Pending = 3,
        Notes = [new QualityNote("FIGURES-REVISED", "", 2, "Figures of days gone over before differ now; what was said of those days stands.")],
    };

    private static MonitorAlert Alert(string firm, string name, string rule, string kind, AlertNews news, AlertPhase phase, DateOnly raised, DateOnly day, string measure, double? level, double? value, string unit, double? raise, double? clear) => new()
    {
        Firm = firm,
        Name = name,
        Rule = rule,
        Kind = kind,
        News = news,
        Phase = phase,
        RaisedOn = raised,
        Day = day,
        Measure = measure,
        Level = level,
        Value = value,
        Unit = unit,
        Raise = raise,
        Clear = clear,
    };
}
