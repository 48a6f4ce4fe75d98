using Freeboard.Collections;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Collections;

public sealed class ContactTests
{
    // Weeks of remission under 6-mercaptopurine, E. J. Freireich et al., Blood 21 (1963); a negative number is censored. The table with survival and Greenwood errors is printed in most textbooks, e.g. D. Collett, Modelling Survival Data.
    private static readonly int[] Remissions = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

    [Theory]
    [InlineData(6, 0.857, 0.0764)]
    [InlineData(7, 0.807, 0.0869)]
    [InlineData(10, 0.753, 0.0963)]
    [InlineData(13, 0.690, 0.1068)]
    [InlineData(16, 0.627, 0.1141)]
    [InlineData(22, 0.538, 0.1282)]
    [InlineData(23, 0.448, 0.1346)]
    public void The_life_table_of_a_classic_sample_with_censoring_is_the_printed_one(int week, double reached, double error)
    {
        (int[] periods, bool[] lost) = Rows(Remissions);
        ContactLife found = ContactLife.Of(periods, lost).Single(life => life.Period == week);
        Assert.Equal(reached, found.Reached, 5e-4);
        Assert.Equal(error, found.ReachedError, 5.1e-5);
    }

    [Fact]
    public void Without_columns_the_levels_are_those_of_the_life_table()
    {
        PhiloxStream random = new(3);
        (int[] periods, bool[] lost) = Rows([.. Enumerable.Range(0, 400).Select(_ => (1 + random.NextIndex(6)) * (random.NextUniform() < 0.5 ? -1 : 1))]);
        ContactHazard model = ContactHazard.Fit([], [.. periods.Select(static _ => (double[])[])], periods, lost);
        Assert.Equal(LogitStatus.Converged, model.Status);
        foreach (ContactLife life in ContactLife.Of(periods, lost).Take(4))
        {
            Assert.Equal(life.Hazard, model.Hazard(life.Period, []), 1e-15);
        }

        Assert.Equal((model.LogLikelihood, 0.0), (model.PeriodsAlone, model.LikelihoodRatio!.Value));
        Assert.Equal(1 - ContactLife.Of(periods, lost)[3].Reached, model.LostWithin(1, [], 4), 1e-14);
    }

    [Fact]
    public void Effects_of_the_simulator_are_found_within_their_errors()
    {
        List<double> scores = [];
        for (ulong seed = 1; seed <= 24; seed++)
        {
            (double[][] rows, int[] periods, bool[] lost) = Simulated(new ContactSimulation { Accounts = 1500, Seed = seed });
            ContactHazard model = ContactHazard.Fit(ContactSimulator.Columns, rows, periods, lost);
            Assert.Equal(LogitStatus.Converged, model.Status);
            scores.AddRange(model.Terms.Select((term, c) => (term.Coefficient - ContactSimulator.Effects[c]) / term.StandardError));
        }

        // 120 scores: mean 0 with error 0.09, sum of squares 120 with deviation 15.5.
        Assert.InRange(scores.Average(), -0.3, 0.3);
        Assert.InRange(scores.Sum(static z => z * z), 75, 170);
        Assert.InRange(scores.Count(static z => Math.Abs(z) > 1.96), 0, 14);
    }

    [Fact]
    public void Accounts_that_leave_early_do_not_lower_the_probability_that_a_share_of_lost_ones_does()
    {
        // A tenth is lost each period; of the others a quarter leaves for another reason.
        PhiloxStream random = new(5);
        List<int> ends = [];
        for (int i = 0; i < 20000; i++)
        {
            for (int t = 1; ; t++)
            {
                bool gone = random.NextUniform() < 0.1;
                if (gone || random.NextUniform() < 0.25 || t == 8)
                {
                    ends.Add(gone ? t : -t);
                    break;
                }
            }
        }

        (int[] periods, bool[] lost) = Rows([.. ends]);
        double truth = 1 - Math.Pow(0.9, 6);
        ContactLife sixth = ContactLife.Of(periods, lost)[5];
        Assert.InRange(Math.Abs(1 - sixth.Reached - truth) / sixth.ReachedError, 0, 3);
        Assert.True(ends.Count(static e => e is > 0 and <= 6) / 20000.0 < 0.6 * truth);
        ContactGroup group = ContactGroup.Of([.. ends.Select(_ => truth)], [.. ends.Select(Math.Abs)], [.. ends.Select(static e => e > 0)], 6, groups: 1).Single();
        Assert.Equal(1 - sixth.Reached, group.Came, 1e-15);
        Assert.True(group.Low < group.Forecast && group.Forecast < group.High && group.Low < group.Came && group.Came < group.High);
    }

    [Fact]
    public void What_no_column_shows_weakens_what_the_columns_say()
    {
        double Coefficient(double frailty)
        {
            (double[][] rows, int[] periods, bool[] lost) = Simulated(new ContactSimulation { Accounts = 8000, Frailty = frailty, Seed = 11 });
            return ContactHazard.Fit(ContactSimulator.Columns, rows, periods, lost).Terms[2].Coefficient;
        }

        Assert.True(Coefficient(3) < Coefficient(0) - 0.1);
    }

