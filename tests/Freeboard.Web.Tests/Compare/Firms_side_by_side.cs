using System.Net;
using Freeboard.Services.Access;
using Freeboard.Web.Tests.Screener;

namespace Freeboard.Web.Tests.Compare;

public sealed class Firms_side_by_side(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task The_address_holds_the_firms_and_what_a_form_sends_along_is_taken_out()
    {
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        string[] firms = [.. (await Screener_and_watchlists.RowsAsync(reader, "")).Take(7).Select(static r => r["firm"])];
        using (HttpResponseMessage sent = await reader.GetAsync($"/compare?firm={firms[0]}&firm={firms[1]}&name=&settings=x"))
        {
            Assert.Equal($"/compare?firm={firms[0]}&firm={firms[1]}", sent.Headers.Location!.OriginalString);
        }

        string page = await reader.GetStringAsync($"/compare?firm={firms[0]}&firm={firms[1]}&lang=en");
        Assert.Contains($"/firms/{firms[0]}", page, StringComparison.Ordinal);
        Assert.Contains($"/firms/{firms[1]}", page, StringComparison.Ordinal);
        using HttpResponseMessage many = await reader.GetAsync("/compare?" + string.Join('&', firms.Select(static f => "firm=" + f)));
        Assert.Equal(HttpStatusCode.SeeOther, many.StatusCode);
        Assert.EndsWith("fault=many", many.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using HttpResponseMessage added = await reader.GetAsync($"/compare?firm={firms[0]}&add={firms[1].ToLowerInvariant()}");
        Assert.Equal($"/compare?firm={firms[0]}&firm={firms[1]}", added.Headers.Location!.OriginalString);
        using HttpResponseMessage unknown = await reader.GetAsync($"/compare?firm={firms[0]}&add=zzzzz");
        Assert.EndsWith("fault=unknown", unknown.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }
}
