using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Import;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard import undo ID</c>: makes an import unseen. Nothing is deleted.</summary>
internal static class ImportUndoCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<int> id = new("ID") { Description = "Number of the import, as freeboard import list shows it." };
        Option<string> store = CommonOptions.Store();
        Option<string> reason = new("--reason") { Description = "Why, for the store's log.", DefaultValueFactory = _ => "" };
        Command command = new("undo", "Make an import unseen; its facts stay in the store, and the undoing is logged.") { id, store, reason };
        command.SetAction(parsed =>
        {
            string address = parsed.GetValue(store)!;
            if (!RunArchive.Exists(address))
            {
                terminal.Fail($"{address}: NO-STORE There is no store here. Run 'freeboard import PATH...' first, or pass --store.");
                return ExitCode.DataRejected;
            }

            ImportService.Undo(address, parsed.GetValue(id), parsed.GetValue(reason)!);
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Import {parsed.GetValue(id)} is no longer seen."));
            return ExitCode.Ok;
        });
        return command;
    }
}
