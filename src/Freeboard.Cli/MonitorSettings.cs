using System.CommandLine;
using Freeboard.Services.Monitoring;

namespace Freeboard.Cli;

/// <summary>What <c>freeboard monitor</c> was asked for.</summary>
internal sealed record MonitorRequest
{
    public string? Rules { get; init; }

    public required string Store { get; init; }

    public string? Run { get; init; }

    public string? Rows { get; init; }

    public string? Digest { get; init; }

    public string? Webhook { get; init; }

    public string? Report { get; init; }

    public required string Language { get; init; }

    public bool DryRun { get; init; }

    public bool Always { get; init; }

    public bool KeepGoing { get; init; }

    public required RowOutput Output { get; init; }
}

/// <summary>Options of <c>freeboard monitor</c>, and those that its verbs share.</summary>
internal sealed class MonitorSettings
{
    private readonly Option<string?> rules = Rules();
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
    private readonly Option<string?> rows = Rows();
    private readonly Option<string?> digest = Digest();
    private readonly Option<string?> webhook = Webhook();
    private readonly Option<string?> report = new("--report") { Description = "Also write the digest as one HTML file.", HelpName = "PATH" };
    private readonly Option<string> language = Language();
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would be raised and cleared; keep and send nothing." };
    private readonly Option<bool> always = new("--always") { Description = "Deliver a digest of a new day also when it has no news: a sign of life." };
    private readonly Option<bool> keepGoing = CommonOptions.KeepGoing();
    private readonly OutputOptions output = new();

    public static Option<string?> Rules() => new("--rules") { Description = "The rules, a JSON file; built-in ones when left out ('freeboard monitor rules --example' prints them).", HelpName = "FILE" };

    public static Option<string?> Rows() => new("--rows") { Description = "Assessed rows as 'freeboard assess' writes them into a pipe, in place of a kept run.", HelpName = "FILE" };

    public static Option<string?> Digest() => new("--digest") { Description = "Deliver digests into a folder: ID.json, ID.txt, ID.html.", HelpName = "DIR" };

    public static Option<string?> Webhook() => new("--webhook") { Description = "Deliver digests by POST to an address; also FREEBOARD_WEBHOOK_URL. Signed with FREEBOARD_WEBHOOK_SECRET, or the file FREEBOARD_WEBHOOK_SECRET_FILE.", HelpName = "URL" };

    public static Option<string> Language()
    {
        Option<string> option = new("--language") { Description = "Language of the pages: en or zh-CN.", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("en", "zh-CN");
        return option;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[rules, store, run, rows, digest, webhook, report, language, dryRun, always, keepGoing])
        {
            command.Add(option);
        }

        output.AddTo(command);
    }

    /// <exception cref="SettingException">Options contradict each other.</exception>
    public MonitorRequest Read(Terminal terminal, ParseResult parsed)
    {
        string? file = parsed.GetValue(rows);
        if (file is not null && parsed.GetValue(run) is { } id)
        {
            throw new SettingException("--run", id, "it says nothing beside --rows.");
        }

        if (file == "-" && parsed.GetValue(rules) == "-")
        {
            throw new SettingException("--rules", "-", "the standard input is read for --rows already.");
        }

        string place = parsed.GetValue(store)!;
        return new MonitorRequest
        {
            Rules = parsed.GetValue(rules),
            Store = place,
            Run = parsed.GetValue(run),
            Rows = file,
            Digest = parsed.GetValue(digest),
            Webhook = MonitorTargets.AddressOf(parsed.GetValue(webhook)),
            Report = parsed.GetValue(report),
            Language = parsed.GetValue(language)!,
            DryRun = parsed.GetValue(dryRun),
            Always = parsed.GetValue(always),
            KeepGoing = parsed.GetValue(keepGoing),
            Output = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(place)), ("the rules", parsed.GetValue(rules)), ("the input", file), ("the report", parsed.GetValue(report))),
        };
    }

    /// <summary>Name of the one monitor of a store, or of the one asked for; null after a message.</summary>
    public static string? NameOf(Terminal terminal, MonitorService service, string store, string? asked)
    {
        IReadOnlyList<string> names = service.Names();
        if (asked is not null ? names.Contains(asked, StringComparer.Ordinal) : names.Count == 1)
        {
            return asked ?? names[0];
        }

        terminal.Fail(names.Count == 0
            ? $"{store}: NO-MONITOR No monitor has run over this store. Run 'freeboard monitor' first."
            : asked is null
                ? $"{store}: SEVERAL-MONITORS The store has the monitors {string.Join(", ", names)}. Say which one with --name."
                : $"{store}: NO-MONITOR There is no monitor '{asked}'. The store has {string.Join(", ", names)}.");
        return null;
    }
}
