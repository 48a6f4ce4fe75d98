using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Structural;

namespace Freeboard.Services.Assess;

/// <summary>The main job: from a folder of files to every firm's distance to default.</summary>
public static class AssessmentService
{
    /// <summary>Reads a folder and assesses every firm in it on every day asked for.</summary>
    /// <param name="folder">Folder of input files, in the canonical schema or a vendor's layout.</param>
    /// <param name="inputOptions">How files are read.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Stops the run; nothing is half done.</param>
    /// <returns>The run, or the errors that rejected the input.</returns>
    public static AssessmentOutcome Assess(
        string folder,
        InputOptions? inputOptions = null,
        AssessmentOptions? options = null,
        IProgress<AssessmentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        inputOptions ??= InputOptions.Default;
        options ??= AssessmentOptions.Default;

        ImportOptions importOptions = new() { KeepGoing = inputOptions.KeepGoing, IgnoreExtraColumns = inputOptions.IgnoreExtraColumns, LagPolicy = LagOf(inputOptions) };
        IProgress<ImportProgress>? importProgress = progress is null
            ? null
            : new Relay<ImportProgress>(p => progress.Report(new AssessmentProgress("reading", p.RowsRead, 0, p.File)));
        ImportResult import = MarketImport.Load(folder, importOptions, importProgress, cancellationToken);
        AssessmentRun? run = import.Market is { } market ? Assess(market, inputOptions, options, progress, cancellationToken) : null;
        return new AssessmentOutcome(run, import.Errors, import.ErrorCount, import.Quarantined, import.QuarantinedErrorCount, import.QuarantinedRowCount);
    }

    internal static AssessmentRun Assess(Market market, InputOptions inputOptions, AssessmentOptions options, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DateOnly> days = options.Dates.Resolve(market.TradingDates);
        IReadOnlyList<RunParameter> parameters = ParametersOf(inputOptions, options);
        string runId = RunIdentity.Compute(market.Files, parameters);
        FirmAssessor assessor = new(options, runId, market.TradingDates);

        AssessmentRow[][] rowsByFirm = new AssessmentRow[market.Firms.Count][];
        List<InputFact>[] factsByFirm = new List<InputFact>[market.Firms.Count];
        long done = 0;
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };

        // Each firm writes to its own slot: the order of rows never depends on which thread came first.
        Parallel.For(0, market.Firms.Count, parallel, index =>
        {
            FirmDescription firm = market.Firms[index];
            List<InputFact> facts = [];
            rowsByFirm[index] = AssessFirm(market, firm, days, assessor, facts);
            factsByFirm[index] = facts;
            progress?.Report(new AssessmentProgress("assessing", Interlocked.Increment(ref done), market.Firms.Count, firm.Firm));
        });

