using System.CommandLine;
using System.Globalization;
using Freeboard.Macro;
using Freeboard.Services.Macro;

namespace Freeboard.Cli;

/// <summary>What a macro command was asked for, read and checked.</summary>
internal sealed record MacroRequest(string Series, string? Rows, string? Index, string Store, string? Run, int PublicationDays, MacroStudyOptions Options, string? Report, string Language);

/// <summary>Options that all macro commands share: inputs and regression.</summary>
internal sealed class MacroSettings
{
    private readonly Option<string> series = new("--series") { Description = "The economy: CSV date,SERIES..., optional known_on.", HelpName = "FILE", Required = true };
    private readonly Option<string?> rows = new("--rows") { Description = "Assessed rows as 'freeboard assess' writes them into a pipe, in place of a kept run.", HelpName = "FILE" };
    private readonly Option<string?> index = new("--index") { Description = "An index of its own, CSV date,edf, in place of one computed from rows.", HelpName = "FILE" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
    private readonly Option<int> publication = new("--publication-lag") { Description = "Days after its date on which a figure becomes known, where the series file has no known_on.", HelpName = "DAYS", DefaultValueFactory = _ => 45 };
    private readonly Option<string[]> drivers = new("--driver") { Description = "SERIES:TRANSFORM:LAG; transforms level, difference, growth, seasonal-difference, yoy. Repeat the option; without it the growth of every series.", HelpName = "DRIVER" };
    private readonly Option<string> timing = new("--timing") { Description = "known: figures published before the day. same-period: those of the period itself, which explain but could not be known.", DefaultValueFactory = _ => "known" };
    private readonly Option<string> scale = new("--scale") { Description = "level, log, logit or probit of the index.", DefaultValueFactory = _ => "logit" };
    private readonly Option<int> indexLags = new("--index-lags") { Description = "Lags of the index itself among the columns.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<bool> seasons = new("--seasons") { Description = "Give every season a column of its own." };
    private readonly Option<bool> raw = new("--raw") { Description = "Drivers in their own units, not in standard deviations." };
    private readonly Option<string?> lagsBy = new("--choose-lags") { Description = "aic or bic: choose each driver's lag, from its own to --max-lag.", HelpName = "CRITERION" };
    private readonly Option<int> maximumLag = new("--max-lag") { Description = "Greatest lag tried.", HelpName = "N", DefaultValueFactory = _ => 4 };
    private readonly Option<string> hac = new("--hac") { Description = "Bandwidth of the Newey-West errors: auto (Newey and West 1994), thumb, or a number of lags.", DefaultValueFactory = _ => "auto" };
    private readonly Option<bool> noFactor = new("--no-small-sample") { Description = "Leave the factor n/(n - p) out of the Newey-West errors." };
    private readonly Option<string> trend = new("--unit-root-trend") { Description = "none, constant, linear or quadratic.", DefaultValueFactory = _ => "constant" };
    private readonly Option<string> rootLag = new("--unit-root-lag") { Description = "aic, bic, t, or a number of lags.", DefaultValueFactory = _ => "aic" };
    private readonly Option<string> weight = new("--weight") { Description = "How firms count: equal, equity, assets, or tail (the riskiest share).", DefaultValueFactory = _ => "equal" };
    private readonly Option<string> tail = new("--tail-share") { Description = "Share of the firms in the tail.", HelpName = "SHARE", DefaultValueFactory = _ => "0.1" };
    private readonly Option<int> leastFirms = new("--min-firms") { Description = "Fewest firms that make an index.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<string> first = new("--first-share") { Description = "Share of the periods before the first forecast.", HelpName = "SHARE", DefaultValueFactory = _ => "0.6" };
    private readonly Option<int> rival = new("--rival-lags") { Description = "Lags of the autoregression that the regression is held against.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> level = new("--level") { Description = "Level of intervals.", HelpName = "P", DefaultValueFactory = _ => "0.95" };
    private readonly Option<bool> unanchored = new("--unanchored") { Description = "Let paths start from the regression's value, not from the last index." };
    private readonly Option<string?> report = new("--report") { Description = "Also write the page as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };

    public OutputOptions Output { get; } = new();

    public void AddTo(Command command)
    {
        timing.AcceptOnlyFromAmong("known", "same-period");
        scale.AcceptOnlyFromAmong("level", "log", "logit", "probit");
        lagsBy.AcceptOnlyFromAmong("aic", "bic");
        trend.AcceptOnlyFromAmong("none", "constant", "linear", "quadratic");
        weight.AcceptOnlyFromAmong("equal", "equity", "assets", "tail");
        language.AcceptOnlyFromAmong("en", "zh-CN");
        foreach (Option option in (Option[])[series, rows, index, store, run, publication, drivers, timing, scale, indexLags, seasons, raw, lagsBy, maximumLag, hac, noFactor, trend, rootLag, weight, tail, leastFirms, first, rival, level, unanchored, report, language])
        {
            command.Add(option);
        }

        Output.AddTo(command);
    }

    /// <exception cref="SettingException">A value is malformed or out of range, or options contradict each other.</exception>
    public MacroRequest Read(ParseResult parsed)
    {
        string? rowFile = parsed.GetValue(rows);
        string? indexFile = parsed.GetValue(index);
        if (rowFile is not null && parsed.GetValue(run) is { } id)
        {
            throw new SettingException("--run", id, "--rows takes the place of a run; leave one of the two out.");
        }

        int days = parsed.GetValue(publication);
        if (days < 0)
        {
            throw new SettingException("--publication-lag", days.ToString(CultureInfo.InvariantCulture), "give days, not below 0.");
        }

        MacroOptions model = new() { Link = Enum.Parse<EdfLink>(parsed.GetValue(scale)!, ignoreCase: true), Standardise = !parsed.GetValue(raw), Hac = ReadHac(parsed) };
        model = AssessSettings.Checked("--index-lags", parsed.GetValue(indexLags), value => model with { IndexLags = value });
        model = AssessSettings.Checked("--level", Number(parsed, level), value => model with { Level = value });
        MacroStudyOptions options = new()
        {
            Drivers = [.. (parsed.GetValue(drivers) ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries)).Select(static text => DriverSpecification.Parse(text)
                ?? throw new SettingException("--driver", text, $"write SERIES:TRANSFORM:LAG with a transform of {string.Join(", ", DriverSpecification.TransformWords)} and a lag of 0 to 60, such as industrial_output:yoy:1."))],
            Timing = parsed.GetValue(timing) == "known" ? MacroTiming.Known : MacroTiming.SamePeriod,
            Model = model,
            Seasons = parsed.GetValue(seasons),
            ChooseLags = parsed.GetValue(lagsBy) is { } criterion ? Enum.Parse<InformationCriterion>(criterion, ignoreCase: true) : null,
            UnitRoot = ReadRoot(parsed),
            Weight = parsed.GetValue(weight) switch { "equity" => EdfIndexWeight.EquityValue, "assets" => EdfIndexWeight.AssetValue, "tail" => EdfIndexWeight.Tail, _ => EdfIndexWeight.Equal },
            Anchor = !parsed.GetValue(unanchored),
        };
        options = AssessSettings.Checked("--max-lag", parsed.GetValue(maximumLag), value => options with { MaximumLag = value });
        options = AssessSettings.Checked("--tail-share", Number(parsed, tail), value => options with { TailShare = value });
        options = AssessSettings.Checked("--min-firms", parsed.GetValue(leastFirms), value => options with { LeastFirms = value });
        options = AssessSettings.Checked("--first-share", Number(parsed, first), value => options with { FirstShare = value });
        options = AssessSettings.Checked("--rival-lags", parsed.GetValue(rival), value => options with { RivalLags = value });
        return new MacroRequest(parsed.GetValue(series)!, rowFile, indexFile, parsed.GetValue(store)!, parsed.GetValue(run), days, options, parsed.GetValue(report), parsed.GetValue(language)!);
    }

    private static double Number(ParseResult parsed, Option<string> option) => UncertaintyCommand.Number(option.Name, parsed.GetValue(option)!, double.IsFinite, "a number with a decimal point, such as 0.6");

    private HacOptions ReadHac(ParseResult parsed)
    {
        string text = parsed.GetValue(hac)!;
        bool factor = !parsed.GetValue(noFactor);
        return text switch
        {
            "auto" => new HacOptions { Rule = BartlettRule.NeweyWest1994, SmallSample = factor },
            "thumb" => new HacOptions { Rule = BartlettRule.RuleOfThumb, SmallSample = factor },
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int lag) => new HacOptions { Rule = BartlettRule.Fixed, Lag = lag, SmallSample = factor },
            _ => throw new SettingException("--hac", text, "give auto, thumb or a number of lags."),
        };
    }

    private UnitRootOptions ReadRoot(ParseResult parsed)
    {
        UnitRootTrend about = Enum.Parse<UnitRootTrend>(parsed.GetValue(trend)!, ignoreCase: true);
        string text = parsed.GetValue(rootLag)!;
        return text switch
        {
            "aic" => new UnitRootOptions { Trend = about, Lag = UnitRootLag.Aic },
            "bic" => new UnitRootOptions { Trend = about, Lag = UnitRootLag.Bic },
            "t" => new UnitRootOptions { Trend = about, Lag = UnitRootLag.TStatistic },
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int lag) => new UnitRootOptions { Trend = about, Lag = UnitRootLag.Fixed, MaximumLag = lag },
            _ => throw new SettingException("--unit-root-lag", text, "give aic, bic, t or a number of lags."),
        };
    }
}
