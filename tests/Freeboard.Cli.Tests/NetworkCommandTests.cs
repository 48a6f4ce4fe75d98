using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class NetworkCommandTests
{
    private static readonly string Firms = Sandbox.Sample("learning", "firms.csv");

    private static readonly string[] Quick = ["--target", "default", "--edf", "edf", "--ignore", "firm", "--hidden", "8,8", "--members", "2", "--epochs", "12"];

    private static readonly string[] Later = ["--auxiliary", "lossGivenDefault", "--auxiliary", "changeOfDistance", "--auxiliary", "laterDefault"];

    [Fact]
    public void The_network_stands_beside_plainer_models_in_one_table()
    {
        CommandRun run = CommandRun.Of(["network", "train", Firms, .. Quick, .. Later]);
        Assert.Equal(0, run.Code);
        Assert.Equal(["model", "network", "network-plain", "edf", "edf-line", "logit-raw", "logit-ranks", "logit-woe", "boosted-trees"], run.Lines.Select(line => line.Split(',')[0]));
        Assert.All(run.Lines.Skip(1), line => Assert.Equal("200", line.Split(',')[1]));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes_and_a_saved_model_scores_alike()
    {
        using Sandbox sandbox = new();
        string one = sandbox.Path("one.json");
        string two = sandbox.Path("two.json");
        CommandRun first = CommandRun.Of(["network", "train", Firms, .. Quick, .. Later, "--threads", "1", "--save", one, "--json"]);
        CommandRun second = CommandRun.Of(["network", "train", Firms, .. Quick, .. Later, "--threads", "2", "--save", two, "--json"]);
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(File.ReadAllText(one), File.ReadAllText(two));
        Assert.Equal(File.ReadAllText(one), Freeboard.Services.Learning.NetworkModelFile.Parse(File.ReadAllText(one), out _)!.ToJson());

        // The rows for testing, scored again by the saved model, have the log loss of the table.
        CommandRun scored = CommandRun.Of(["network", "apply", Firms, "--model", one, "--id", "firm"]);
        Assert.Equal(1001, scored.Lines.Length);
        string[] labels = [.. File.ReadAllLines(Firms).Skip(1).Select(line => line.Split(',')[8])];
        double[] probabilities = [.. scored.Lines.Skip(1).Select(line => double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))];
        double loss = -Enumerable.Range(0, 1000).Where(row => row % 5 == 0).Average(row => Math.Log(labels[row] == "1" ? probabilities[row] : 1 - probabilities[row]));
        using JsonDocument document = JsonDocument.Parse(first.Out);
        Assert.Equal(document.RootElement.GetProperty("models")[0].GetProperty("logLoss").GetDouble(), loss, 12);
        Assert.Equal(2, document.RootElement.GetProperty("seeds").GetArrayLength());
        Assert.True(document.RootElement.GetProperty("gain").TryGetProperty("deviation", out _));
    }

    [Fact]
    public void Shares_and_importance_are_said_with_intervals()
    {
        using Sandbox sandbox = new();
        string model = sandbox.Path("model.json");
        _ = CommandRun.Of(["network", "train", Firms, .. Quick, "--alone", "--save", model]);
        CommandRun shares = CommandRun.Of(["network", "explain", Firms, "--model", model, "--id", "firm", "--most", "3", "--format", "ndjson"]);
        Assert.Equal((0, ""), (shares.Code, shares.Error));
        Assert.Equal(3000, shares.Lines.Length);
        CommandRun importance = CommandRun.Of(["network", "explain", Firms, "--model", model, "--method", "permutation", "--repeats", "2"]);
        Assert.Equal("column,lossRise,standardError,low,high,aucFall", importance.Lines[0]);
        Assert.StartsWith("EDF,", importance.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rival_is_judged_on_the_same_rows_and_learnt_from_by_none()
    {
        CommandRun run = CommandRun.Of(["network", "compare", Firms, "--target", "default", "--ignore", "firm,lossGivenDefault,changeOfDistance,laterDefault", "--rival", "edf", "--test-every", "5:0,1", "--hidden", "8", "--members", "1", "--epochs", "5", "--alone"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("rename the column", run.Error, StringComparison.Ordinal);
        string renamed = File.ReadAllText(Firms).Replace("firm,edf,", "firm,kmv,", StringComparison.Ordinal);
        CommandRun judged = CommandRun.Of(["network", "compare", "-", "--target", "default", "--ignore", "firm,lossGivenDefault,changeOfDistance,laterDefault", "--rival", "kmv", "--test-every", "5:0,1", "--hidden", "8", "--members", "1", "--epochs", "5", "--alone", "--json"], renamed);
        using JsonDocument document = JsonDocument.Parse(judged.Out);
        Assert.Equal(["network", "kmv"], document.RootElement.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("model").GetString()));
        Assert.Equal(400, document.RootElement.GetProperty("models")[1].GetProperty("rows").GetInt32());
        Assert.Equal(2, document.RootElement.GetProperty("folds").GetInt32());
    }

    [Theory]
    [InlineData("--hidden", "0")]
    [InlineData("--members", "0")]
    [InlineData("--dropout", "1")]
    [InlineData("--test-every", "5:5")]
    [InlineData("--auxiliary", "laterDefault:cubic")]
    [InlineData("--population-rate", "2")]
    [InlineData("--features", "default")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of(["network", "train", Firms, .. Quick.Where((_, i) => Array.IndexOf(Quick, option) is var at && (at < 0 || (i != at && i != at + 1))), option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_cells_are_named_with_line_column_and_cure()
    {
        const string Table = "y,x,edf\n1,2,0.1\n0,,1.5\n0,3,\n";
        CommandRun run = CommandRun.Of(["network", "train", "-", "--target", "y", "--edf", "edf"], Table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:3:edf: PROBABILITY-OUT-OF-RANGE", run.Error, StringComparison.Ordinal);
        Assert.Contains("-:4:edf: VALUE-MISSING", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        CommandRun run = CommandRun.Of(["network", "apply", Firms, "--model", Firms]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("MODEL-UNUSABLE: it is no JSON", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"slope\": ", "1e999")]
    [InlineData("\"slope\": ", "-1")]
    [InlineData("\"intercept\": ", "-1e999")]
    public void A_calibration_that_is_not_finite_or_falls_is_refused_with_a_code(string key, string value)
    {
        using Sandbox sandbox = new();
        string model = sandbox.Path("model.json");
        _ = CommandRun.Of(["network", "train", Firms, "--target", "default", "--ignore", "firm,lossGivenDefault,changeOfDistance,laterDefault", "--hidden", "8", "--members", "1", "--epochs", "5", "--alone", "--save", model]);
        string text = File.ReadAllText(model);
        int at = text.IndexOf(key, text.IndexOf("\"calibration\"", StringComparison.Ordinal), StringComparison.Ordinal) + key.Length;
        File.WriteAllText(model, text[..at] + value + text[text.IndexOfAny([',', '\n'], at)..]);
        CommandRun run = CommandRun.Of(["network", "apply", Firms, "--model", model]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("MODEL-UNUSABLE: a figure is out of range: A calibration's", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_stays_at_the_edf_is_its_line_and_is_not_calibrated_again()
    {
        using Sandbox sandbox = new();
        string saved = sandbox.Path("model.json");
        string page = sandbox.Path("network.html");
        CommandRun run = CommandRun.Of(["network", "train", Firms, .. Quick, "--evidence", "1000", "--population-rate", "0.1", "--save", saved, "--report", page, "--language", "zh-CN", "--json"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("the model is the EDF on a line", run.Error, StringComparison.Ordinal);
        Assert.Contains("模型即 EDF 的直线校准", File.ReadAllText(page), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal("NoEvidence", document.RootElement.GetProperty("departure").GetString());
        Assert.Equal("none", document.RootElement.GetProperty("calibration").GetProperty("kind").GetString());
        Assert.Equal("NETWORK-IS-EDF", document.RootElement.GetProperty("notes")[0].GetProperty("code").GetString());

        // The order of the EDF to the bit: the areas are the same, and every member says the same.
        JsonElement[] models = [.. document.RootElement.GetProperty("models").EnumerateArray()];
        Assert.Equal(models.Single(m => m.GetProperty("model").GetString() == "edf").GetProperty("auc").GetDouble(), models[0].GetProperty("auc").GetDouble());
        Freeboard.Learning.NetworkModel model = Freeboard.Services.Learning.NetworkModelFile.Parse(File.ReadAllText(saved), out _)!.Model;
        Assert.IsType<Freeboard.Learning.NoCalibration>(model.Calibration);
        Assert.Equal(0.1, model.Prior!.PopulationRate);
    }

    [Fact]
    public void An_edf_that_falls_with_defaults_is_no_line_to_be_held_against_and_that_is_said()
    {
        string[] lines = File.ReadAllLines(Firms);
        int edf = Array.IndexOf(lines[0].Split(','), "edf");
        string turned = lines[0] + "\n" + string.Concat(lines.Skip(1).Select(line =>
        {
            string[] cells = line.Split(',');
            cells[edf] = (1 - double.Parse(cells[edf], System.Globalization.CultureInfo.InvariantCulture)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return string.Join(',', cells) + "\n";
        }));
        CommandRun run = CommandRun.Of(["network", "train", "-", .. Quick, "--json"], turned);
        Assert.Equal(0, run.Code);
        Assert.Contains("The EDF does not rise with defaults", run.Error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal("NotCompared", document.RootElement.GetProperty("departure").GetString());
        Assert.Contains("NETWORK-NOT-COMPARED", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The network beside plainer models")]
    [InlineData("zh-CN", "神经网络与更简单的模型")]
    public void The_page_says_how_the_network_stands(string language, string heading)
    {
        using Sandbox sandbox = new();
        string page = sandbox.Path("network.html");
        CommandRun run = CommandRun.Of(["network", "train", Firms, .. Quick, "--report", page, "--language", language]);
        Assert.Equal(0, run.Code);
        Assert.Contains(heading, File.ReadAllText(page), StringComparison.Ordinal);
    }
}
