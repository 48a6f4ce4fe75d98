using System.Globalization;
using System.Net;
using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Services.Access;
using Freeboard.Services.Depth;
using Freeboard.Services.Screen;
using Freeboard.Structural.TermStructure;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Firms;

public sealed class Firm_in_depth(SharedServer shared) : IClassFixture<SharedServer>
{
    private AssessmentRun Run => shared.Server.Host.App.Services.GetRequiredService<RunShelf>().Find(null)!;

    [Fact]
    public void Without_a_change_the_equations_give_the_rows_own_distance_again()
    {
        int compared = 0;
        foreach (ScreenRow firm in ScreenShelf.RowsOf(Run).Where(static r => r.Distance is not null))
        {
            WhatIfAnswer same = FirmDepth.Solve(firm.Latest!, new WhatIf())!;
            Assert.Equal(firm.Distance!.Value, same.Solution.D2, 1e-9);
            DistanceInterval interval = FirmDepth.Interval(firm.Latest!)!;
            Assert.InRange(firm.Distance.Value, interval.DistanceLow, interval.DistanceHigh);
            IReadOnlyList<EdfPoint> points = FirmDepth.TermStructure(firm.Latest!);
            Assert.Equal(points.Select(static p => p.LogEdf).Order(), points.Select(static p => p.LogEdf));
            compared++;
        }

        Assert.True(compared > 5, "too few firms have a distance");
    }

    [Fact]
    public async Task A_what_if_reads_the_same_on_the_page_and_as_the_scripts_answer()
    {
        ScreenRow firm = ScreenShelf.RowsOf(Run).First(static r => r.Distance is not null);
        WhatIfAnswer answer = FirmDepth.Solve(firm.Latest!, new WhatIf { EquityChange = -0.3, EquityVolatility = 0.75 })!;
        string shown = Numbers.Fixed(answer.Solution.D2, 2);
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        foreach (string address in (string[])[$"/firms/{firm.Firm.Firm}?we=-30&wv=75", $"/firms/{firm.Firm.Firm}/what-if?we=-30&wv=75"])
        {
            Assert.Contains($"data-whatif=\"dd\">{shown}<", await reader.GetStringAsync(address), StringComparison.Ordinal);
        }

        Assert.Contains("role=\"alert\"", await reader.GetStringAsync($"/firms/{firm.Firm.Firm}/what-if?wv=-3"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/firms/none/what-if")).StatusCode);
        Assert.True(double.IsFinite(answer.Solution.D2), answer.Solution.D2.ToString(CultureInfo.InvariantCulture));
    }
}
