using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Site;

/// <summary>Figures read out of rendered pages, beside those of the API and of a process of the command line that knows nothing of this one.</summary>
public sealed partial class One_number_everywhere(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string[] Columns = ["DDRiskNeutral", "EDF", "assetValue", "defaultPoint", "assetVolatility"];

    [Fact]
    public async Task Two_hundred_figures_of_pages_of_the_api_and_of_a_process_of_the_command_line_are_the_same()
    {
        using HttpClient page = shared.Server.SignedIn(Role.Viewer);
        using HttpClient key = shared.Server.WithKey(Right.Read);
        string list = await page.GetStringAsync("/firms");
        using JsonDocument firms = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest/firms"));
        int compared = 0;
        foreach (string firm in firms.RootElement.GetProperty("items").EnumerateArray().Select(static f => f.GetProperty("firm").GetString()!))
        {
            using JsonDocument spoken = JsonDocument.Parse(await RunAsync("show", firm, "--store", shared.Server.Store, "--json"));
            JsonElement[] cli = [.. spoken.RootElement.GetProperty("rows").EnumerateArray()];
            using JsonDocument called = JsonDocument.Parse(await key.GetStringAsync($"/api/v1/runs/latest/rows?firm={firm}"));
            JsonElement[] api = [.. called.RootElement.GetProperty("rows").EnumerateArray()];
            Assert.Equal(cli.Length, api.Length);

            // The history that the page draws, day by day, read out of the page.
            string html = await page.GetStringAsync("/firms/" + firm);
            using JsonDocument drawn = JsonDocument.Parse(Drawn().Match(html).Groups[1].Value);
            using JsonDocument dates = JsonDocument.Parse(Dates().Match(html).Groups[1].Value);
            Dictionary<string, double> shown = dates.RootElement.EnumerateArray().Select(static d => d.GetString()!).Zip(drawn.RootElement.GetProperty("distance").EnumerateArray())
                .Where(static d => d.Second.ValueKind == JsonValueKind.Number).ToDictionary(static d => d.First, static d => d.Second.GetDouble());
            for (int i = 0; i < cli.Length; i++)
            {
                Assert.Equal(cli[i].GetProperty("date").GetString(), api[i].GetProperty("date").GetString());
                foreach (string json in Columns)
                {
                    Assert.Equal(Number(cli[i], json), Number(api[i], json));
                }

                if (cli[i].GetProperty("status").GetString() == "Converged" && Number(cli[i], "DDRiskNeutral") is { } distance)
                {
                    Assert.Equal(distance, shown[cli[i].GetProperty("date").GetString()!]);
                    compared++;
                }
            }

            // The figures of the list, as exact as its exports have them, and as they are read.
            JsonElement last = cli[^1];
            string row = Regex.Match(list, $"<tr data-code=\"{firm}\".*?</tr>", RegexOptions.Singleline).Value;
            if (last.GetProperty("status").GetString() != "Converged" || !row.Contains("<b>", StringComparison.Ordinal))
            {
                continue;
            }

            double[] cells = [.. Exact().Matches(row).Select(static m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
            foreach (string json in Columns)
            {
                Assert.Contains(Number(last, json)!.Value, cells);
                compared++;
            }

            Assert.Contains($"<b>{Number(last, "DDRiskNeutral")!.Value.ToString("F2", CultureInfo.InvariantCulture).Replace('-', '−')}</b>", row, StringComparison.Ordinal);
            compared++;
        }

        Assert.True(compared >= 200, $"only {compared} figures were compared");
    }

    private static double? Number(JsonElement row, string name) =>
        row.EnumerateObject().Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static p => (double?)p.Value.GetDouble()).FirstOrDefault();

    private static async Task<string> RunAsync(params string[] arguments)
    {
        string configuration = typeof(One_number_everywhere).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "Configuration").Value!;
        string command = Path.Combine(Server.Root, "src", "Freeboard.Cli", "bin", configuration, "net10.0", "Freeboard.Cli.dll");
        ProcessStartInfo info = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        info.ArgumentList.Add(command);
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(info)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    [GeneratedRegex("<fb-waterline.*?<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Drawn();

    [GeneratedRegex("id=\"fb-dates\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Dates();

    [GeneratedRegex("data-v=\"([^\"]+)\"")]
    private static partial Regex Exact();
}
