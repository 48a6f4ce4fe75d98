using System.Globalization;
using Freeboard.Macro;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>Regresses the EDF index on the economy: drivers as known on each day, lags, tests of series, errors, comparison out of sample.</summary>
public static class MacroStudy
{
    /// <summary>Runs a study.</summary>
    /// <param name="index">The index.</param>
    /// <param name="series">The economy.</param>
    /// <param name="options">Settings; <see cref="MacroStudyOptions.Default"/> when null.</param>
    /// <param name="synthetic">Whether the index is of the synthetic market.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MacroOutcome Run(MacroIndex index, MacroSeriesTable series, MacroStudyOptions? options = null, bool synthetic = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(series);
        options ??= MacroStudyOptions.Default;
        if (index.ErrorCount + series.ErrorCount > 0)
        {
            return MacroOutcome.Refused([.. index.Errors.Concat(series.Errors).Take(1000)], index.ErrorCount + series.ErrorCount);
        }

        DriverSpecification[] drivers = options.Drivers.Count > 0 ? [.. options.Drivers] : [.. series.Names.Select(static n => new DriverSpecification(n, SeriesTransform.Growth, 0))];
        InputErrors errors = new(series.Source.Name);
        Check(drivers, series, options, errors);
        if (errors.Count > 0)
        {
            return MacroOutcome.Refused(errors.Listed, errors.Count);
        }

        Periods periods = new(index);
        MacroVintages vintages = new(series);
        LagChoice? choice = null;
        MacroDriver[][] candidates = [];
        MacroOptions model = options.Seasons ? options.Model with { SeasonalDummies = 12 / index.MonthsPerPeriod } : options.Model;
        if (options.ChooseLags is { } criterion)
        {
            candidates = [.. drivers.Select(d => Enumerable.Range(d.Lag, options.MaximumLag - d.Lag + 1).Select(lag => Column(d with { Lag = lag }, periods, vintages, options.Timing)).ToArray())];
            choice = LagChoice.Find(periods.Values, candidates, criterion, model, periods.Seasons, cancellationToken);
            drivers = choice.Lags.Count > 0 ? [.. drivers.Select((d, j) => d with { Lag = d.Lag + choice.Lags[j] })] : drivers;
        }

        MacroDriver[] columns = [.. drivers.Select(d => Column(d, periods, vintages, options.Timing))];
        MacroFit fit = MacroRegression.Fit(periods.Values, columns, model, periods.Seasons);
        if (fit.Regression is { } found && model.Hac is { Rule: BartlettRule.Fixed } given && given.Lag > found.Observations / 2)
        {
            errors.Add(0, "", "HAC-BANDWIDTH-TOO-LARGE", string.Create(CultureInfo.InvariantCulture, $"A bandwidth of {given.Lag} lags for {found.Observations} periods: as it nears them, Newey and West's errors shrink to nothing"), $"Give at most {found.Observations / 2} lags, or auto");
            return MacroOutcome.Refused(errors.Listed, errors.Count);
        }