        DateOnly asOf = days.Count > 0 ? days[^1] : market.LastPriceDate ?? DateOnly.MinValue;
        return new AssessmentRun
        {
            Provenance = new RunProvenance
            {
                RunId = runId,
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = asOf,
                Inputs = market.Files,
                Parameters = parameters,
                Notes = NotesOf(market, options, assessor),
            },
            Firms = market.Firms,
            Rows = [.. rowsByFirm.SelectMany(rows => rows)],
            LatestInputs = market.Firms.Select((firm, index) => (firm.Firm, Facts: factsByFirm[index]))
                .ToDictionary(pair => pair.Firm, pair => (IReadOnlyList<InputFact>)pair.Facts, StringComparer.Ordinal),
            Funnel = AssessmentFunnel.Count(rowsByFirm.SelectMany(rows => rows).Where(row => row.Date == asOf)),
            Synthetic = market.Synthetic,
        };
    }

    private static AssessmentRow[] AssessFirm(Market market, FirmDescription firm, IReadOnlyList<DateOnly> days, FirmAssessor assessor, List<InputFact> facts)
    {
        DateOnly? delisted = market.DelistedOn(firm.Firm);
        DateOnly? firstPrice = days.Count > 0 && market.PanelAsOf(firm.Firm, days[^1]) is { Prices: { Length: > 0 } prices } ? prices[0].Date : null;

        // Before it was listed (or, when the files do not say, before its first price) and from its delisting on there is no
        // firm to assess, hence no row. A firm without any price is said so once, on the last day, not on every one.
        DateOnly? begins = market.ListedOn(firm.Firm) is { } listed && (firstPrice is null || listed < firstPrice) ? listed : firstPrice;
        DateOnly[] alive = firstPrice is null
            ? [.. days.TakeLast(1).Where(day => delisted is null || day < delisted)]
            : [.. days.Where(day => day >= begins && (delisted is null || day < delisted))];
        AssessmentRow[] rows = new AssessmentRow[alive.Length];
        for (int i = 0; i < alive.Length; i++)
        {
            rows[i] = assessor.Assess(market.PanelAsOf(firm.Firm, alive[i]), i == alive.Length - 1 ? facts : null);
        }

        return rows;
    }

    private static List<QualityNote> NotesOf(Market market, AssessmentOptions options, FirmAssessor assessor)
    {
        List<QualityNote> notes = [.. market.Notes];
        int financial = market.Firms.Count(firm => firm.Kind != "general");
        if (financial > 0)
        {
            notes.Add(new QualityNote("FINANCIAL-DEFAULT-POINT", "", financial, string.Create(
                CultureInfo.InvariantCulture, $"{financial} banks, insurers or brokers use the default point {options.FinancialDefaultPoint.Name}, because their liabilities do not split into current and non-current by due date.")));
        }

        if (assessor.Shares.RowsAtTradablePrice > 0)
        {
            notes.Add(new QualityNote("CLASS-PRICE-ABSENT", "", assessor.Shares.RowsAtTradablePrice, string.Create(
                CultureInfo.InvariantCulture, $"{assessor.Shares.RowsAtTradablePrice} rows count B or H shares at the price of tradable shares, because class_prices.csv gives no recent close of theirs.")));
        }

        if (assessor.Shares.RowsOfOtherCurrency > 0)
        {
            notes.Add(new QualityNote("EQUITY-MODEL-CURRENCY", "", assessor.Shares.RowsOfOtherCurrency, string.Create(
                CultureInfo.InvariantCulture, $"{assessor.Shares.RowsOfOtherCurrency} rows have no equity value: the fitted price model is in {options.Equity?.ModelCurrency}, their shares are not.")));
        }

        foreach ((string code, string what, int rows) in ((string, string, int)[])[
            ("RATE-OLD", "risk-free rate", assessor.RowsWithOldRate), ("EXCHANGE-RATE-OLD", "exchange rate", assessor.RowsWithOldExchangeRate)])
        {
            if (rows > 0)
            {
                notes.Add(new QualityNote(code, "", rows, string.Create(
                    CultureInfo.InvariantCulture, $"{rows} rows use a {what} dated more than {FirmAssessor.OldQuotationDays} days before their day: the newest one known. Check that the file is complete.")));
            }
        }

        return notes;
    }

    private static RunParameter[] ParametersOf(InputOptions inputs, AssessmentOptions options)
    {
        static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        RunParameter[] parameters =
        [
            new("dates", options.Dates.Name),
            new("defaultPoint", options.DefaultPoint.Name),
            new("defaultPointFinancial", options.FinancialDefaultPoint.Name),
            new("drift", options.Drift is { } drift ? Text(drift) : "none"),
            new("edfMap", options.EdfMap?.Name ?? FirmAssessor.EdfMapName),
            new("horizonYears", Text(options.HorizonYears)),
            new("ignoreExtraColumns", inputs.IgnoreExtraColumns ? "true" : "false"),
            new("keepGoing", inputs.KeepGoing ? "true" : "false"),
            new("maximumPriceAgeDays", options.MaximumPriceAgeDays.ToString(CultureInfo.InvariantCulture)),
            new("maximumStatementAgeDays", options.MaximumStatementAgeDays.ToString(CultureInfo.InvariantCulture)),
            new("method", FirmAssessor.MethodName),
            new("rate", options.FixedSimpleRate is { } rate ? $"fixed simple {Text(rate)}" : "rates file"),
            new("rateTenorYears", Text(options.RateTenorYears)),
            new("restrictedShares", (options.Equity?.RestrictedShares ?? options.RestrictedShares).Name),
            new("statementLag", LagOf(inputs).Name),
            new("solverTolerance", Text(SolverOptions.Default.RelativeTolerance)),
            new("volatilityAnnualisation", options.Volatility.Annualisation.Name),
            new("volatilityMinimumReturns", options.VolatilityModel is { } model
                ? string.Create(CultureInfo.InvariantCulture, $"{model.Fit.MinimumObservations}, ewma {model.Fit.MinimumEwmaObservations}")
                : string.Create(CultureInfo.InvariantCulture, $"{options.Volatility.MinimumReturns} daily, {options.Volatility.MinimumWeeklyReturns} weekly, {options.Volatility.MinimumMonthlyReturns} monthly")),
            new("volatilitySampling", options.Volatility.Sampling.ToString()),
            new("volatilityWindowDays", (options.VolatilityModel?.WindowDays ?? options.Volatility.WindowDays).ToString(CultureInfo.InvariantCulture)),
            .. EquityVolatility.ParametersOf(options).Select(setting => new RunParameter(setting.Name, setting.Value)),
        ];
        if (options.Equity is { } equity)
        {
            // Only a run that was given the policy names it, so that runs without one keep their ids.
            parameters = [.. parameters, new("equity", equity.Name)];
        }

        Array.Sort(parameters, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return parameters;
    }

    private static StatementLagPolicy LagOf(InputOptions inputs) => inputs.StatementLagDays is { } days ? new FixedLag(days) : new StatutoryDeadlines();

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
