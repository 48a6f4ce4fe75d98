using System.Globalization;
using Freeboard.Macro;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>Scenarios carried to the index and to every firm, and the reverse question.</summary>
public static class MacroScenarios
{
    /// <summary>How the model's own map is named in rows.</summary>
    private const string ModelMap = "N(-DDRiskNeutral)";
    private const double LeastReturn = -3;
    private const double GreatestReturn = 3;
    private const double LeastFactor = 0.1;
    private const double GreatestFactor = 10;

    /// <summary>Adds the paths of scenarios to a study.</summary>
    /// <param name="study">A study with a fit.</param>
    /// <param name="index">Its index.</param>
    /// <param name="series">Its series.</param>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="rows">Rows whose last day's firms are stressed; null for the index alone.</param>
    /// <param name="betas">Asset betas given, by firm; null to estimate them from the rows.</param>
    /// <param name="map">The map behind the rows' EDFs; null for N(-DD).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MacroOutcome Apply(MacroReport study, MacroIndex index, MacroSeriesTable series, MacroScenarioTable scenarios, MacroRowTable? rows, BetaTable? betas = null, EdfMapFile? map = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(scenarios);
        if (scenarios.ErrorCount > 0 || betas is { ErrorCount: > 0 })
        {
            return MacroOutcome.Refused([.. scenarios.Errors.Concat(betas?.Errors ?? []).Take(1000)], scenarios.ErrorCount + (betas?.ErrorCount ?? 0));
        }

        InputErrors errors = new(scenarios.Source.Name);
        MacroBaseFirm[] firms = rows is null ? [] : Firms(study, rows, betas, errors, map, scenarios.Rows.Any(static r => r.Shocks));
        DateOnly now = study.Last!.Date;
        List<MacroScenarioPath> paths = [];
        List<QualityNote> notes = [];
        foreach (string name in scenarios.Names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MacroScenarioRow[] all = [.. scenarios.Rows.Where(r => r.Scenario == name)];

            // Rows up to the index's last period say what is not published yet; the path begins after it.
            MacroScenarioRow[] steps = [.. all.Where(r => MacroPeriods.Month(r.Date) > MacroPeriods.Month(now))];
            MacroVintages future = new(series.With(now, all.Select(s => (s.Date, (IReadOnlyList<double?>)[.. series.Names.Select(n => s.Series.TryGetValue(n, out double v) ? (double?)v : null)]))));
            if (steps.Length == 0)
            {
                errors.Add(all[^1].Line, "date", "SCENARIO-PAST", $"Scenario '{name}' ends on {MacroPeriods.Iso(all[^1].Date)}, not after the last day of the index, {MacroPeriods.Iso(now)}", "Give the periods after it");
                continue;
            }

            double[][]? drivers = Drivers(study, steps, future, now, errors);
            if (drivers is not null && errors.Count == 0)
            {
                paths.Add(new MacroScenarioPath(name, Steps(study, steps, drivers, firms, map)));
            }
        }

        if (errors.Count > 0)
        {
            return MacroOutcome.Refused(errors.Listed, errors.Count);
        }

        foreach (MacroScenarioPath path in paths.Where(static p => p.Steps.Any(static s => s.Extrapolated.Count > 0)))
        {
            string[] beyond = [.. path.Steps.SelectMany(static s => s.Extrapolated).Distinct(StringComparer.Ordinal)];
            notes.Add(new QualityNote("EXTRAPOLATES", "", path.Steps.Count(static s => s.Extrapolated.Count > 0), $"Scenario {path.Name} takes {string.Join(", ", beyond)} beyond what the sample held, where the line is a guess."));
        }

        if (paths.Any(static p => p.Steps.Any(static s => s.Shock is not null)) && MacroNotes.AssetChannel(firms) is { } missing)
        {
            notes.Add(missing);
        }

