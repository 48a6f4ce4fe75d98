using System.CommandLine;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid</c>: one run on many machines, with the bytes of one.</summary>
internal static class GridCommand
{
    public static Command Create(Terminal terminal) => new("grid", "Share a run out over a cluster: the same bytes as one machine makes.")
    {
        GridPlanCommand.Create(terminal),
        GridSubmitCommand.Create(terminal, again: false),
        GridTaskCommand.Create(terminal),
        GridStatusCommand.Create(terminal),
        GridSubmitCommand.Create(terminal, again: true),
        GridMergeCommand.Create(terminal),
        GridKubernetesCommand.Create(terminal),
        GridModelCommand.Create(terminal),
    };

    /// <summary>The folder of a plan.</summary>
    public static Argument<string> Folder() => new("PLAN") { Description = "Folder of the plan, on a disk that all machines see." };
}
