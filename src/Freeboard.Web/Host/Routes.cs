using Freeboard.Web.Access;
using Freeboard.Web.Alerts;
using Freeboard.Web.Api;
using Freeboard.Web.Compare;
using Freeboard.Web.Docs;
using Freeboard.Web.Firms;
using Freeboard.Web.Imports;
using Freeboard.Web.Jobs;
using Freeboard.Web.Ledger;
using Freeboard.Web.Macro;
using Freeboard.Web.Migration;
using Freeboard.Web.Overview;
using Freeboard.Web.Portfolio;
using Freeboard.Web.Quality;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Freeboard.Web.Settings;
using Freeboard.Web.Site;
using Freeboard.Web.Start;
using Freeboard.Web.Validation;
using Freeboard.Web.Watchlists;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Host;

/// <summary>Every route there is, a line a page. Each names its policy where it is mapped; one without is refused to everybody, and a test fails.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Health.Map(routes);
        AssetRoutes.Map(routes);
        ErrorPage.Map(routes);

        SetupPage.Map(routes);
        SignInPage.Map(routes);
        OidcSignIn.Map(routes);
        AccountPage.Map(routes);
        UsersPage.Map(routes);
        LogPage.Map(routes);

        OverviewPage.Map(routes);
        FirmsPage.Map(routes);
        FirmPage.Map(routes);
        ScreenerPage.Map(routes);
        WatchlistsPage.Map(routes);
        ComparePage.Map(routes);
        ValidationsPage.Map(routes);
        PortfoliosPage.Map(routes);
        MigrationsPage.Map(routes);
        AlertsPage.Map(routes);
        EconomyPage.Map(routes);
        ReportsPage.Map(routes);
        LedgerPage.Map(routes);
        QualityPage.Map(routes);
        DocsPage.Map(routes);
        SettingsPage.Map(routes);
        RunsPage.Map(routes);
        ImportsPage.Map(routes);
        JobPage.Map(routes);
        StartPage.Map(routes);

        ApiRoutes.Map(routes);
        KeepMade(routes);
    }

    /// <summary>The framework's sources make the delegate of every route anew each time they are asked, at the start and by the first request: half a second of a processor each time.</summary>
    private static void KeepMade(IEndpointRouteBuilder routes)
    {
        DefaultEndpointDataSource made = new([.. routes.DataSources.SelectMany(static source => source.Endpoints)]);
        routes.DataSources.Clear();
        routes.DataSources.Add(made);
    }
}
