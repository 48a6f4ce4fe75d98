using System.CommandLine;
using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Runs;
using Freeboard.Services.Watchlists;

namespace Freeboard.Cli;

/// <summary><c>freeboard report firm CODE</c>, <c>report watchlist NAME</c>, <c>report run [ID]</c>: a kept run as one HTML file.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal) => new("report", "Write one firm, a watchlist or a whole run of the store as one HTML file that opens from disk and prints on A4.")
    {
        Firm(terminal),
        Watchlist(terminal),
        Run(terminal),
    };

    private static Command Firm(Terminal terminal)
    {
        Argument<string> firm = new("FIRM") { Description = "Firm code, as in the input." };
        Settings settings = new();
        Command command = new("firm", "One firm: waterline, histories, what moved it, interval, term structure, peers, inputs.") { firm };
        settings.AddTo(command, withRun: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            string code = parsed.GetValue(firm)!;
            return WriteAsync(terminal, settings, parsed, parsed.GetValue(settings.Run), $"freeboard-{FileName(code)}.html", async (run, options) =>
            {
                if (await HtmlReport.RenderFirmAsync(run, code, options, cancellationToken) is { } html)
                {
                    return html;
                }

                MissingRows why = MissingRows.Of(run, code);
                terminal.Fail($"{code}: {why.Code} {why.Text}");
                return null;
            });
        });
        return command;
    }

    private static Command Watchlist(Terminal terminal)
    {
        Argument<string> name = new("NAME") { Description = "Name of the watchlist, as the dashboard shows it." };
        Option<string?> owner = new("--owner") { Description = "The account whose list it is; needed when several have one of that name.", HelpName = "ACCOUNT" };
        Settings settings = new();
        Command command = new("watchlist", "A watchlist: its firms among all of the run, and each firm in its section.") { name, owner };
        settings.AddTo(command, withRun: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            string list = parsed.GetValue(name)!;
            string store = parsed.GetValue(settings.Store)!;
            if (!RunArchive.Exists(store))
            {
                return Task.FromResult(NoStore(terminal, store));
            }

            using WatchlistBook book = new(store, terminal.Time);
            string[] owners = [.. book.OwnersOf(list).Where(o => parsed.GetValue(owner) is not { } wanted || wanted == o)];
            if (owners is not [var whose])
            {
                terminal.Fail(owners.Length == 0
                    ? $"{list}: NO-WATCHLIST The store has no watchlist of that name{(parsed.GetValue(owner) is { } asked ? $" of account '{asked}'" : "")}. The dashboard's page of watchlists shows them ('freeboard serve')."
                    : $"{list}: SEVERAL-WATCHLISTS {string.Join(", ", owners)} each have a watchlist of that name. Say whose with --owner.");
                return Task.FromResult(ExitCode.DataRejected);
            }

            IReadOnlyList<string> firms = book.Find(whose, list)!.Firms;
            return WriteAsync(terminal, settings, parsed, parsed.GetValue(settings.Run), $"freeboard-{FileName(list)}.html", async (run, options) => await HtmlReport.RenderListAsync(run, list, firms, options, cancellationToken));
        });
        return command;
    }

    private static Command Run(Terminal terminal)
    {
        Argument<string?> id = new("RUN") { Description = "Run id, or its first characters; the newest run when left out.", DefaultValueFactory = _ => null };
        Settings settings = new();
        Command command = new("run", "A whole run: the report that assess writes.") { id };
        settings.AddTo(command, withRun: false);
        command.SetAction((parsed, cancellationToken) =>
            WriteAsync(terminal, settings, parsed, parsed.GetValue(id), "freeboard-report.html", async (run, options) => await HtmlReport.RenderAsync(run, options, cancellationToken)));
        return command;
    }

    private static async Task<int> WriteAsync(Terminal terminal, Settings settings, ParseResult parsed, string? runId, string usual, Func<AssessmentRun, ReportOptions, Task<string?>> render)
    {
        string store = parsed.GetValue(settings.Store)!;
        string path = parsed.GetValue(settings.Out) ?? usual;
        if (ReportFile.Objection(path, store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        if (!RunArchive.Exists(store))
        {
            return NoStore(terminal, store);
        }

        using RunArchive archive = RunArchive.Open(store);
        if (archive.IdOf(runId) is not { } id || ShownRun.Load(archive, id) is not { } run)
        {
            terminal.Fail(runId is null
                ? $"{store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{store}: NO-RUN No single run begins with '{runId}'. 'freeboard runs' lists them.");
            return ExitCode.DataRejected;
        }

        if (await render(run, new ReportOptions { Language = parsed.GetValue(settings.Language)!, DirectionColours = settings.ColoursOf(parsed) }) is not { } html)
        {
            return ExitCode.DataRejected;
        }

        using ReportFile file = ReportFile.Stage(path, html);
        file.Publish();
        terminal.Say($"Wrote {path} from run {id}.");
        return ExitCode.Ok;
    }

    private static int NoStore(Terminal terminal, string store)
    {
        terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
        return ExitCode.DataRejected;
    }

    /// <summary>A name for a file: codes and names of lists may hold anything.</summary>
    private static string FileName(string text) => string.Concat(text.Select(static c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '_'));

    private sealed class Settings
    {
        private readonly Option<string> colours = new("--colours") { Description = "Colours of rising and falling numbers: language (red up in Chinese, green up in English), red-up, green-up, blue-up.", DefaultValueFactory = _ => "language" };

        public Option<string> Store { get; } = CommonOptions.Store();

        public Option<string?> Run { get; } = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };

        public Option<string?> Out { get; } = new("--out") { Description = "Where the file goes; named after its subject in this folder when left out.", HelpName = "PATH" };

        public Option<string> Language { get; } = new("--language") { Description = "Language of the page: en or zh-CN.", DefaultValueFactory = _ => "en" };

        public void AddTo(Command command, bool withRun)
        {
            Language.AcceptOnlyFromAmong("en", "zh-CN");
            colours.AcceptOnlyFromAmong("language", "red-up", "green-up", "blue-up");
            command.Add(Store);
            if (withRun)
            {
                command.Add(Run);
            }

            command.Add(Out);
            command.Add(Language);
            command.Add(colours);
        }

        public DirectionColours ColoursOf(ParseResult parsed) => parsed.GetValue(colours) switch
        {
            "red-up" => DirectionColours.RedUp,
            "green-up" => DirectionColours.GreenUp,
            "blue-up" => DirectionColours.BlueUp,
            _ => DirectionColours.ByLanguage,
        };
    }
}
