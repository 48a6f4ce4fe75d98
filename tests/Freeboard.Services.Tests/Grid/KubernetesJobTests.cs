using Freeboard.Provenance;
using Freeboard.Services.Grid;
using YamlDotNet.Serialization;

namespace Freeboard.Services.Tests.Grid;

public class KubernetesJobTests
{
    private static readonly GridManifest Plan = new() { Kind = GridKind.Assess, RunId = "1111-2222-3333", Version = "0.1.0", InstructionSet = "x64-avx2", Shards = 12, Items = 5, Settings = [new RunParameter("a", "b")], Files = [] };

    [Fact]
    public void The_job_is_YAML_with_an_index_for_every_shard()
    {
        Dictionary<object, object> job = Parse(KubernetesJob.Text(Plan, "registry.example/freeboard:\"0.1\"", "plans", 4, 2, "4Gi"));
        Assert.Equal("batch/v1", job["apiVersion"]);
        Assert.Equal("Job", job["kind"]);
        Dictionary<object, object> spec = Of(job["spec"]);
        Assert.Equal("Indexed", spec["completionMode"]);
        Assert.Equal("12", spec["completions"]);
        Assert.Equal("4", spec["parallelism"]);
        Dictionary<object, object> pod = Of(Of(spec["template"])["spec"]);
        Assert.Equal("Never", pod["restartPolicy"]);
        Dictionary<object, object> container = Of(((List<object>)pod["containers"])[0]);
        Assert.Equal("registry.example/freeboard:\"0.1\"", container["image"]);
        Assert.Equal(["grid", "task", "/plan", "--index", "$(JOB_COMPLETION_INDEX)", "--threads", "2"], ((List<object>)container["args"]).Cast<string>());
        Assert.Equal("plans", Of(Of(((List<object>)pod["volumes"])[0])["persistentVolumeClaim"])["claimName"]);
        List<object> rules = (List<object>)Of(spec["podFailurePolicy"])["rules"];
        Assert.Equal("75", ((List<object>)Of(Of(rules[0])["onExitCodes"])["values"])[0]);
    }

    [Fact]
    public void More_shards_than_a_job_has_indices_are_refused() =>
        Assert.Equal("TOO-MANY-SHARDS", Assert.Throws<GridException>(() => KubernetesJob.Text(Plan with { Shards = 100_001 }, "i", "c", 1, 1, "1Gi")).Code);

    private static Dictionary<object, object> Parse(string yaml) => Of(new DeserializerBuilder().Build().Deserialize(yaml)!);

    private static Dictionary<object, object> Of(object node) => Assert.IsType<Dictionary<object, object>>(node);
}
