using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Grid;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid status PLAN</c>: which shares are done, missing, corrupt.</summary>
internal static class GridStatusCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> plan = GridCommand.Folder();
        OutputOptions output = new();
        Command command = new("status", "Say which shares are done, missing or corrupt; every result is read and held to its hashes. Ends with 0 when all are done, with 4 when not.") { plan };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            RowOutput rows = output.Read(terminal, parsed);
            GridStatus status = GridStatus.Of(parsed.GetValue(plan)!, cancellationToken);
            rows.Write(status.TableOf(), cancellationToken);
            terminal.Fail(Summary(status.Shards));
            return Task.FromResult(status.IsWhole ? ExitCode.Ok : ExitCode.Partial);
        });
        return command;
    }

    /// <summary>Shares by how they stand, in a sentence.</summary>
    public static string Summary(IReadOnlyList<ShardStanding> shards) => string.Create(
        CultureInfo.InvariantCulture,
        $"freeboard: {shards.Count:#,0} shards: {Count(shards, ShardState.Done):#,0} done, {Count(shards, ShardState.Missing):#,0} missing, {Count(shards, ShardState.Corrupt):#,0} corrupt.");

    private static int Count(IReadOnlyList<ShardStanding> shards, ShardState state) => shards.Count(shard => shard.State == state);
}
