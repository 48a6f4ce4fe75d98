using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Edf;
using Freeboard.Services.Validate;

namespace Freeboard.Cli;

/// <summary>Options of <c>freeboard validate</c>.</summary>
internal sealed class ValidateSettings
{
    private readonly Option<string?> labels = new("--labels") { Description = "Events: a CSV file firm,date,event with st, default, bankruptcy or delisted.", HelpName = "FILE" };
    private readonly Option<string?> firmYears = new("--firm-years") { Description = "A labelled panel: firm_id,year,market_value,current_liabilities,long_term_debt,label, optional equity_volatility and group; CSV, or CSV in gzip.", HelpName = "FILE" };
    private readonly Option<string?> rows = new("--rows") { Description = "Assessed rows as 'freeboard assess' writes them into a pipe, in place of a kept run.", HelpName = "FILE" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
    private readonly Option<string?> labelEvent = new("--event") { Description = "The event judged; when left out, the map's, else the first of default, bankruptcy, st, delisted that the file has.", HelpName = "EVENT" };
    private readonly Option<string?> horizon = new("--horizon") { Description = "How far ahead an event counts: 12m, 18m, 2y; 12m when left out.", HelpName = "MONTHS" };
    private readonly Option<string> by = new("--by") { Description = "Also judge apart by year, industry or group.", DefaultValueFactory = _ => "year" };
    private readonly Option<string?> distance = new("--distance") { Description = "The distance judged: DDRiskNeutral, DDKmv or DDPhysical; DDRiskNeutral when left out, or the map's.", HelpName = "COLUMN" };
    private readonly Option<string?> edfMap = new("--edf-map") { Description = "A map from distance to probability, made by 'freeboard edf fit'; when left out, the rows' own EDF is judged.", HelpName = "MAP" };
    private readonly Option<string?> group = new("--group") { Description = "Judge only the rows of this group of the panel.", HelpName = "NAME" };
    private readonly Option<string?> until = new("--watched-to") { Description = "Last day on which events were recorded; the later of the last event and the last row when left out. Days whose horizon ends later are left out.", HelpName = "DATE" };
    private readonly Option<int> groups = new("--groups") { Description = "Groups by predicted probability, 2 to 100.", HelpName = "N", DefaultValueFactory = _ => ValidationOptions.Default.Groups };
    private readonly Option<double> correlation = new("--correlation") { Description = "Asset correlation of the one-factor test of a bucket.", HelpName = "RHO", DefaultValueFactory = _ => ValidationOptions.Default.Correlation };
    private readonly Option<double> level = new("--level") { Description = "Level of all intervals.", HelpName = "P", DefaultValueFactory = _ => ValidationOptions.Default.Level };
    private readonly Option<int> replicates = new("--replicates") { Description = "Samples of firms that the bootstrap draws.", HelpName = "N", DefaultValueFactory = _ => ValidationOptions.Default.Replicates };
    private readonly Option<ulong> seed = new("--seed") { Description = "Seed of the bootstrap.", HelpName = "N", DefaultValueFactory = _ => ValidationOptions.Default.Seed };
    private readonly Option<string?> report = new("--report") { Description = "Also write the pages as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = new("--language") { Description = "Language of the pages: en or zh-CN.", DefaultValueFactory = _ => "en" };
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();

    public void AddTo(Command command)
    {
        by.AcceptOnlyFromAmong("year", "industry", "group");
        language.AcceptOnlyFromAmong("en", "zh-CN");
        labelEvent.AcceptOnlyFromAmong([.. EdfWords.ObservableEvents]);
        distance.AcceptOnlyFromAmong("DDRiskNeutral", "DDKmv", "DDPhysical");
        foreach (Option option in (Option[])[labels, firmYears, rows, store, run, labelEvent, horizon, by, distance, edfMap, group, until, groups, correlation, level, replicates, seed, report, language, json, keepGoing, ignoreExtra])
        {
            command.Add(option);
        }
    }

    /// <exception cref="SettingException">A value is malformed or out of range, or options contradict each other.</exception>
    public ValidateRequest Read(ParseResult parsed)
    {
        string? labelFile = parsed.GetValue(labels);
        string? panel = parsed.GetValue(firmYears);
        if ((labelFile is null) == (panel is null))
        {
            throw new SettingException("--labels", labelFile ?? "", "give either --labels FILE (with a kept run or --rows), or --firm-years FILE.");
        }

        Refuse(panel is not null, [rows, run, distance, until], parsed, "--firm-years");
        Refuse(panel is not null && parsed.GetValue(edfMap) is not null, [labelEvent, horizon], parsed, "--firm-years with --edf-map: the map carries its own label");
        Refuse(panel is null, [group], parsed, "--labels");
        Refuse(parsed.GetValue(rows) is not null, [run], parsed, "--rows");
        string slicing = parsed.GetValue(by)!;
        if (slicing == "industry" && (panel is not null || parsed.GetValue(rows) is not null))
        {
            throw new SettingException("--by", slicing, "industries stand in a kept run; rows and panels have none.");
        }

        if (slicing == "group" && panel is null)
        {
            throw new SettingException("--by", slicing, "groups stand in a panel given by --firm-years.");
        }

        ValidationOptions options = new() { By = Enum.Parse<ValidationSlicing>(slicing, ignoreCase: true), Seed = parsed.GetValue(seed) };
        options = AssessSettings.Checked("--groups", parsed.GetValue(groups), value => options with { Groups = value });
        options = AssessSettings.Checked("--correlation", parsed.GetValue(correlation), value => options with { Correlation = value });
        options = AssessSettings.Checked("--level", parsed.GetValue(level), value => options with { Level = value });
        options = AssessSettings.Checked("--replicates", parsed.GetValue(replicates), value => options with { Replicates = value });
        return new ValidateRequest
        {
            Labels = labelFile,
            FirmYears = panel,
            Rows = parsed.GetValue(rows),
            Store = parsed.GetValue(store)!,
            Run = parsed.GetValue(run),
            EdfMap = parsed.GetValue(edfMap),
            Group = parsed.GetValue(group),
            Event = EdfWords.Event(parsed.GetValue(labelEvent)),
            HorizonMonths = parsed.GetValue(horizon) is { } text ? HorizonText.Months("--horizon", text) : null,
            Distance = EdfWords.Distance(parsed.GetValue(distance)),
            LabelsUntil = parsed.GetValue(until) is { } day ? Day("--watched-to", day) : null,
            Options = options,
            Report = parsed.GetValue(report),
            Language = parsed.GetValue(language)!,
            Json = parsed.GetValue(json),
            KeepGoing = parsed.GetValue(keepGoing),
            IgnoreExtra = parsed.GetValue(ignoreExtra),
        };
    }

    private static void Refuse(bool when, Option[] options, ParseResult parsed, string with)
    {
        foreach (Option option in options)
        {
            if (when && parsed.GetResult(option) is { Implicit: false })
            {
                throw new SettingException(option.Name, "", $"it says nothing beside {with}.");
            }
        }
    }

    public static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new SettingException(option, text, "give a date as year-month-day: 2024-12-31.");
}
