using System.Globalization;
using System.Net;
using Freeboard.Services.Access;
using Freeboard.Web.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Screener;

public sealed class Screener_and_watchlists(SharedServer shared) : IClassFixture<SharedServer>
{
    private Server Server => shared.Server;

    [Fact]
    public async Task Exported_figures_are_those_of_the_runs_rows()
    {
        using HttpClient reader = Server.SignedIn(Role.Viewer);
        List<Dictionary<string, string>> rows = await RowsAsync(reader, "");
        var run = Server.Host.App.Services.GetRequiredService<RunShelf>().Find(null)!;
        Assert.Equal(run.Firms.Count, rows.Count);
        int compared = 0;
        foreach (Dictionary<string, string> row in rows.Where(static r => r["DDRiskNeutral"].Length > 0))
        {
            var own = run.Rows.Last(r => r.Firm == row["firm"]);
            Assert.Equal(own.DdRiskNeutral!.Value, double.Parse(row["DDRiskNeutral"], CultureInfo.InvariantCulture));
            Assert.Equal(own.Edf!.Value, double.Parse(row["EDF"], CultureInfo.InvariantCulture));
            Assert.Equal(own.DefaultPoint!.Value / own.AssetValue!.Value, double.Parse(row["debtShare"], CultureInfo.InvariantCulture));
            compared++;
        }

        Assert.True(compared > 5, "too few firms have a distance");
    }

    [Theory]
    [InlineData("sort=dd", "DDRiskNeutral", false)]
    [InlineData("sort=dd&order=descending", "DDRiskNeutral", true)]
    [InlineData("sort=edf&order=descending", "lnEDF", true)]
    [InlineData("sort=volatility", "equityVolatility", false)]
    public async Task Rows_come_in_the_order_of_the_address_and_those_without_the_figure_last(string query, string column, bool descending)
    {
        using HttpClient reader = Server.SignedIn(Role.Viewer);
        string[] cells = [.. (await RowsAsync(reader, query)).Select(r => r[column])];
        double[] known = [.. cells.Where(static c => c.Length > 0).Select(static c => double.Parse(c, CultureInfo.InvariantCulture))];
        Assert.Equal(descending ? known.OrderDescending() : known.Order(), known);
        Assert.All(cells.Skip(known.Length), static c => Assert.Empty(c));
    }

    [Fact]
    public async Task Filters_keep_what_they_say_and_the_place_among_peers_counts_those_below()
    {
        using HttpClient reader = Server.SignedIn(Role.Viewer);
        List<Dictionary<string, string>> all = await RowsAsync(reader, "");
        double[] distances = [.. all.Select(static r => r["DDRiskNeutral"]).Where(static d => d.Length > 0).Select(static d => double.Parse(d, CultureInfo.InvariantCulture)).Order()];
        double middle = distances[distances.Length / 2];
        string bound = middle.ToString("R", CultureInfo.InvariantCulture);
        Assert.Equal(distances.Count(d => d < middle), (await RowsAsync(reader, "ddTo=" + bound)).Count);
        Assert.Equal(distances.Count(d => d >= middle), (await RowsAsync(reader, "ddFrom=" + bound)).Count);
        Assert.Equal(all.Count - distances.Length, (await RowsAsync(reader, "status=without")).Count);
        foreach (Dictionary<string, string> row in all.Where(static r => r["peerPercentile"].Length > 0 && r["peerGroup"].Length == 0))
        {
            double own = double.Parse(row["DDRiskNeutral"], CultureInfo.InvariantCulture);
            Assert.Equal(100.0 * distances.Count(d => d < own) / (distances.Length - 1), double.Parse(row["peerPercentile"], CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("/screener?ddTo=x", HttpStatusCode.UnprocessableEntity, "ddTo")]
    [InlineData("/screener?sort=colour", HttpStatusCode.UnprocessableEntity, "colour")]
    [InlineData("/screener?list=nobody%27s", HttpStatusCode.NotFound, "NO-WATCHLIST")]
    [InlineData("/screener?run=zzzz", HttpStatusCode.NotFound, "NO-RUN")]
    public async Task A_setting_that_cannot_be_read_is_refused_and_named(string address, HttpStatusCode status, string word)
    {
        using HttpClient reader = Server.SignedIn(Role.Viewer);
        using HttpResponseMessage answer = await reader.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(word, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchlist_is_made_from_the_screener_opened_changed_and_deleted_by_its_owner_alone()
    {
        using HttpClient owner = Server.SignedIn(Role.Viewer);
        using HttpClient other = Server.SignedIn(Role.Analyst);
        string[] firms = [.. (await RowsAsync(owner, "sort=name")).Take(2).Select(static r => r["firm"])];
        using (HttpResponseMessage saved = await owner.PostAsync("/watchlists", Form(("name", "Müller & 公司"), ("which", "checked"), ("settings", "sort=name"), ("firm", firms[0]), ("firm", firms[1]), ("firm", "no such firm"))))
        {
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(saved.Headers.Location)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(saved.Headers.Location)).StatusCode);
        }

        string list = "list=" + Uri.EscapeDataString("Müller & 公司");
        Assert.Equal(firms.Order(StringComparer.Ordinal), (await RowsAsync(owner, list)).Select(static r => r["firm"]).Order(StringComparer.Ordinal));
        await owner.PostAsync("/watchlists", Form(("which", "out"), ("settings", list), ("firm", firms[0])));
        Assert.Equal([firms[1]], (await RowsAsync(owner, list)).Select(static r => r["firm"]));
        await owner.PostAsync("/watchlists", Form(("name", "Müller & 公司"), ("which", "all"), ("settings", "status=with")));
        Assert.Equal((await RowsAsync(owner, "status=with")).Count, (await RowsAsync(owner, list)).Count(r => r["DDRiskNeutral"].Length > 0));
        Assert.DoesNotContain("公司", await (await other.GetAsync("/watchlists?lang=en")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await other.PostAsync("/watchlists/delete", Form(("name", "Müller & 公司")));
        Assert.NotEmpty(await RowsAsync(owner, list));
        await owner.PostAsync("/watchlists/delete", Form(("name", "Müller & 公司")));
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("/screener?" + list)).StatusCode);
        Assert.Contains(Server.Book.Lines(null, 20), static l => l.Action == "watchlist.delete");
    }

    [Fact]
    public async Task A_list_without_a_name_or_without_firms_is_refused_with_the_cure()
    {
        using HttpClient owner = Server.SignedIn(Role.Viewer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync("/watchlists", Form(("name", ""), ("which", "all")))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync("/watchlists", Form(("name", new string('x', 81)), ("which", "all")))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync("/watchlists", Form(("name", "none"), ("which", "checked")))).StatusCode);
    }

    internal static async Task<List<Dictionary<string, string>>> RowsAsync(HttpClient reader, string query)
    {
        string text = await reader.GetStringAsync("/screener/rows?format=ndjson" + (query.Length > 0 ? "&" + query : ""));
        using StringReader lines = new(await reader.GetStringAsync("/screener/rows?format=csv" + (query.Length > 0 ? "&" + query : "")));
        string[] header = (await lines.ReadLineAsync())!.Split(',');
        List<Dictionary<string, string>> rows = [];
        while (await lines.ReadLineAsync() is { } line)
        {
            rows.Add(header.Zip(line.Split(',')).ToDictionary(static p => p.First, static p => p.Second, StringComparer.Ordinal));
        }

        Assert.Equal(rows.Count, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        return rows;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static f => KeyValuePair.Create(f.Name, f.Value)));
}
