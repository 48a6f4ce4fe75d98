using System.Globalization;
using System.Runtime.InteropServices;
using Freeboard.Services.Tables;
using Freeboard.Volatility;
using Freeboard.Volatility.Diagnostics;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>Estimates the volatility of every firm of a table of prices or returns.</summary>
/// <remarks>
/// In: a column <c>price</c> (adjusted, or with <c>adj_factor</c> beside it) or <c>return</c> (log returns, any scale), optional <c>date</c> (ISO) and <c>firm</c>. Out: <see cref="OutputColumns"/>, 17
/// significant digits; a number that is not there is an empty cell. Each firm has its own slot: the same bytes on any number of threads.
/// </remarks>
public static class VolatilityTable
{
    private const double DaysPerYearWithoutDates = 252;

    /// <summary>Columns written, in order.</summary>
    public static IReadOnlyList<string> OutputColumns { get; } =
    [
        "firm", "date", "model", "observations", "volatility", "meaning", "periodsPerYear", "horizonPeriods", "mu", "phi", "omega", "alpha1", "alpha2", "gamma1", "gamma2",
        "beta1", "beta2", "nu", "logLikelihood", "sigmaLast", "sigmaNext", "findings", "refused", "status",
    ];

    /// <summary>Columns that <c>--details</c> adds after them: robust standard errors, criteria, probabilities of the tests, what the returns carry.</summary>
    public static IReadOnlyList<string> DetailColumns { get; } =
    [
        "seMu", "sePhi", "seOmega", "seAlpha1", "seAlpha2", "seGamma1", "seGamma2", "seBeta1", "seBeta2", "seNu", "aic", "bic", "hq", "pLjungBox", "pLjungBoxSquares", "pArchLm",
        "pJarqueBera", "pSignBias", "skewness", "kurtosis", "gaps", "suspendedDays", "limitUp", "limitDown", "stale", "missingReturns", "offendingDate",
    ];

