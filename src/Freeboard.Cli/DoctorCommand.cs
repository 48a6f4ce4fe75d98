using System.CommandLine;
using Freeboard.Services.Doctor;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard doctor</c>: what the program depends on, and whether it is as it should be.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Columns = ["check", "status", "value", "cure"];

    public static Command Create(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        OutputOptions output = new();
        Command command = new("doctor", "Look at what the program depends on: versions, processor, memory, cultures, clock, disks, rights, store.") { store };
        output.AddTo(command);
        command.SetAction(parsed => Run(terminal, parsed.GetValue(store)!, output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)))));
        return command;
    }

    private static int Run(Terminal terminal, string store, RowOutput output)
    {
        IReadOnlyList<DoctorRemark> remarks = DoctorService.Look(new DoctorOptions { Store = store, Time = terminal.Time });
        string[][] cells = [.. remarks.Select(static r => (string[])[r.Check, r.Status.ToString(), r.Value, r.Cure])];
        if (output.IsForAPerson)
        {
            StoreCommand.Print(terminal, Columns, cells);
        }
        else
        {
            output.Write(new OutputTable { Name = "doctor", Columns = OutputColumn.Of(Columns, Columns), Rows = cells });
        }

        int faults = remarks.Count(static r => r.Status == DoctorStatus.Fault);
        if (faults > 0)
        {
            terminal.Fail($"freeboard: DOCTOR-FAULT {faults} of {remarks.Count} checks found a fault. Their cures stand beside them.");
        }

        return faults > 0 ? ExitCode.DataRejected : ExitCode.Ok;
    }
}
