using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class BenchCommandTests
{
    [Fact]
    public void The_json_holds_the_documented_keys_and_nothing_else_goes_to_the_streams()
    {
        CommandRun run = CommandRun.Of(["bench", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.NotEmpty(json.RootElement.GetProperty("instructionSet").GetString()!);
        foreach (string key in (string[])["solve.perSecond", "solve.perSecondAligned", "solve.perSecondMisaligned", "solve.textbookPerSecond", "solve.ratio", "egarchNormal.perSecond", "egarchT.perSecond"])
        {
            Assert.True(json.RootElement.GetProperty(key).GetDouble() > 0, key);
        }

        Assert.InRange(json.RootElement.GetProperty("solve.largestError").GetDouble(), 0, 2e-13);
    }
}
