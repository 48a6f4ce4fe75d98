using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Grid;

namespace Freeboard.Cli;

/// <summary><c>freeboard grid kubernetes PLAN</c>: the plan as an Indexed Job.</summary>
internal static class GridKubernetesCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> plan = GridCommand.Folder();
        Option<string> image = new("--image") { Description = "Image whose entry point is freeboard.", Required = true };
        Option<string> claim = new("--claim") { Description = "Claim of the volume that holds the plan's folder at its root.", Required = true };
        Option<int> most = new("--at-once") { Description = "Most pods at a time.", DefaultValueFactory = _ => 16 };
        Option<int> cpus = new("--cpus") { Description = "Processors, and so threads, of a pod.", DefaultValueFactory = _ => 1 };
        Option<string> memory = new("--memory") { Description = "Memory of a pod.", DefaultValueFactory = _ => "2Gi" };
        Command command = new("kubernetes", "Print the plan as an Indexed Job of Kubernetes (checked as YAML; not run on a cluster).") { plan, image, claim, most, cpus, memory };
        command.SetAction((parsed, _) =>
        {
            foreach (Option<int> option in (Option<int>[])[most, cpus])
            {
                if (parsed.GetValue(option) is var value && value < 1)
                {
                    throw new SettingException(option.Name, value.ToString(CultureInfo.InvariantCulture), "give at least 1.");
                }
            }

            GridManifest manifest = new GridFolder(parsed.GetValue(plan)!).Manifest();
            terminal.Out.Write(KubernetesJob.Text(manifest, parsed.GetValue(image)!, parsed.GetValue(claim)!, parsed.GetValue(most), parsed.GetValue(cpus), parsed.GetValue(memory)!));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