    [Fact]
    public void Effects_that_change_with_time_are_noticed_and_steady_ones_are_not()
    {
        (double[][] rows, int[] periods, bool[] lost) = Simulated(new ContactSimulation { Accounts = 6000, Seed = 2 });
        Assert.True(ContactHazard.Fit(ContactSimulator.Columns, rows, periods, lost).Drift(rows, periods, lost)!.Probability > 0.001);
        PhiloxStream random = new(8);
        double[][] one = [.. periods.Select(_ => (double[])[random.NextNormal()])];
        bool[] early = [.. periods.Select((t, i) => random.NextUniform() < 1 / (1 + Math.Exp(2 - (one[i][0] * (t == 1 ? 1.5 : -0.5)))))];
        Assert.True(ContactHazard.Fit(["x"], one, periods, early).Drift(one, periods, early)!.Probability < 1e-6);
    }

    [Fact]
    public void Forecasts_over_several_periods_grow_from_that_of_one()
    {
        (double[][] rows, int[] periods, bool[] lost) = Simulated(new ContactSimulation { Accounts = 3000, Seed = 4 });
        ContactHazard model = ContactHazard.Fit(ContactSimulator.Columns, rows, periods, lost);
        double[] row = rows[0];
        Assert.Equal(model.Hazard(1, row), model.LostWithin(1, row, 1), 1e-15);
        Assert.Equal(1 - ((1 - model.Hazard(1, row)) * (1 - model.Hazard(2, row))), model.LostWithin(1, row, 2), 1e-14);
        double[] later = [row[0] + 1, .. row[1..]];
        Assert.Equal(1 - ((1 - model.Hazard(1, row)) * (1 - model.Hazard(2, later))), model.LostWithin(1, row, 2, [0]), 1e-14);
        Assert.Equal(model.Hazard(40, row), model.Hazard(50, row));
    }

    [Fact]
    public void What_cannot_be_fitted_has_its_status()
    {
        int[] periods = [.. Enumerable.Range(0, 60).Select(static i => 1 + (i % 3))];
        double[][] x = [.. periods.Select(static (_, i) => (double[])[i % 7])];
        bool[] some = [.. periods.Select(static (_, i) => i % 4 == 0)];
        Assert.Equal(LogitStatus.NoVariation, ContactHazard.Fit(["x"], x, periods, new bool[60]).Status);
        Assert.Equal(LogitStatus.NotEnoughData, ContactHazard.Fit(["x"], [], [], []).Status);
        Assert.Equal(LogitStatus.Collinear, ContactHazard.Fit(["x", "y"], [.. x.Select(static r => (double[])[r[0], 2 * r[0]])], periods, some).Status);
        Assert.Equal(LogitStatus.Separated, ContactHazard.Fit(["x"], [.. some.Select(static s => (double[])[s ? 1 : 0])], periods, some).Status);
        Assert.Throws<InvalidOperationException>(() => ContactHazard.Fit(["x"], x, periods, new bool[60]).Hazard(1, [0]));
        Assert.Throws<ArgumentException>(() => ContactHazard.Fit(["x"], x, [0, .. periods[1..]], some));
    }

    [Fact]
    public void Simulated_accounts_are_the_same_however_many_there_are()
    {
        ContactHistory[] few = [.. ContactSimulator.Simulate(new ContactSimulation { Accounts = 100, Seed = 9 })];
        ContactHistory[] many = [.. ContactSimulator.Simulate(new ContactSimulation { Accounts = 300, Seed = 9 }).Take(100)];
        Assert.Equal(few.SelectMany(static h => h.Months.SelectMany(static m => m)), many.SelectMany(static h => h.Months.SelectMany(static m => m)));
        Assert.Equal(few.Select(static h => h.Ending), many.Select(static h => h.Ending));
        Assert.Equal(4, ContactSimulator.Simulate(new ContactSimulation { Seed = 9 }).Select(static h => h.Ending).Distinct().Count());
        Assert.All(few, static h => Assert.InRange(h.Months.Count, 1, 12));
    }

    private static (double[][] Rows, int[] Periods, bool[] Lost) Simulated(ContactSimulation options)
    {
        List<double[]> rows = [];
        List<int> periods = [];
        List<bool> lost = [];
        foreach (ContactHistory history in ContactSimulator.Simulate(options))
        {
            for (int m = 0; m < history.Months.Count; m++)
            {
                rows.Add([.. history.Months[m]]);
                periods.Add(m + 1);
                lost.Add(history.Ending == ContactEnding.Lost && m == history.Months.Count - 1);
            }
        }

        return ([.. rows], [.. periods], [.. lost]);
    }

    private static (int[] Periods, bool[] Lost) Rows(int[] ends) => (
        [.. ends.SelectMany(static e => Enumerable.Range(1, Math.Abs(e)))],
        [.. ends.SelectMany(static e => Enumerable.Range(1, Math.Abs(e)).Select(t => t == e))]);
}
