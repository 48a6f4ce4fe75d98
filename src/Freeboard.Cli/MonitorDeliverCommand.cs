using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Tables;

namespace Freeboard.Cli;

/// <summary><c>freeboard monitor deliver</c>: what is due, tried again; then the outbox.</summary>
internal static class MonitorDeliverCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        Option<string?> name = MonitorShowCommand.Name();
        Option<string?> digest = MonitorSettings.Digest();
        Option<string?> webhook = MonitorSettings.Webhook();
        Option<string> language = MonitorSettings.Language();
        OutputOptions output = new();
        Command command = new("deliver", "Deliver the digests that are due, oldest first; prints the outbox.") { store, name, digest, webhook, language };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string place = parsed.GetValue(store)!;
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(place)));
            List<IDigestTarget> targets = MonitorTargets.Of(parsed.GetValue(digest), MonitorTargets.AddressOf(parsed.GetValue(webhook)), parsed.GetValue(language)!);
            try
            {
                using MonitorService? service = MonitorShowCommand.OpenAt(terminal, place);
                if (service is null || MonitorSettings.NameOf(terminal, service, place, parsed.GetValue(name)) is not { } monitor)
                {
                    return ExitCode.DataRejected;
                }

                bool left = await MonitorTargets.DeliverAsync(terminal, service, monitor, targets, cancellationToken);
                rows.Write(Outbox(monitor, service.Outbox(monitor)), cancellationToken);
                return left ? ExitCode.RetryLater : ExitCode.Ok;
            }
            finally
            {
                MonitorTargets.Release(targets);
            }
        });
        return command;
    }

    private static OutputTable Outbox(string monitor, IReadOnlyList<OutboxLine> lines) => new()
    {
        Name = "outbox",
        Columns = OutputColumn.Of(["target", "digests", "due", "lastFault", "monitor"], "target", "lastFault", "monitor"),
        Rows = lines.Select(line => (string[])[line.Target, line.Digests.ToString(CultureInfo.InvariantCulture), line.Due.ToString(CultureInfo.InvariantCulture), line.LastFault, monitor]),
    };
}
