using System.Globalization;
using System.Text;

namespace Freeboard.Services.Grid;

/// <summary>A plan as an Indexed Job of Kubernetes: one index a shard. Checked as YAML by a test; not run on a cluster.</summary>
public static class KubernetesJob
{
    /// <summary>Indices that a Job takes.</summary>
    public const int MostCompletions = 100_000;

    /// <summary>Writes the file.</summary>
    /// <param name="manifest">The plan.</param>
    /// <param name="image">Image whose entry point is the program.</param>
    /// <param name="claim">Claim of the volume that holds the plan's folder at its root.</param>
    /// <param name="parallelism">Most pods at a time; at least 1.</param>
    /// <param name="cpus">Processors of a pod; at least 1.</param>
    /// <param name="memory">Memory of a pod, such as 2Gi.</param>
    /// <exception cref="GridException">The plan has more shards than a Job has indices.</exception>
    public static string Text(GridManifest manifest, string image, string claim, int parallelism, int cpus, string memory)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentException.ThrowIfNullOrEmpty(image);
        ArgumentException.ThrowIfNullOrEmpty(claim);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cpus, 1);
        if (manifest.Shards > MostCompletions)
        {
            throw new GridException("TOO-MANY-SHARDS", string.Create(CultureInfo.InvariantCulture, $"A Job takes {MostCompletions} indices, the plan has {manifest.Shards} shards. Plan fewer: --shards."));
        }

        StringBuilder text = new();
        void Line(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
        Line(0, "apiVersion: batch/v1");
        Line(0, "kind: Job");
        Line(0, "metadata:");
        Line(1, $"name: freeboard-{manifest.Id[..12]}");
        Line(1, "annotations:");
        Line(2, $"freeboard/plan: {Quoted(manifest.Id)}");
        Line(2, $"freeboard/instruction-set: {Quoted(manifest.InstructionSet)}");
        Line(0, "spec:");
        Line(1, "completionMode: Indexed");
        Line(1, string.Create(CultureInfo.InvariantCulture, $"completions: {manifest.Shards}"));
        Line(1, string.Create(CultureInfo.InvariantCulture, $"parallelism: {Math.Min(parallelism, manifest.Shards)}"));
        Line(1, "backoffLimitPerIndex: 5");
        Line(1, "podFailurePolicy:");
        Line(2, "rules:");
        Line(3, "# 75: it was asked to stop, and kept what it had; trying again is no failure.");
        Line(3, "- action: Ignore");
        Line(4, "onExitCodes:");
        Line(5, "containerName: freeboard");
        Line(5, "operator: In");
        Line(5, "values: [75]");
        Line(3, "- action: Ignore");
        Line(4, "onPodConditions:");
        Line(5, "- type: DisruptionTarget");
        Line(1, "template:");
        Line(2, "spec:");
        Line(3, "restartPolicy: Never");
        Line(3, "terminationGracePeriodSeconds: 90");
        Line(3, "containers:");
        Line(4, "- name: freeboard");
        Line(5, $"image: {Quoted(image)}");
        Line(5, string.Create(CultureInfo.InvariantCulture, $"args: [\"grid\", \"task\", \"/plan\", \"--index\", \"$(JOB_COMPLETION_INDEX)\", \"--threads\", \"{cpus}\"]"));
        Line(5, "resources:");
        Line(6, "requests:");
        Line(7, string.Create(CultureInfo.InvariantCulture, $"cpu: {cpus}"));
        Line(7, $"memory: {Quoted(memory)}");
        Line(6, "limits:");
        Line(7, $"memory: {Quoted(memory)}");
        Line(5, "volumeMounts:");
        Line(6, "- name: plan");
        Line(7, "mountPath: /plan");
        Line(3, "volumes:");
        Line(4, "- name: plan");
        Line(5, "persistentVolumeClaim:");
        Line(6, $"claimName: {Quoted(claim)}");
        return text.ToString();
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
