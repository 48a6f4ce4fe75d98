using System.CommandLine;
using Freeboard.Services.Grid;

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

    /// <summary>Refuses an option that the kind of a plan has no use for.</summary>
    /// <exception cref="SettingException">It was given, and the plan is of another kind.</exception>
    public static void RefuseOthers(string plan, GridKind of, string option, string? value, string why)
    {
        if (value is not null && new GridFolder(plan).Manifest().Kind is var kind && kind != of)
        {
            throw new SettingException(option, value, $"{why}, and this plan is of the kind {kind.ToString().ToLowerInvariant()}; leave it out.");
        }
    }

    /// <summary>Refuses an option for the one model of an ensemble where a plan trains one of each fold.</summary>
    /// <exception cref="SettingException">It was given, and the plan is of folds.</exception>
    public static void RefuseFolds(string plan, string option, string? value)
    {
        if (value is not null && new GridFolder(plan).Manifest().OfFolds)
        {
            throw new SettingException(option, value, "the plan was made with --folds, and a comparison has a model of each fold and not the one; leave it out, or plan the ensemble without --folds.");
        }
    }
}
