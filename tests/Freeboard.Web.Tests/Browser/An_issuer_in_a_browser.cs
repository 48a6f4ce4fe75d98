using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Tests.Access;

namespace Freeboard.Web.Tests.Browser;

/// <summary>Signing in with an issuer in a real browser: its cookies, redirects and the policy of the page agree.</summary>
[Collection("browser")]
public sealed class An_issuer_in_a_browser(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 390, true)]
    public async Task The_button_leads_to_the_issuer_and_back_to_the_page_that_was_asked_for(string language, int width, bool dark)
    {
        await using Issuer issuer = await Issuer.StartAsync();
        await using Server server = await Server.EmptyAsync(o => o with
        {
            Oidc = new OidcSettings { Issuer = new Uri(issuer.Address), ClientId = Issuer.ClientId, ClientSecret = Issuer.ClientSecret, Label = "The bank", Roles = new Dictionary<string, Role> { ["risk-analysts"] = Role.Analyst } },
        });
        server.AddAccounts();
        await using Window window = await browser.OpenAsync(server, null, language, width, dark);
        await window.Page.GotoAsync("/runs");
        Assert.Empty(await window.ViolationsAsync());
        await Pages_in_a_browser.ShootAsync(window.Page, "sign-in-issuer", language, width, dark);
        await window.Page.ClickAsync("a[href^='/sign-in/oidc']");
        await window.Page.WaitForURLAsync("**/runs");
        Assert.Contains("ada", await window.Page.ContentAsync(), StringComparison.Ordinal);

        // The way to the issuer is the only one that leaves this server.
        window.Faults.RemoveAll(f => f.StartsWith("request: " + issuer.Address, StringComparison.Ordinal));

        issuer.Claims["roles"] = "nobody";
        await window.Page.Context.ClearCookiesAsync();
        await window.Page.GotoAsync("/sign-in");
        await window.Page.ClickAsync("a[href^='/sign-in/oidc']");
        await window.Page.WaitForSelectorAsync("[role=alert]");
        Assert.Empty(await window.ViolationsAsync());
        await Pages_in_a_browser.ShootAsync(window.Page, "sign-in-refused", language, width, dark);
        window.Faults.RemoveAll(f => f.StartsWith("request: " + issuer.Address, StringComparison.Ordinal));
    }
}
