using System.CommandLine;
using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Explain;
using Freeboard.Services.Runs;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard explain FIRM --from DATE --to DATE</c>: why a firm's distance to default moved.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> firm = new("FIRM") { Description = "Firm code, as in the input." };
        Option<string> from = new("--from") { Description = "First day, a row of the firm in the run (2024-12-31).", HelpName = "DATE", Required = true };
        Option<string> to = new("--to") { Description = "Second day, a row of the firm in the run.", HelpName = "DATE", Required = true };
        Option<string?> equityReturn = new("--equity-return") { Description = "Return of one share between the days decimal; in place of the one by the run's adjusted closes.", HelpName = "R" };
        Option<string> store = CommonOptions.Store();
        Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
        OutputOptions output = new();
        Command command = new("explain", "Explain the change of a firm's distance to default and EDF between two days.") { firm, from, to, equityReturn, store, run };
        output.AddTo(command);
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetValue(firm)!,
            parsed.GetValue(from)!,
            parsed.GetValue(to)!,
            parsed.GetValue(equityReturn) is { } text ? AssessSettings.Number("--equity-return", text) : null,
            parsed.GetValue(store)!,
            parsed.GetValue(run),
            output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)))));
        return command;
    }

    private static int Run(Terminal terminal, string firm, string fromText, string toText, double? equityReturn, string store, string? runId, RowOutput output)
    {
        if (!TryDay(terminal, "--from", fromText, out DateOnly from) || !TryDay(terminal, "--to", toText, out DateOnly to))
        {
            return ExitCode.Usage;
        }

        if (equityReturn is { } r && !(r > -1 && double.IsFinite(r)))
        {
            terminal.Fail($"--equity-return {r.ToString(CultureInfo.InvariantCulture)}: A return is finite and above -1; give it as a decimal, 0.05 for 5 %.");
            return ExitCode.Usage;
        }

        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        using RunArchive archive = RunArchive.Open(store);
        if (archive.Find(runId, firm) is not { } run)
        {
            terminal.Fail(runId is null
                ? $"{store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{store}: NO-RUN No single run begins with '{runId}'. 'freeboard runs' lists them.");
            return ExitCode.DataRejected;
        }

        ExplanationOutcome outcome = ExplainService.Explain(run, firm, from, to, equityReturn);
        if (outcome.Explanation is not { } explanation)
        {
            terminal.Fail($"{firm}: {outcome.Code} {outcome.Reason}");
            return ExitCode.DataRejected;
        }

        if (output.IsForAPerson)
        {
            FirmDescription description = run.Firms.First(f => f.Firm == firm);
            terminal.Say($"{description.Firm} {description.Name}, {fromText} to {toText}, run {run.Provenance.RunId}");
            Show(terminal, explanation);
        }
        else
        {
            output.Write(ExplanationTable.TableOf(explanation));
        }

        foreach (string missing in explanation.Missing)
        {
            terminal.Say(missing);
        }

        return ExitCode.Ok;
    }

    private static void Show(Terminal terminal, Explanation explanation)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("quantity");
        table.AddColumn("due to");
        foreach (string column in (string[])["from", "to", "contribution"])
        {
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right });
        }

        string? quantity = null;
        foreach (ExplanationLine line in ExplanationTable.LinesOf(explanation).Where(line => line.Contribution is not null))
        {
            int depth = line.Quantity == "assetValue"
                ? (line.PartOf == "equity" ? 1 : 0)
                : line.PartOf switch { "assetValue" => 1, "equity" => 2, _ => 0 };
            table.AddRow(
                line.Quantity == quantity ? "" : line.Quantity,
                new string(' ', 2 * depth) + line.Factor,
                Figure(line, line.From),
                Figure(line, line.To),
                line.Quantity == "assetValue" ? Amount(line.Contribution!.Value) : line.Contribution!.Value.ToString("+0.0000;-0.0000;0", CultureInfo.InvariantCulture));
            quantity = line.Quantity;
        }

        terminal.Tables().Write(table);
    }

    private static string Figure(ExplanationLine line, double? value) => value switch
    {
        null => "",
        { } v when line.Factor is "assetVolatility" or "riskFreeRate" => (v * 100).ToString("0.00'%'", CultureInfo.InvariantCulture),
        { } v when line.Factor == "total" && line.Quantity != "assetValue" => v.ToString("0.0000", CultureInfo.InvariantCulture),
        { } v => Amount(v),
    };

    private static string Amount(double amount) => Math.Abs(amount) switch
    {
        >= 1e9 => (amount / 1e9).ToString("#,0.00", CultureInfo.InvariantCulture) + " bn",
        >= 1e6 => (amount / 1e6).ToString("#,0.00", CultureInfo.InvariantCulture) + " m",
        _ => amount.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    private static bool TryDay(Terminal terminal, string option, string text, out DateOnly day)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }

        terminal.Fail($"{option} {text}: Not a date. Write it as 2024-12-31.");
        return false;
    }
}
