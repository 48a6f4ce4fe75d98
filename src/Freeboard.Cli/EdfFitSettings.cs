using System.CommandLine;
using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Services.Edf;
using Freeboard.Services.FirmYears;

namespace Freeboard.Cli;

/// <summary>The options of <c>edf fit</c> that say what is fitted and how.</summary>
internal sealed class EdfFitSettings
{
    private readonly Option<string?> labelEvent = new("--event") { Description = "The event: st, default, bankruptcy or delisted. Must be given with --labels and --buckets; bankruptcy with --firm-years when left out.", HelpName = "EVENT" };
    private readonly Option<string> horizon = new("--horizon") { Description = "How long after the day the event counts: 12m, 18m, 2y.", HelpName = "12m", DefaultValueFactory = _ => "12m" };
    private readonly Option<string?> text = new("--label-text") { Description = "The label's definition in words, kept with the map.", HelpName = "TEXT" };
    private readonly Option<string> kind = new("--kind") { Description = "Kind of map: logistic, exponential (maximum likelihood), exponential-ols (least squares on buckets), probit, isotonic, kernel; normal fits nothing.", DefaultValueFactory = _ => "logistic" };
    private readonly Option<string> cut = new("--cut") { Description = "Buckets: equal-count:N, width:W, or edges:A,B,C.", DefaultValueFactory = _ => "equal-count:20" };
    private readonly Option<int> minimum = new("--min-count") { Description = "Fewest observations in a bucket; smaller ones are pooled with the next.", DefaultValueFactory = _ => 10 };
    private readonly Option<string> zero = new("--zero-events") { Description = "What exponential-ols does with buckets without an event: pool, drop, jeffreys.", DefaultValueFactory = _ => "pool" };
    private readonly Option<bool> smear = new("--smear") { Description = "Multiply an exponential-ols map by Duan's smearing factor." };
    private readonly Option<int> block = new("--min-block") { Description = "Fewest observations in a block of isotonic, and under the kernel.", DefaultValueFactory = _ => 25 };
    private readonly Option<string> bandwidth = new("--bandwidth") { Description = "Kernel bandwidth: a number, rule-of-thumb, or cross-validation.", DefaultValueFactory = _ => "rule-of-thumb" };
    private readonly Option<bool> anyShape = new("--any-shape") { Description = "Let the kernel's curve rise where the data rise." };
    private readonly Option<string?> population = new("--population-rate") { Description = "Rate of events in the population, decimal, when it is not the sample's: corrects the odds.", HelpName = "P" };
    private readonly Option<string> floor = new("--floor") { Description = "Least frequency of the map.", DefaultValueFactory = _ => "0" };
    private readonly Option<string> ceiling = new("--ceiling") { Description = "Greatest frequency of the map.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> level = new("--level") { Description = "Level of the intervals.", DefaultValueFactory = _ => "0.95" };
    private readonly Option<int> replications = new("--replications") { Description = "Bootstrap samples by firm behind the intervals of isotonic and kernel.", DefaultValueFactory = _ => 200 };
    private readonly Option<string> seed = new("--seed") { Description = "Seed of the bootstrap.", DefaultValueFactory = _ => "1" };
    private readonly Option<string?> from = new("--from") { Description = "First day (of firm-years: its year) to train on.", HelpName = "DATE" };
    private readonly Option<string?> to = new("--to") { Description = "Last day (of firm-years: its year) to train on.", HelpName = "DATE" };
    private readonly Option<string?> watchedTo = new("--watched-to") { Description = "Day up to which the labels are complete; the last day of any row or label when left out.", HelpName = "DATE" };
    private readonly Option<string?> group = new("--group") { Description = "Group of firm-years to train on.", HelpName = "GROUP" };
    private readonly Option<string> policy = new("--volatility-policy") { Description = $"How firm-years without a volatility get one: {string.Join(", ", FirmYearPolicies.Words)}.", DefaultValueFactory = _ => FirmYearPolicies.DefaultWord };

    public void AddTo(Command command)
    {
        labelEvent.AcceptOnlyFromAmong([.. EdfWords.ObservableEvents]);
        kind.AcceptOnlyFromAmong([.. EdfWords.KindWords]);
        zero.AcceptOnlyFromAmong("pool", "drop", "jeffreys");
        policy.AcceptOnlyFromAmong([.. FirmYearPolicies.Words]);
        foreach (Option option in (Option[])[labelEvent, horizon, text, kind, cut, minimum, zero, smear, block, bandwidth, anyShape, population, floor, ceiling, level, replications, seed, from, to, watchedTo, group, policy])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="firmYears">Whether the data are firm-years.</param>
    public EdfFitOptions Read(ParseResult parsed, bool firmYears)
    {
        if (firmYears && parsed.GetResult(watchedTo) is { Implicit: false })
        {
            throw new SettingException("--watched-to", "", "it says nothing beside --firm-years, whose labels are of the year after; --to ends the years.");
        }

        LabelEvent happened = EdfWords.Event(parsed.GetValue(labelEvent)) ?? (firmYears ? LabelEvent.Bankruptcy : throw new SettingException("--event", "", $"say what the labels are: {string.Join(", ", EdfWords.ObservableEvents)}."));
        string months = parsed.GetValue(horizon)!;
        LabelDefinition label = AssessSettings.Checked("--horizon", months, t => new LabelDefinition
        {
            Event = happened,
            HorizonMonths = HorizonText.Months("--horizon", t),
            Text = parsed.GetValue(text) ?? (firmYears ? "the firm fails in the year after, as the table's label says" : ""),
        });
        EdfMapOptions map = EdfMapOptions.Default with
        {
            Kind = EdfWords.Kind(parsed.GetValue(kind))!.Value,
            Buckets = AssessSettings.Checked("--cut", parsed.GetValue(cut)!, ReadCut),
            ZeroEvents = Enum.Parse<ZeroEventRule>(parsed.GetValue(zero)!, ignoreCase: true),
            Smear = parsed.GetValue(smear),
            Monotone = !parsed.GetValue(anyShape),
        };
        map = AssessSettings.Checked("--min-count", parsed.GetValue(minimum), n => map with { Buckets = map.Buckets with { MinimumCount = n } });
        map = AssessSettings.Checked("--min-block", parsed.GetValue(block), n => map with { MinimumCount = n });
        map = AssessSettings.Checked("--replications", parsed.GetValue(replications), n => map with { Replications = n });
        map = map with { Seed = ulong.TryParse(parsed.GetValue(seed), NumberStyles.None, CultureInfo.InvariantCulture, out ulong s) ? s : throw new SettingException("--seed", parsed.GetValue(seed)!, "give a whole number that is not negative.") };
        map = parsed.GetValue(bandwidth)! switch
        {
            "rule-of-thumb" => map,
            "cross-validation" => map with { BandwidthRule = BandwidthRule.CrossValidation },
            var number => AssessSettings.Checked("--bandwidth", number, t => map with { Bandwidth = AssessSettings.Number("--bandwidth", t) }),
        };
        EdfCaps caps = AssessSettings.Checked("--floor", parsed.GetValue(floor)!, t => new EdfCaps { Floor = AssessSettings.Number("--floor", t) });
        caps = AssessSettings.Checked("--ceiling", parsed.GetValue(ceiling)!, t => caps with { Ceiling = AssessSettings.Number("--ceiling", t) });
        if (caps.Floor >= caps.Ceiling)
        {
            throw new SettingException("--floor", parsed.GetValue(floor)!, "it must lie below the ceiling.");
        }

        map = AssessSettings.Checked("--level", parsed.GetValue(level)!, t => map with { Caps = caps, Level = AssessSettings.Number("--level", t) });
        if (parsed.GetValue(population) is { } rate)
        {
            if (map.Kind == EdfMapKind.Normal)
            {
                throw new SettingException("--population-rate", rate, "the normal map was fitted on no sample, so there is no sample's rate to correct from.");
            }

            map = AssessSettings.Checked("--population-rate", rate, t => map with { PopulationRate = AssessSettings.Number("--population-rate", t) });
        }

        return new EdfFitOptions
        {
            Map = map,
            Label = label,
            From = Day("--from", parsed.GetValue(from), firmYears, end: false),
            To = Day("--to", parsed.GetValue(to), firmYears, end: true),
            WatchedTo = Day("--watched-to", parsed.GetValue(watchedTo), firmYears, end: true),
            Group = parsed.GetValue(group),
            VolatilityPolicy = parsed.GetValue(policy)!,
        };
    }

    private static DistanceBucketOptions ReadCut(string text)
    {
        string[] words = text.Split(':', 2);
        double[] numbers = words.Length == 2 ? [.. words[1].Split(',').Select(n => AssessSettings.Number("--cut", n))] : [];
        return (words[0], numbers.Length) switch
        {
            ("equal-count", 1) when numbers[0] == Math.Floor(numbers[0]) && Math.Abs(numbers[0]) < 1e9 => new DistanceBucketOptions { Kind = BucketKind.EqualCount, Number = (int)numbers[0] },
            ("width", 1) => new DistanceBucketOptions { Kind = BucketKind.EqualWidth, Width = numbers[0] },
            ("edges", > 0) => new DistanceBucketOptions { Kind = BucketKind.Edges, Edges = numbers },
            _ => throw new SettingException("--cut", text, "give equal-count:20, width:1, or edges:0,1,2."),
        };
    }

    private static DateOnly? Day(string option, string? text, bool firmYears, bool end)
    {
        if (text is null)
        {
            return null;
        }

        if (firmYears && text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year > 0)
        {
            return end ? new DateOnly(year, 12, 31) : new DateOnly(year, 1, 1);
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new SettingException(option, text, "give a date as year-month-day: 2026-10-30; of firm-years a year will do.");
    }
}