    /// <summary>Reads a table and estimates.</summary>
    /// <param name="input">The table, CSV with a header.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="options">Model and settings.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="progress">Told how many firms are done, of how many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Volatilities and errors; with errors and without <paramref name="keepGoing"/> there are no volatilities.</returns>
    public static VolatilityOutcome Estimate(
        TextReader input,
        string name,
        VolatilityOptions options,
        bool ignoreExtraColumns = false,
        bool keepGoing = false,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        bool needsDates = options.Returns.Sampling != SamplingFrequency.Daily || options.Periods == Annualisation.TradingDaysSeen;
        ReturnTable table = ReturnTable.Read(input, name, needsDates, ignoreExtraColumns, cancellationToken);
        if (table.IsRejected || (table.ErrorCount > 0 && !keepGoing))
        {
            return new VolatilityOutcome([], table.Errors, table.ErrorCount);
        }

        ReturnSeriesOptions returns = options.Returns with
        {
            Annualisation = options.Periods ?? (table.HasDates ? Annualisation.TradingDaysSeen : Annualisation.Fixed(DaysPerYearWithoutDates)),
            MarketDays = table.HasDates && table.Firms.Count > 1 ? MarketDaysOf(table.Firms) : options.Returns.MarketDays,
        };
        VolatilityRow[] rows = new VolatilityRow[table.Firms.Count];
        int done = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, rows.Length, parallel, index =>
        {
            rows[index] = Estimate(table.Firms[index], table, returns, options);
            progress?.Report((Interlocked.Increment(ref done), rows.Length));
        });
        return new VolatilityOutcome(rows, table.Errors, table.ErrorCount);
    }

    /// <summary>Reads a table that came as bytes, and estimates: UTF-8 with or without a byte-order mark, or GBK.</summary>
    /// <param name="input">The table's bytes.</param>
    /// <param name="name">Name of the table in error messages.</param>
    /// <param name="options">Model and settings.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are ignored rather than an error.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the table.</param>
    /// <param name="progress">Told how many firms are done, of how many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>As the other overload; bytes in no known encoding are the error ENCODING-UNKNOWN.</returns>
    public static VolatilityOutcome Estimate(
        ReadOnlySpan<byte> input,
        string name,
        VolatilityOptions options,
        bool ignoreExtraColumns = false,
        bool keepGoing = false,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellationToken = default)
    {
        InputErrors errors = new(name);
        if (errors.Decode(input) is not { } text)
        {
            return new VolatilityOutcome([], errors.Listed, errors.Count);
        }

        using StringReader reader = new(text);
        return Estimate(reader, name, options, ignoreExtraColumns, keepGoing, progress, cancellationToken);
    }

    /// <summary>The volatilities as a table for any format; its JSON document is that of <see cref="VolatilityJson"/>.</summary>
    /// <param name="rows">The volatilities.</param>
    /// <param name="details">Whether <see cref="DetailColumns"/> follow.</param>
    public static OutputTable TableOf(IReadOnlyList<VolatilityRow> rows, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new OutputTable
        {
            Name = "volatilities",
            Columns = OutputColumn.Of(details ? [.. OutputColumns, .. DetailColumns] : OutputColumns, "firm", "date", "model", "meaning", "findings", "refused", "status", "offendingDate"),
            Rows = rows.Select(row => CellsOf(row, details)),
            JsonDocument = output => VolatilityJson.Write(output, rows),
        };
    }

    /// <summary>Writes volatilities as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The volatilities.</param>
    /// <param name="details">Whether <see cref="DetailColumns"/> follow.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<VolatilityRow> rows, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CsvText.Write(writer, details ? [.. OutputColumns, .. DetailColumns] : OutputColumns, rows.Select(row => CellsOf(row, details)));
    }

    /// <summary>The cells of one row, in the order of <see cref="OutputColumns"/> and, with details, <see cref="DetailColumns"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="details">Whether the details follow.</param>
    public static string[] CellsOf(VolatilityRow row, bool details = false)
    {
        ArgumentNullException.ThrowIfNull(row);
        GarchFit? fit = row.Fit;
        GarchParameters? p = fit?.Parameters;
        VolatilityForecast forecast = row.Forecast;
        string[] cells =
        [
            row.Firm, row.Date, row.Model, Count(fit?.Observations ?? row.Series.Values.Count), Number(forecast.AnnualVolatility),
            forecast.Status == ForecastStatus.NotRun || fit is null ? "" : AnnualisationChoice.WordOf(forecast.Meaning),
            Number(row.Series.PeriodsPerYear > 0 ? row.Series.PeriodsPerYear : null), forecast.HorizonPeriods > 0 ? Count(forecast.HorizonPeriods) : "",
            Number(p?.Mean), Number(p?.AutoRegression), Number(p?.Omega), At(p?.Alpha, 0), At(p?.Alpha, 1), At(p?.Gamma, 0), At(p?.Gamma, 1), At(p?.Beta, 0), At(p?.Beta, 1), Number(p?.Shape),
            Number(fit?.LogLikelihood), Number(LastDeviation(fit)), Number(Root(fit?.VarianceNext)), FindingsOf(fit), string.Join(' ', row.Refusals), row.Status,
        ];
        return details ? [.. cells, .. DetailsOf(row)] : cells;
    }

    /// <summary>sigma of the last observation; null without numbers.</summary>
    internal static double? LastDeviation(GarchFit? fit) => fit is { ConditionalVariances.IsEmpty: false } ? Math.Sqrt(fit.ConditionalVariances.Span[^1]) : null;

    internal static double? Root(double? variance) => variance is { } h ? Math.Sqrt(h) : null;

    internal static string FindingsOf(GarchFit? fit) => fit is null || fit.Flags == GarchFindings.None ? "" : fit.Flags.ToString().Replace(",", "", StringComparison.Ordinal);

    private static VolatilityRow Estimate(FirmSeries firm, ReturnTable table, ReturnSeriesOptions returns, VolatilityOptions options)
    {
        ReturnSeries series = SeriesOf(firm, table, returns);
        string requested = options.Specification?.Name ?? VolatilityModels.Historical;
        VolatilityRow row = new()
        {
            Firm = firm.Firm,
            Date = firm.LastDate,
            Requested = requested,
            Model = requested,
            Status = series.Status.ToString(),
            Series = series,
            MissingReturns = table.IsPrices ? 0 : firm.Values.Count(value => value is null),
        };
        if (series.Status != ReturnSeriesStatus.Usable)
        {
            return row;
        }

        double[] values = [.. series.Values];
        if (options.Specification is not { } specification)
        {
            return row with { Forecast = Historical(values, series.PeriodsPerYear), Status = nameof(VolatilityStatus.Estimated) };
        }

        if (options.Fallback)
        {
            PolicyVolatility estimate = PolicyVolatility.Estimate(values, VolatilityPolicy.From(specification), series.PeriodsPerYear, options.Forecast, options.Fit);
            return row with
            {
                Model = estimate.Fit?.Specification.Name ?? estimate.Refusals[^1].Specification.Name,
                Status = estimate.Fit is null ? estimate.Refusals[^1].Reason : nameof(GarchStatus.Converged),
                Forecast = estimate.Forecast,
                Fit = estimate.Fit,
                Refusals = estimate.Refusals,
                Diagnostics = estimate.Fit is { } taken ? FitDiagnostics.Of(taken, options.Lags) : null,
            };
        }

        GarchFit fit = GarchEstimator.Fit(values, specification, options.Fit);
        VolatilityForecast forecast = VolatilityForecaster.Forecast(fit, series.PeriodsPerYear, options.Forecast);
        return row with
        {
            Status = fit.Status == GarchStatus.Converged && forecast.Status != ForecastStatus.Computed ? forecast.Status.ToString() : fit.Status.ToString(),
            Forecast = forecast,
            Fit = fit,
            Diagnostics = FitDiagnostics.Of(fit, options.Lags),
        };
    }

    private static ReturnSeries SeriesOf(FirmSeries firm, ReturnTable table, ReturnSeriesOptions options)
    {
        ReadOnlySpan<DateOnly> dates = CollectionsMarshal.AsSpan(firm.Dates);
        if (table.IsPrices)
        {
            PriceDay[] days = new PriceDay[dates.Length];
            for (int i = 0; i < days.Length; i++)
            {
                days[i] = new PriceDay { Date = dates[i], Close = firm.Values[i] ?? 0, AdjustmentFactor = firm.Factors[i], Suspended = firm.Values[i] is null, LimitBand = firm.Limits[i] };
            }

            return LogReturns.Between(days, options);
        }

        List<double> values = [];
        List<DateOnly> known = [];
        for (int i = 0; i < dates.Length; i++)
        {
            if (firm.Values[i] is { } value)
            {
                values.Add(value);
                known.Add(dates[i]);
            }
        }

        return LogReturns.Given(CollectionsMarshal.AsSpan(values), table.HasDates ? CollectionsMarshal.AsSpan(known) : [], options);
    }

    private static VolatilityForecast Historical(double[] values, double periodsPerYear) => new()
    {
        Status = ForecastStatus.Computed,
        AnnualVolatility = HistoricalVolatility.SampleStandardDeviation([.. values]) * Math.Sqrt(periodsPerYear),
        Meaning = AnnualisationMeaning.MeanConditional,
        PeriodsPerYear = periodsPerYear,
    };

    /// <summary>Days on which any firm of the table has a number: the market's sessions as far as the table knows them.</summary>
    private static DateOnly[] MarketDaysOf(IReadOnlyList<FirmSeries> firms)
    {
        SortedSet<DateOnly> days = [];
        foreach (FirmSeries firm in firms)
        {
            for (int i = 0; i < firm.Dates.Count; i++)
            {
                if (firm.Values[i] is not null)
                {
                    days.Add(firm.Dates[i]);
                }
            }
        }

        return [.. days];
    }

    private static string[] DetailsOf(VolatilityRow row)
    {
        FitDiagnostics? tests = row.Diagnostics;
        ReturnSeries series = row.Series;
        string error(string name, string plain = "") => Number(ErrorOf(row.Fit, name, plain));
        return
        [
            error("mu"), error("phi"), error("omega"), error("alpha1", "alpha"), error("alpha2"), error("gamma1", "gamma"), error("gamma2"), error("beta1", "beta"), error("beta2"), error("nu"),
            Number(tests?.Criteria.Akaike), Number(tests?.Criteria.Schwarz), Number(tests?.Criteria.HannanQuinn),
            Number(tests?.LjungBox.PValue), Number(tests?.LjungBoxSquares.PValue), Number(tests?.ArchLm.PValue), Number(tests?.JarqueBera.Test.PValue), Number(tests?.SignBias.Joint.PValue),
            Number(tests?.JarqueBera.Skewness), Number(tests?.JarqueBera.Kurtosis),
            Count(series.Count(ReturnMarks.SpansGap)), Count(series.SuspendedDays), Count(series.Count(ReturnMarks.LimitUp)), Count(series.Count(ReturnMarks.LimitDown)), Count(series.Count(ReturnMarks.Stale)), Count(row.MissingReturns),
            OffendingDate(series)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        ];
    }

    /// <summary>The day of the return that the series was refused for; null where the table has no dates.</summary>
    internal static DateOnly? OffendingDate(ReturnSeries series) =>
        series.OffendingReturn is { } index && series.Returns[index].End is { Year: > 1000 } day ? day : null;

    private static double? ErrorOf(GarchFit? fit, string name, string plain)
    {
        for (int i = 0; fit?.Robust is { } robust && i < fit.ParameterNames.Count; i++)
        {
            if (fit.ParameterNames[i] == name || fit.ParameterNames[i] == plain)
            {
                return robust.StandardErrors[i];
            }
        }

        return null;
    }

    private static string At(IReadOnlyList<double>? values, int index) => values is not null && index < values.Count ? Number(values[index]) : "";

    private static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
