using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Store;
using Freeboard.Services.Tables;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard store backup|restore|check</c>: a store as one file, back, and whether it is sound.</summary>
internal static class StoreCommand
{
    private static readonly string[] BackupColumns = ["file", "database", "schemaVersion", "tables", "rows", "bytes", "sha256"];
    private static readonly string[] CheckColumns = ["check", "sound", "detail"];

    public static Command Create(Terminal terminal) => new("store", "Back up, restore and check a store.")
    {
        Backup(terminal),
        Restore(terminal),
        Check(terminal),
    };

    private static Command Backup(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "The backup: for SQLite a store itself, for PostgreSQL an archive. FILE.sha256 stands beside it. An older backup there is replaced, nothing else is." };
        CommonOptions.RefuseMistypedOption(file);
        Option<string> store = CommonOptions.Store();
        OutputOptions output = new();
        Command command = new("backup", "Write a store as one file while others use it.") { file, store };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)), ("the backup", path));
            KeptBackup backup = StoreUpkeep.Backup(parsed.GetValue(store)!, path, cancellationToken);
            Say(rows, path, backup);
            terminal.Say(FormattableString.Invariant($"{backup.Rows:#,0} rows of {backup.Tables} tables in {path}."));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Restore(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "The backup; FILE.sha256 beside it is held to." };
        CommonOptions.RefuseMistypedOption(file);
        Option<string> store = new("--store") { Description = "Where the store is to be; nothing may be there.", HelpName = "STORE", Required = true };
        OutputOptions output = new();
        Command command = new("restore", "Make a store from a backup, where there is none.") { file, store };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)), ("the backup", path));
            KeptBackup backup = StoreUpkeep.Restore(path, parsed.GetValue(store)!, cancellationToken);
            Say(rows, path, backup);
            terminal.Say(FormattableString.Invariant($"{backup.Rows:#,0} rows of {backup.Tables} tables in {parsed.GetValue(store)}."));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        OutputOptions output = new();
        Command command = new("check", "Look whether a store is what its writers left: pages, guards, imports, runs, log.") { store };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string address = parsed.GetValue(store)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(address)));
            StoreVerdict verdict = StoreUpkeep.Check(address, cancellationToken);
            string[][] cells = [.. verdict.Remarks.Select(static r => (string[])[r.Check, r.Sound ? "yes" : "no", r.Detail])];
            if (rows.IsForAPerson)
            {
                Print(terminal, CheckColumns, cells);
            }
            else
            {
                rows.Write(new OutputTable { Name = "check", Columns = OutputColumn.Of(CheckColumns, CheckColumns), Rows = cells }, cancellationToken);
            }

            if (!verdict.Sound)
            {
                terminal.Fail($"{address}: STORE-UNSOUND {verdict.Remarks.Count(static r => !r.Sound)} of {verdict.Remarks.Count} checks found a fault. Restore a backup (freeboard store restore), and keep this one for whoever looks into it.");
            }

            return Task.FromResult(verdict.Sound ? ExitCode.Ok : ExitCode.DataRejected);
        });
        return command;
    }

    private static void Say(RowOutput rows, string path, KeptBackup backup)
    {
        if (!rows.IsForAPerson)
        {
            string[] cells = [Path.GetFileName(path), backup.Database, Number(backup.SchemaVersion), Number(backup.Tables), Number(backup.Rows), Number(backup.Bytes), backup.Sha256];
            rows.Write(new OutputTable { Name = "backup", Columns = OutputColumn.Of(BackupColumns, "file", "database", "sha256"), Rows = [cells] });
        }
    }

    internal static void Print(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        Table table = Grid.Make();
        foreach (string column in columns)
        {
            table.AddColumn(Grid.Left(column));
        }

        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        terminal.Tables().Write(table);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
