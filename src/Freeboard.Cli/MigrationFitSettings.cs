using System.CommandLine;
using System.Globalization;
using Freeboard.Migration;
using Freeboard.Services.Migration;

namespace Freeboard.Cli;

/// <summary>Settings of the estimate that <c>freeboard migration fit</c> makes.</summary>
internal sealed class MigrationFitSettings
{
    private readonly Option<string> method = new("--method") { Description = "cohort: states at both ends of each period; duration: constant rates by time in each state; aalen-johansen: moves as they came.", DefaultValueFactory = _ => "cohort" };
    private readonly Option<string> history = new("--history") { Description = "What a row says: changes (the state is entered that day and held) or snapshots (the state was seen that day).", DefaultValueFactory = _ => "changes" };
    private readonly Option<string> period = new("--period") { Description = "Length of a period: 1m, 3m, 12m, 1y.", HelpName = "MONTHS", DefaultValueFactory = _ => "12m" };
    private readonly Option<string?> from = new("--from") { Description = "No period begins before this day.", HelpName = "DATE" };
    private readonly Option<string?> to = new("--to") { Description = "Periods end on this day and go back from it; the last day of the data when left out.", HelpName = "DATE" };
    private readonly Option<string?> states = new("--states") { Description = "States from the best to the worst, default last: AAA,AA,A,BBB,BB,B,CCC,D. In natural order when left out.", HelpName = "NAMES" };
    private readonly Option<string?> defaultState = new("--default-state") { Description = "The state that is never left once entered; D, Default or default when left out.", HelpName = "NAME" };
    private readonly Option<string> withdrawn = new("--withdrawn") { Description = "Withdrawn within a period: exclude, half (half a period at risk, as in a life table), or state (a state of its own).", DefaultValueFactory = _ => "exclude" };
    private readonly Option<string> withdrawnStates = new("--withdrawn-states") { Description = "States that mean withdrawn.", HelpName = "NAMES", DefaultValueFactory = _ => "NR,WR" };
    private readonly Option<string> interval = new("--interval") { Description = "Intervals of proportions: wilson (cell by cell) or goodman (a row together).", DefaultValueFactory = _ => "wilson" };
    private readonly Option<string> level = new("--level") { Description = "Level of all intervals.", HelpName = "P", DefaultValueFactory = _ => "0.95" };
    private readonly Option<int> replicates = new("--replicates") { Description = "Samples of obligors that a bootstrap draws; 0 for none, else at least 20.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<ulong> seed = new("--seed") { Description = "Seed of the bootstrap.", HelpName = "N", DefaultValueFactory = _ => 1 };

    /// <summary>How a generator is had from a matrix: of fit and project alike.</summary>
    public static Option<string> Embedding()
    {
        Option<string> embedding = new("--embedding") { Description = "How a generator is had from a matrix: quasi-optimization, diagonal, weighted or jlt.", DefaultValueFactory = _ => "quasi-optimization" };
        embedding.AcceptOnlyFromAmong([.. MigrationWords.Embeddings]);
        return embedding;
    }

    public void AddTo(Command command)
    {
        method.AcceptOnlyFromAmong([.. MigrationWords.Methods]);
        history.AcceptOnlyFromAmong("changes", "snapshots");
        withdrawn.AcceptOnlyFromAmong("exclude", "half", "state");
        interval.AcceptOnlyFromAmong("wilson", "goodman");
        foreach (Option option in (Option[])[method, history, period, from, to, states, defaultState, withdrawn, withdrawnStates, interval, level, replicates, seed])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="edfImplied">Whether states come from EDFs, which brings their kind and names.</param>
    /// <exception cref="SettingException">A value is malformed or out of range, or says nothing here.</exception>
    public MigrationFitOptions Read(ParseResult parsed, bool edfImplied)
    {
        foreach (Option option in (Option[])[history, states, defaultState, withdrawnStates])
        {
            if (edfImplied && parsed.GetResult(option) is { Implicit: false })
            {
                throw new SettingException(option.Name, "", "it belongs to a table of states; grades of EDFs come from --edf-bounds.");
            }
        }

        MigrationOptions estimate = new()
        {
            Level = UncertaintyCommand.Number("--level", parsed.GetValue(level)!, static value => value is > 0 and < 1, "a number between 0 and 1: 0.95 is 95 %"),
            Interval = parsed.GetValue(interval) == "goodman" ? ProportionInterval.Goodman : ProportionInterval.Wilson,
            Withdrawn = parsed.GetValue(withdrawn) == "half" ? WithdrawnRule.HalfPeriod : WithdrawnRule.Exclude,
            Seed = parsed.GetValue(seed),
        };
        estimate = AssessSettings.Checked("--replicates", parsed.GetValue(replicates), value => estimate with { Replicates = value });
        return new MigrationFitOptions
        {
            Method = MigrationWords.Method(parsed.GetValue(method)!),
            History = parsed.GetValue(history) == "snapshots" ? HistoryKind.Snapshots : HistoryKind.Changes,
            PeriodMonths = Months(parsed.GetValue(period)!),
            From = Day("--from", parsed.GetValue(from)),
            To = Day("--to", parsed.GetValue(to)),
            States = parsed.GetValue(states) is { } names ? Names("--states", names) : [],
            DefaultState = parsed.GetValue(defaultState),
            WithdrawnStates = Names("--withdrawn-states", parsed.GetValue(withdrawnStates)!),
            WithdrawnIsState = parsed.GetValue(withdrawn) == "state",
            Estimate = estimate,
        };
    }

    /// <summary>Reads 12m, 1y or 12 as months.</summary>
    public static int Months(string text)
    {
        int unit = text.EndsWith('y') ? 12 : 1;
        string digits = text.EndsWith('y') || text.EndsWith('m') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= 600 / unit
            ? number * unit
            : throw new SettingException("--period", text, "give months or years, such as 3m or 1y, up to 600 months.");
    }

    private static DateOnly? Day(string option, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
        : throw new SettingException(option, text, "give a date as year-month-day: 2024-12-31.");

    private static string[] Names(string option, string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(static name => name.Length > 0) && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : throw new SettingException(option, text, "give names between commas, no two alike.");
    }
}
