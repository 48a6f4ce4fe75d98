using System.CommandLine;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Services.Edf;
using Freeboard.Services.FirmYears;
using Freeboard.Services.Labels;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard edf fit</c>: from rows and labels, from firm-years, or from a table of buckets.</summary>
internal sealed class EdfFitCommand
{
    private readonly Option<string?> rows = new("--rows") { Description = "CSV of assessed rows, as 'assess' writes them: firm, date and a distance; - reads the standard input.", HelpName = "FILE" };
    private readonly Option<string?> run = new("--run") { Description = "A kept run in place of --rows: its id or first characters, or 'latest'.", HelpName = "ID" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> labels = new("--labels") { Description = "Dated events: firm,date,event (labels.csv).", HelpName = "FILE" };
    private readonly Option<string?> firmYears = new("--firm-years") { Description = "Labelled firm-years: firm_id,year,market_value,current_liabilities,long_term_debt,label[,equity_volatility,group]; CSV, or packed by gzip.", HelpName = "FILE" };
    private readonly Option<string?> buckets = new("--buckets") { Description = "A published table: distance,count,events, or distance,edf (least squares only).", HelpName = "FILE" };
    private readonly Option<string> distance = new("--distance") { Description = "Which distance of the rows.", DefaultValueFactory = _ => "DDRiskNeutral" };
    private readonly Option<string?> save = new("--save") { Description = "Write the map, with its label, data hashes and settings, for 'edf apply', 'assess --edf-map' and 'validate --edf-map'.", HelpName = "MAP" };
    private readonly Option<string> table = EdfShowCommand.Table();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly EdfFitSettings settings = new();
    private readonly Terminal terminal;

    private EdfFitCommand(Terminal terminal) => this.terminal = terminal;

    public static Command Create(Terminal terminal)
    {
        EdfFitCommand self = new(terminal);
        self.distance.AcceptOnlyFromAmong("DDRiskNeutral", "DDKmv", "DDPhysical");
        Command command = new("fit", "Fit a map on what became of firms: rows with dated labels, labelled firm-years, or a table of buckets.")
        {
            self.rows, self.run, self.store, self.labels, self.firmYears, self.buckets, self.distance,
        };
        self.settings.AddTo(command);
        foreach (Option option in (Option[])[self.save, self.table, self.json, self.ignoreExtra, self.keepGoing])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => Task.FromResult(self.Run(parsed, cancellationToken)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        EdfFitOptions options;
        try
        {
            CheckSources(parsed);
            OutputPath.CheckModel("--save", parsed.GetValue(save), parsed.GetValue(rows), parsed.GetValue(labels), parsed.GetValue(firmYears), parsed.GetValue(buckets));
            options = settings.Read(parsed, parsed.GetValue(firmYears) is not null);
            if (parsed.GetValue(buckets) is not null && options.Map.Kind == EdfMapKind.Normal)
            {
                throw new SettingException("--kind", "normal", "it fits nothing; leave --buckets out.");
            }
        }
        catch (SettingException exception)
        {
            terminal.Fail($"freeboard: {exception.Message}");
            terminal.Fail("Try 'freeboard edf fit --help'.");
            return ExitCode.Usage;
        }

        EdfFitOutcome? outcome = parsed.GetValue(firmYears) is not null ? OfFirmYears(parsed, options, cancellationToken)
            : parsed.GetValue(buckets) is not null ? OfBuckets(parsed, options, cancellationToken)
            : OfRows(parsed, options, cancellationToken);
        if (outcome is null)
        {
            return ExitCode.DataRejected;
        }

        CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
        if (outcome.Fit is not { } fit)
        {
            terminal.Fail(outcome.ErrorCount > 0 ? "freeboard: the data were rejected; nothing was written." : "freeboard: NO-ROWS The table holds no row; nothing was written.");
            return ExitCode.DataRejected;
        }

        if (outcome.File is not { } file)
        {
            terminal.Fail($"freeboard: no map was fitted: {fit.Status} on {fit.Observations} observations with {fit.Events} events{string.Concat(fit.Notes.Select(static n => "; " + n))}. {CureFor(fit.Status)}");
            return ExitCode.DataRejected;
        }

        if (parsed.GetValue(save) is { } path)
        {
            OutputPath.Write(path, file.Save);
        }

        EdfShowCommand.Write(terminal, file, parsed.GetValue(json), parsed.GetValue(table)!);
        terminal.Out.Flush();
        foreach (string note in fit.Notes)
        {
            terminal.Say($"Note: {note}.");
        }

        terminal.Say($"Map {file.Name} on {fit.Observations} observations with {fit.Events} events{(parsed.GetValue(save) is { } saved ? $"; kept in {saved}" : "")}.");
        return outcome.ErrorCount > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private void CheckSources(ParseResult parsed)
    {
        bool assessed = parsed.GetValue(rows) is not null || parsed.GetValue(run) is not null;
        int sources = (parsed.GetValue(rows) is null ? 0 : 1) + (parsed.GetValue(run) is null ? 0 : 1) + (parsed.GetValue(firmYears) is null ? 0 : 1) + (parsed.GetValue(buckets) is null ? 0 : 1);
        if (sources != 1)
        {
            throw new SettingException("--rows", "", "give one source: --rows FILE or --run ID with --labels FILE, --firm-years FILE, or --buckets FILE.");
        }

        if (assessed && parsed.GetValue(labels) is null)
        {
            throw new SettingException("--labels", "", "assessed rows need dated events: --labels FILE.");
        }

        if (!assessed && parsed.GetResult(distance) is { Implicit: false })
        {
            throw new SettingException("--distance", "", "it chooses among the distances of assessed rows; a panel has that of its policy, a table its own.");
        }

        if (!assessed && parsed.GetValue(labels) is { } needless)
        {
            throw new SettingException("--labels", needless, "dated events go with --rows or --run only.");
        }
    }

    private EdfFitOutcome? OfRows(ParseResult parsed, EdfFitOptions options, CancellationToken cancellationToken)
    {
        MappedDistance wanted = EdfWords.Distance(parsed.GetValue(distance))!.Value;
        DistanceRowTable? table = parsed.GetValue(rows) is { } path
            ? EquityFile.Read(terminal, path) is { } bytes ? DistanceRowTable.Read(bytes, NameOf(path), wanted, cancellationToken) : null
            : Kept(parsed.GetValue(store)!, parsed.GetValue(run)!) is { } kept ? DistanceRowTable.Of(kept, wanted) : null;
        string labelPath = parsed.GetValue(labels)!;
        if (table is null || EquityFile.Read(terminal, labelPath) is not { } labelBytes)
        {
            return null;
        }

        LabelTable events = LabelTable.Read(labelBytes, NameOf(labelPath), parsed.GetValue(ignoreExtra), cancellationToken);
        return EdfFit.FromRows(table, events, options, parsed.GetValue(keepGoing));
    }

    private EdfFitOutcome? OfFirmYears(ParseResult parsed, EdfFitOptions options, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(firmYears)!;
        return EquityFile.Read(terminal, path) is { } bytes
            ? EdfFit.FromFirmYears(FirmYearTable.Read(bytes, NameOf(path), needsLabels: true, parsed.GetValue(ignoreExtra), cancellationToken), options, parsed.GetValue(keepGoing), cancellationToken)
            : null;
    }

    private EdfFitOutcome? OfBuckets(ParseResult parsed, EdfFitOptions options, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(buckets)!;
        if (EquityFile.Read(terminal, path) is not { } bytes)
        {
            return null;
        }

        BucketTable published = BucketTable.Read(bytes, NameOf(path), cancellationToken);
        if (published is { ErrorCount: 0, Buckets: null } && options.Map.Kind != EdfMapKind.ExponentialOls)
        {
            terminal.Fail($"{NameOf(path)}: COUNTS-MISSING Maximum likelihood needs the columns count and events. Give them, or fit with --kind exponential-ols.");
            return null;
        }

        if (published is { ErrorCount: 0, Buckets: null } && options.Map.PopulationRate is not null)
        {
            terminal.Fail($"{NameOf(path)}: COUNTS-MISSING A correction to the population's rate needs the sample's, hence the columns count and events. Give them, or leave --population-rate out.");
            return null;
        }

        return EdfFit.FromBuckets(published, options);
    }

    private AssessmentRun? Kept(string address, string id)
    {
        if (!RunArchive.Exists(address))
        {
            terminal.Fail($"{address}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return null;
        }

        using RunArchive archive = RunArchive.Open(address);
        AssessmentRun? found = archive.Find(id == "latest" ? null : id);
        if (found is null)
        {
            terminal.Fail($"{address}: NO-RUN No single run begins with '{id}'. 'freeboard runs' lists them.");
        }

        return found;
    }

    private static string NameOf(string path) => path == "-" ? "-" : Path.GetFileName(path);

    private static string CureFor(CalibrationStatus status) => status switch
    {
        CalibrationStatus.NoEvents => "Look at the event, the horizon and the period: no row was followed by the event.",
        CalibrationStatus.NoOthers => "Rows without the event are needed too.",
        CalibrationStatus.Separated => "More data, or --kind isotonic.",
        CalibrationStatus.NotEnoughData => "At least three buckets, or rows at two distances, are needed.",
        _ => "docs/calibration.md explains every status.",
    };
}