        int first = Math.Max(1, (int)Math.Ceiling(options.FirstShare * periods.Values.Length));
        MacroContest? contest = fit.Status == MacroStatus.Estimated && first < periods.Values.Length
            ? MacroContest.Run(periods.Values, choice is null ? columns : ChosenBefore(first, periods, candidates, options.ChooseLags!.Value, model, columns, cancellationToken), first, model, periods.Seasons, options.RivalLags, cancellationToken: cancellationToken)
            : null;
        double?[] fitted = Fitted(fit, periods);
        MacroReport report = new()
        {
            Provenance = MacroProvenance.Of(index, series, options with { Model = model }, drivers),
            Synthetic = synthetic,
            Options = options with { Model = model },
            Points = index.Points,
            MonthsPerPeriod = index.MonthsPerPeriod,
            Drivers = drivers,
            LagChoice = choice,
            Fit = fit,
            Fitted = [.. index.Points.Select(p => fitted[periods.PlaceOf(p.Date)])],
            Tests = Tests(periods, columns, options, model.Link),
            Contest = contest,
            ContestDates = contest is null ? [] : [.. contest.Steps.Select(s => periods.Days[s.Period]!.Value)],
        };
        return new MacroOutcome { Report = report with { Provenance = report.Provenance with { Notes = MacroNotes.Of(report) } } };
    }

    /// <summary>The columns whose lags the periods before the first forecast prefer: a comparison out of sample may not know what later periods prefer.</summary>
    private static MacroDriver[] ChosenBefore(int first, Periods periods, MacroDriver[][] candidates, InformationCriterion criterion, MacroOptions model, MacroDriver[] otherwise, CancellationToken cancellationToken)
    {
        LagChoice choice = LagChoice.Find([.. periods.Values[..first]], [.. candidates.Select(c => (IReadOnlyList<MacroDriver>)[.. c.Select(d => d with { Values = [.. d.Values.Take(first)] })])], criterion, model, periods.Seasons[..first], cancellationToken);
        return choice.Lags.Count > 0 ? [.. choice.Lags.Select((lag, j) => candidates[j][lag])] : otherwise;
    }

    /// <summary>A driver beside every period of the index.</summary>
    internal static MacroDriver Column(DriverSpecification driver, Periods periods, MacroVintages vintages, MacroTiming timing) =>
        new(driver.Name, [.. periods.Days.Select(day => day is { } d ? vintages.At(driver, d, timing) : null)]);

    internal static int SeasonOf(DateOnly day, int monthsPerPeriod) => ((day.Month - 1) / monthsPerPeriod) + 1;

    private static double?[] Fitted(MacroFit fit, Periods periods)
    {
        double?[] fitted = new double?[periods.Values.Length];
        for (int i = 0; fit.Regression is { } regression && i < fit.Rows.Count; i++)
        {
            fitted[fit.Rows[i]] = EdfLinks.Undo(fit.Options.Link, regression.Fitted[i]);
        }

        return fitted;
    }

    private static void Check(DriverSpecification[] drivers, MacroSeriesTable series, MacroStudyOptions options, InputErrors errors)
    {
        foreach (DriverSpecification driver in drivers.Where(d => !series.Names.Contains(d.Series, StringComparer.Ordinal)))
        {
            errors.Add(1, driver.Series, "SERIES-UNKNOWN", $"There is no series '{driver.Series}'", $"The series are {string.Join(", ", series.Names)}; their case matters");
        }

        if (options.ChooseLags is null)
        {
            if (drivers.GroupBy(static d => d.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            {
                errors.Add(0, twice.Key, "DRIVER-TWICE", $"The driver '{twice.Key}' is given {twice.Count()} times", "Give it once, or at different lags");
            }

            return;
        }

        if (drivers.GroupBy(static d => (d.Series, d.Transform)).FirstOrDefault(static g => g.Count() > 1) is { } same)
        {
            errors.Add(0, same.Key.Series, "DRIVER-TWICE", $"'{same.Key.Series}' stands in {same.Count()} drivers of one transform, and lags are to be chosen", "Give it once, or give the lags");
        }

        if (drivers.FirstOrDefault(d => d.Lag > options.MaximumLag) is { Series.Length: > 0 } late)
        {
            errors.Add(0, late.Series, "LAG-BEYOND-MAXIMUM", string.Create(CultureInfo.InvariantCulture, $"The driver '{late.Name}' begins beyond the greatest lag {options.MaximumLag}"), "Raise --max-lag");
        }
        else if (drivers.Aggregate(1L, (product, d) => Math.Min(product * (options.MaximumLag - d.Lag + 1), int.MaxValue)) is > LagChoice.MostCombinations and { } many)
        {
            errors.Add(0, "", "TOO-MANY-LAGS", string.Create(CultureInfo.InvariantCulture, $"{drivers.Length} drivers with lags up to {options.MaximumLag} are {many} combinations or more"), $"Lower --max-lag or give fewer drivers: at most {LagChoice.MostCombinations} are tried");
        }
    }

    private static MacroSeriesTest[] Tests(Periods periods, MacroDriver[] columns, MacroStudyOptions options, EdfLink link)
    {
        double?[] index = [.. periods.Values.Select(v => v is { } p ? EdfLinks.Apply(link, p) : null)];
        List<MacroSeriesTest> tests = [Test("index", index, null)];
        tests.AddRange(columns.Select(column => Test(column.Name, [.. column.Values], index)));
        return [.. tests];

        MacroSeriesTest Test(string name, double?[] values, double?[]? effect)
        {
            double[] whole = [.. values.Where(static v => v is not null).Select(static v => v!.Value)];
            AugmentedDickeyFuller unitRoot = AugmentedDickeyFuller.Test(whole, options.UnitRoot);
            KpssTest stationary = KpssTest.Test(whole, options.UnitRoot.Trend >= UnitRootTrend.Linear);
            if (effect is null)
            {
                return new MacroSeriesTest(name, unitRoot, stationary, null, null);
            }

            int[] both = [.. Enumerable.Range(0, values.Length).Where(t => values[t] is not null && effect[t] is not null)];
            double[] x = [.. both.Select(t => values[t]!.Value)];
            double[] y = [.. both.Select(t => effect[t]!.Value)];
            return new MacroSeriesTest(name, unitRoot, stationary, Granger(y, x), Granger(x, y));
        }

        GrangerTest Granger(double[] effect, double[] cause) => GrangerTest.Test(effect, cause, GrangerTest.ChooseLags(effect, cause, options.GrangerLags));
    }

    /// <summary>The index on a grid without holes: a missing period has no day and no value, so that a lag is always the period before.</summary>
    internal sealed class Periods
    {
        private readonly int first;
        private readonly int step;

        public Periods(MacroIndex index)
        {
            step = index.MonthsPerPeriod;
            first = MacroPeriods.Month(index.Points[0].Date);
            int count = ((MacroPeriods.Month(index.Points[^1].Date) - first) / step) + 1;
            Days = new DateOnly?[count];
            Values = new double?[count];
            Seasons = new int[count];
            foreach (MacroIndexPoint point in index.Points)
            {
                Days[PlaceOf(point.Date)] = point.Date;
                Values[PlaceOf(point.Date)] = point.Value;
            }

            for (int i = 0; i < count; i++)
            {
                Seasons[i] = ((first + (i * step)) % 12 / step) + 1;
            }
        }

        public DateOnly?[] Days { get; }

        public double?[] Values { get; }

        public int[] Seasons { get; }

        public int PlaceOf(DateOnly day) => (MacroPeriods.Month(day) - first) / step;
    }
}
