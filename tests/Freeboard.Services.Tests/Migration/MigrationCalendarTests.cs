using System.Globalization;
using System.Text;
using Freeboard.Migration;
using Freeboard.Services.Migration;

namespace Freeboard.Services.Tests.Migration;

public sealed class MigrationCalendarTests
{
    [Fact]
    public void Periods_go_back_from_the_last_day_and_month_ends_stay_month_ends()
    {
        MigrationReport report = Fit("obligor,date,state\na,2019-01-15,x\nb,2019-03-01,y\na,2020-02-29,y\n", new MigrationFitOptions { PeriodMonths = 3, States = ["x", "y"] });
        Assert.Equal(["2019-02-28", "2019-05-31", "2019-08-31", "2019-11-30", "2020-02-29"], report.Ends.Select(Day));
    }

    [Fact]
    public void Snapshots_on_trading_days_end_on_the_last_day_of_their_month()
    {
        string table = "obligor,date,state\n" + string.Concat(((string[])["2020-01-23", "2020-02-28", "2020-03-31", "2020-04-30"]).Select(day => $"a,{day},x\nb,{day},y\n"));
        MigrationReport report = Fit(table, new MigrationFitOptions { History = HistoryKind.Snapshots, PeriodMonths = 1, States = ["x", "y"] });
        Assert.Equal(["2020-01-23", "2020-02-28", "2020-03-31", "2020-04-30"], report.Ends.Select(Day));
        Assert.Equal(3, report.Estimate.Cell(0, 0).Count);
    }

    [Fact]
    public void An_obligor_that_lacks_in_a_snapshot_is_out_of_sight_until_it_comes_back()
    {
        const string Table = "obligor,date,state\na,2020-01-31,x\nb,2020-01-31,x\nb,2020-02-29,x\na,2020-03-31,y\nb,2020-03-31,x\n";
        MigrationReport snapshots = Fit(Table, new MigrationFitOptions { History = HistoryKind.Snapshots, PeriodMonths = 1, States = ["x", "y"] });
        Assert.Equal((2, 1), (snapshots.Estimate.Cell(0, 0).Count, snapshots.Estimate.Rows[0].Withdrawn));
        Assert.Equal(0, snapshots.Estimate.Cell(0, 1).Count);
        MigrationReport changes = Fit(Table, new MigrationFitOptions { PeriodMonths = 1, States = ["x", "y"] });
        Assert.Equal((3, 1), (changes.Estimate.Cell(0, 0).Count, changes.Estimate.Cell(0, 1).Count));
    }

    [Fact]
    public void States_without_an_order_stand_as_people_count_and_a_note_says_so()
    {
        MigrationReport report = Fit("obligor,date,state\na,2019-01-01,G10\nb,2019-01-01,G2\nb,2020-01-01,G10\n", new MigrationFitOptions());
        Assert.Equal(["G2", "G10"], report.Estimate.States);
        Assert.Contains(report.Provenance.Notes, note => note.Code == "STATES-ORDER");
    }

    [Fact]
    public void A_withdrawn_rating_can_be_a_state_of_its_own()
    {
        const string Table = "obligor,date,state\na,2019-01-01,x\nb,2019-01-01,x\na,2019-06-01,NR\nb,2020-01-01,x\n";
        Assert.Equal(1, Fit(Table, new MigrationFitOptions { States = ["x", "y"] }).Estimate.Rows[0].Withdrawn);
        MigrationEstimate own = Fit(Table, new MigrationFitOptions { States = ["x", "NR"], WithdrawnIsState = true }).Estimate;
        Assert.Equal((0.5, 0), (own.Matrix![0, 1], own.Rows[0].Withdrawn));
    }

    private static MigrationReport Fit(string table, MigrationFitOptions options)
    {
        MigrationOutcome outcome = MigrationFit.OfStates(StateTable.Read(Encoding.UTF8.GetBytes(table), "table.csv"), options);
        Assert.Empty(outcome.Errors);
        return outcome.Report!;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
