using System.CommandLine;
using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Replication;
using Freeboard.Validation;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard replicate</c>: published tables recomputed, figure by figure.</summary>
internal static class ReplicateCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> tables = new("--tables") { Description = "Read the published tables from this folder in place of the shipped ones.", HelpName = "DIR" };
        Option<string?> write = new("--write-tables") { Description = "Write the shipped tables into this folder, to look at or to edit, and stop.", HelpName = "DIR" };
        OutputOptions output = new();
        Command command = new("replicate", "Recompute published tables: published, recomputed, verdict and reason. Ends with 4 when a figure's verdict is not the one that is claimed for it.") { tables, write };
        output.AddTo(command);
        command.SetAction(parsed => parsed.GetValue(write) is { } directory
            ? Write(terminal, directory)
            : Run(terminal, parsed.GetValue(tables), output.Read(terminal, parsed)));
        return command;
    }

    private static int Write(Terminal terminal, string directory)
    {
        IReadOnlyList<RowError> errors = ReplicationTables.Shipped.WriteTo(directory);
        CommandLineApplication.PrintErrors(terminal, errors, errors.Count);
        return errors.Count > 0 ? ExitCode.DataRejected : ExitCode.Ok;
    }

    private static int Run(Terminal terminal, string? directory, RowOutput output)
    {
        ReplicationTables tables = ReplicationTables.Shipped;
        if (directory is not null)
        {
            ReplicationTablesResult read = ReplicationTables.Load(directory);
            if (read.Tables is null)
            {
                CommandLineApplication.PrintErrors(terminal, read.Errors, read.Errors.Count);
                return ExitCode.DataRejected;
            }

            tables = read.Tables;
        }

        LedgerReport report = ReplicationLedger.Run(tables);
        if (output.IsForAPerson)
        {
            WriteTable(terminal, report);
        }
        else
        {
            output.Write(LedgerOutput.Of(report));
        }

        foreach (LedgerRow row in report.Rows.Where(row => !row.AsClaimed))
        {
            terminal.Fail($"freeboard: {(row.Verdict == ReplicationVerdict.NotReproducible ? "not reproducible" : $"{VerdictWord(row.Verdict)} where {VerdictWord(row.Claimed)} is claimed")}: {row.Document}, {row.Row}, {row.Quantity} {row.Published.Text}: {row.Reason}");
        }

        return report.AllAsRecorded ? ExitCode.Ok : ExitCode.Partial;
    }

    private static void WriteTable(Terminal terminal, LedgerReport report)
    {
        IAnsiConsole console = terminal.Tables();
        foreach (LedgerTable ledger in report.Tables)
        {
            console.WriteLine();
            console.WriteLine(ledger.Document);
            console.WriteLine(ledger.Heading);
            Table table = Grid.Make();
            table.AddColumn(Grid.Left("row"));
            table.AddColumn(Grid.Left("quantity"));
            foreach (string column in (string[])["published", "recomputed", "right"])
            {
                table.AddColumn(Grid.Right(column));
            }

            table.AddColumn(Grid.Left("verdict"));
            foreach (LedgerRow row in ledger.Rows)
            {
                table.AddRow(
                    Markup.Escape(row.Row),
                    QuantityWord(row.Quantity),
                    row.Published.Text,
                    Short(row.Recomputed),
                    Short(row.RightValue),
                    VerdictWord(row.Verdict));
            }

            console.Write(table);

            // The reasons of one table are few and long: said once each below it, with how many figures they explain.
            foreach (IGrouping<string, LedgerRow> reason in ledger.Rows.GroupBy(row => row.Reason, StringComparer.Ordinal))
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reason.Count()} x {VerdictWord(reason.First().Verdict)}: {reason.Key}"));
            }
        }

        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Reproduced} reproduced, {report.ReproducedWithSlip} reproduced with the source's slip, {report.Contradicted} contradicted by their source, {report.NotReproducible} not reproducible; {report.Rows.Count(row => !row.AsClaimed)} not as claimed."));
    }

    private static string QuantityWord(string quantity) => quantity switch
    {
        "distance_to_default" => "DD",
        "expected_default_frequency" => "EDF",
        "expected_distance_to_default" => "E[DD]",
        "partial_correlation" => "partial corr.",
        _ => quantity.Replace('_', ' '),
    };

    private static string VerdictWord(ReplicationVerdict verdict) => verdict switch
    {
        ReplicationVerdict.Reproduced => "reproduced",
        ReplicationVerdict.ReproducedWithSlip => "slip",
        ReplicationVerdict.Contradicted => "contradicted",
        ReplicationVerdict.NotReproducible => "not reproducible",
        _ => verdict.ToString(),
    };

    private static string Short(double? value) => value is { } v ? v.ToString(Math.Abs(v) >= 1e5 ? "0.00" : "G7", CultureInfo.InvariantCulture) : "-";
}