        return new MacroOutcome
        {
            Report = study with
            {
                Provenance = MacroProvenance.With(study.Provenance with { Notes = [.. study.Provenance.Notes, .. notes] }, Files(scenarios.Source, rows, betas, index), Parameters(betas, map)),
                Scenarios = paths,
                Firms = firms,
            },
        };
    }

    /// <summary>Adds the answers to the reverse question: which value of each driver, and which shock to assets, gives a wanted index at the last period.</summary>
    /// <param name="study">A study with a fit.</param>
    /// <param name="index">Its index.</param>
    /// <param name="series">Its series.</param>
    /// <param name="wanted">The index wanted, decimal, in (0, 1).</param>
    /// <param name="rows">Rows whose last day's firms are shocked; null for the regression alone.</param>
    /// <param name="betas">Asset betas given, by firm; null to estimate them from the rows.</param>
    /// <param name="map">The map behind the rows' EDFs; null for N(-DD).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wanted index lies outside (0, 1).</exception>
    public static MacroOutcome Reverse(MacroReport study, MacroIndex index, MacroSeriesTable series, double wanted, MacroRowTable? rows, BetaTable? betas = null, EdfMapFile? map = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(series);
        if (!(wanted is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "Must lie in (0, 1).");
        }

        if (betas is { ErrorCount: > 0 })
        {
            return MacroOutcome.Refused(betas.Errors, betas.ErrorCount);
        }

        InputErrors errors = new(rows?.Source.Name ?? index.Source.Name);
        MacroBaseFirm[] firms = rows is null ? [] : Firms(study, rows, betas, errors, map, structural: true);
        DateOnly now = study.Last!.Date;
        double[]? held = At(study, new MacroVintages(series), now);
        if (held is null)
        {
            errors.Add(0, "", "DRIVER-UNKNOWN-NOW", $"A driver has no value on the last day of the index, {MacroPeriods.Iso(now)}", "Give series that reach it, or drop the driver");
        }

        if (errors.Count > 0)
        {
            return MacroOutcome.Refused(errors.Listed, errors.Count);
        }

        double[] last = LastLinked(study);
        int season = MacroStudy.SeasonOf(now, study.MonthsPerPeriod);
        double offset = Offset(study, held!, now);
        List<MacroReverseAnswer> answers = [.. study.Drivers.Select((d, j) => new MacroReverseAnswer("regression", d.Name, ReverseStress.Regression(study.Fit, j, held, wanted, last, season, offset), held![j]))];
        if (Portfolio(firms, map) is { } portfolio)
        {
            answers.Add(new MacroReverseAnswer("structural", "market_return", ReverseStress.Structural(portfolio, wanted, ReverseVariable.MarketReturn, LeastReturn, GreatestReturn, cancellationToken: cancellationToken), 0));
            answers.Add(new MacroReverseAnswer("structural", "volatility_factor", ReverseStress.Structural(portfolio, wanted, ReverseVariable.VolatilityFactor, LeastFactor, GreatestFactor, cancellationToken: cancellationToken), 1));
        }
        else if (firms.Length > 0)
        {
            // Left out they would look as if nobody had asked.
            answers.Add(new MacroReverseAnswer("structural", "market_return", ReverseStress.Unanswered, 0));
            answers.Add(new MacroReverseAnswer("structural", "volatility_factor", ReverseStress.Unanswered, 1));
        }

        QualityNote[] notes = MacroNotes.AssetChannel(firms) is { } missing ? [missing] : [];

        return new MacroOutcome
        {
            Report = study with
            {
                Provenance = MacroProvenance.With(study.Provenance with { Notes = [.. study.Provenance.Notes, .. notes] }, Files(null, rows, betas, index), [.. Parameters(betas, map), new RunParameter("wanted", MacroProvenance.Text(wanted))]),
                Firms = firms,
                Wanted = wanted,
                Reverse = answers,
            },
        };
    }

    private static MacroScenarioStep[] Steps(MacroReport study, MacroScenarioRow[] rows, double[][] drivers, MacroBaseFirm[] firms, EdfMapFile? map)
    {
        double[] last = [.. study.Points.Reverse().Where(static p => p.Value is not null).Take(study.Fit.Options.IndexLags).Select(static p => p.Value!.Value)];
        IReadOnlyList<MacroPrediction> path = study.Fit.Path(drivers[1..], last, [.. rows.Select(r => MacroStudy.SeasonOf(r.Date, study.MonthsPerPeriod))], Offset(study, drivers[0], study.Last!.Date));
        StressedPortfolio? portfolio = Portfolio(firms, map);
        double[] weights = [.. firms.Select(static f => f.Weight)];
        double own = firms.Sum(static f => f.Weight * f.Row.Edf!.Value);
        EdfLink link = study.Fit.Options.Link;
        double market = 0;
        MacroScenarioStep[] steps = new MacroScenarioStep[rows.Length];
        for (int t = 0; t < steps.Length; t++)
        {
            market += rows[t].MarketReturn ?? 0;
            StressShock? shock = !rows.Any(static r => r.Shocks) ? null : new StressShock
            {
                MarketReturn = market,
                VolatilityFactor = rows[t].VolatilityFactor ?? 1,
                DefaultPointFactor = rows[t].DefaultPointFactor ?? 1,
                RateChange = rows[t].RateChange ?? 0,
            };

            // The firms' own index moves as the study's does on the scale; for a study of these very rows the two are one.
            double wanted = firms.Length == 0 || EdfLinks.Apply(link, own) is not { } linked || EdfLinks.Apply(link, study.Last!.Value!.Value) is not { } start ? double.NaN : EdfLinks.Undo(link, linked + path[t].Linked - start);
            IndexShift? shift = firms.Length == 0 || !double.IsFinite(wanted) ? null : IndexShift.Find([.. firms.Select(static f => f.Row.LnEdf)], weights, wanted, link);
            steps[t] = new MacroScenarioStep(
                rows[t].Date,
                drivers[t + 1],
                path[t],
                [.. study.Fit.Drivers.Where((_, j) => study.Fit.Units[j].Extrapolates(drivers[t + 1][j]))],
                shock,
                shock is { } s ? portfolio?.Index(s) : null,
                [.. firms.Select((f, i) => new MacroFirmStress(f.Row.Firm, f.Row.Edf!.Value, shock is { } x && f.Firm is { } firm ? StructuralStress.Apply(firm, x, map: map?.Map) : null, shift is { Status: StressStatus.Stressed } ? shift.Edfs[i] : null))]);
        }

        return steps;
    }

    /// <summary>The drivers on the last day of the index and on the days of a scenario.</summary>
    private static double[][]? Drivers(MacroReport study, MacroScenarioRow[] steps, MacroVintages future, DateOnly now, InputErrors errors)
    {
        List<double[]> all = [];
        if (At(study, future, now) is not { } present)
        {
            errors.Add(0, "", "DRIVER-UNKNOWN-NOW", $"A driver has no value on the last day of the index, {MacroPeriods.Iso(now)}", "Give series that reach it, or drop the driver");
            return null;
        }

        all.Add(present);
        DateOnly before = now;
        foreach (MacroScenarioRow step in steps)
        {
            if (MacroPeriods.Month(step.Date) - MacroPeriods.Month(before) != study.MonthsPerPeriod)
            {
                errors.Add(step.Line, "date", "SCENARIO-GAP", string.Create(CultureInfo.InvariantCulture, $"'{MacroPeriods.Iso(step.Date)}' of scenario '{step.Scenario}' does not come {(study.MonthsPerPeriod == 1 ? "one month" : string.Create(CultureInfo.InvariantCulture, $"{study.MonthsPerPeriod} months"))} after {MacroPeriods.Iso(before)}"), $"Begin with the period after the index's last one, {MacroPeriods.Iso(now)}, and leave none out");
                return null;
            }

            // A figure left blank would pass for one not published yet, and the one before it would stand in.
            foreach (DriverSpecification driver in study.Drivers.Where(d => !step.Series.ContainsKey(d.Series) || future.At(d, step.Date, study.Options.Timing) is null))
            {
                errors.Add(step.Line, driver.Series, "SCENARIO-VALUE-MISSING", $"The driver '{driver.Name}' has no value on {MacroPeriods.Iso(step.Date)} in scenario '{step.Scenario}'", "Fill the series in every row of the scenario; growth needs positive figures");
            }

            if (errors.Count > 0)
            {
                return null;
            }

            all.Add(At(study, future, step.Date)!);
            before = step.Date;
        }

        return [.. all];
    }

    private static double[]? At(MacroReport study, MacroVintages vintages, DateOnly day)
    {
        double?[] values = [.. study.Drivers.Select(d => vintages.At(d, day, study.Options.Timing))];
        return values.All(static v => v is not null) ? [.. values.Select(static v => v!.Value)] : null;
    }

    private static double[] LastLinked(MacroReport study) =>
        [.. study.Points.Where(static p => p.Value is not null).Reverse().Skip(1).Take(study.Fit.Options.IndexLags).Select(p => EdfLinks.Apply(study.Fit.Options.Link, p.Value!.Value) ?? double.NaN)];

    /// <summary>The last residual on the scale, when paths start from the last index.</summary>
    private static double Offset(MacroReport study, double[] now, DateOnly day) => study.Options.Anchor && study.Fit.Options.IndexLags == 0
        ? (EdfLinks.Apply(study.Fit.Options.Link, study.Last!.Value!.Value) ?? double.NaN) - study.Fit.Predict(now, season: MacroStudy.SeasonOf(day, study.MonthsPerPeriod)).Linked
        : 0;

    private static StressedPortfolio? Portfolio(MacroBaseFirm[] firms, EdfMapFile? map) => firms.Length > 0 && firms.All(static f => f.Firm is not null)
        ? new StressedPortfolio([.. firms.Select(static f => f.Firm!.Value)], [.. firms.Select(static f => f.Weight)], map: map?.Map)
        : null;

    private static MacroBaseFirm[] Firms(MacroReport study, MacroRowTable rows, BetaTable? betas, InputErrors errors, EdfMapFile? map, bool structural)
    {
        DateOnly now = study.Last!.Date;
        EdfIndexWeight weight = study.Options.Weight;
        MacroRow[] last =
        [
            .. rows.Rows.Where(r => r.Date == now && r.Edf is not null && (weight != EdfIndexWeight.EquityValue || r.EquityValue > 0) && (weight != EdfIndexWeight.AssetValue || r.AssetValue > 0))
                .OrderBy(static r => r.Firm, StringComparer.Ordinal),
        ];
        if (last.Length == 0)
        {
            errors.Add(0, "date", "NO-FIRMS", $"No firm has an EDF on {MacroPeriods.Iso(now)}, the last day of the index", "Give rows that reach the index's last day");
            return [];
        }

        string[] maps = [.. last.Select(static r => r.EdfMap).Where(static m => m.Length > 0).Distinct(StringComparer.Ordinal)];
        if (structural && map is null && maps.Any(static m => m != ModelMap))
        {
            errors.Add(0, "edfMap", "MAP-NEEDED", $"The EDFs come from {string.Join(", ", maps)}, and the asset channel needs the map again", "Give it with --edf-map");
            return [];
        }

        IReadOnlyDictionary<string, AssetBeta> estimated = AssetBetas.Estimate(rows.Rows, study.MonthsPerPeriod);
        IReadOnlyList<double> weights = EdfIndex.WeightsOf([.. last.Select(static r => new EdfIndexMember(r.Edf, r.EquityValue, r.AssetValue))], weight, study.Options.TailShare);
        return [.. last.Select((row, i) =>
        {
            AssetBeta beta = betas?.Betas.TryGetValue(row.Firm, out double given) == true ? new AssetBeta(given, AssetBetaSource.Given, 0) : estimated[row.Firm];
            return new MacroBaseFirm(row, FirmOf(row, beta), weights[i], beta);
        })];
    }

    private static StressFirm? FirmOf(MacroRow row, AssetBeta beta)
    {
        if (row is not { AssetValue: > 0, AssetVolatility: > 0, DefaultPoint: >= 0, RiskFreeRate: { } rate, HorizonYears: > 0 })
        {
            return null;
        }

        double value = row.AssetValue.Value;
        double volatility = row.AssetVolatility.Value;
        double years = row.HorizonYears.Value;
        double? drift = row.DdPhysical is { } dd && row.DefaultPoint > 0
            ? (((dd * volatility * Math.Sqrt(years)) - Math.Log(value / row.DefaultPoint.Value)) / years) + (0.5 * volatility * volatility)
            : null;
        return new StressFirm { AssetValue = value, AssetVolatility = volatility, DefaultPoint = row.DefaultPoint.Value, RiskFreeRate = rate, HorizonYears = years, AssetBeta = beta.Value, Drift = drift };
    }

    private static IEnumerable<InputFile> Files(InputFile? scenarios, MacroRowTable? rows, BetaTable? betas, MacroIndex index) =>
        new[] { scenarios, rows?.Source, betas?.Source }.OfType<InputFile>().Where(f => f != index.Source);

    private static IEnumerable<RunParameter> Parameters(BetaTable? betas, EdfMapFile? map) =>
        [new("betas", betas is null ? "estimated, shrunk" : "given"), new("edfMap", map?.Name ?? "N(-DD)")];
}
