using System.Globalization;
using Freeboard.Forecasting;
using Freeboard.Services.Equity;

namespace Freeboard.Services.Forecasting;

/// <summary>Forecasts a series of EDF, of one firm or of an index, from its own past and the economy.</summary>
public static class EdfForecast
{
    /// <summary>Reads a table and forecasts.</summary>
    /// <param name="bytes">CSV with the columns date, edf and the economy's; rows in order of time, one a period.</param>
    /// <param name="name">Name in errors.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static EdfForecastOutcome Run(ReadOnlyMemory<byte> bytes, string name, EdfForecastOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        string[] names = [];
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, options, out names), cancellationToken);
        double[] series = table.ErrorCount > 0 ? [] : Series(table, options.Scale);
        if (table.ErrorCount > 0)
        {
            return new EdfForecastOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount, Options = options };
        }

        // Row t of the economy is the one known when edf t is forecast: EconomyLag rows before it. The first rows are past of the EDF only, where the economy is
        // never looked at: what it lacks there is filled by its first row.
        int lag = options.EconomyLag;
        int start = Math.Min(series.Length, Math.Max(0, lag - options.Model.Lags));
        int n = series.Length - start;
        double[] y = series[start..];
        ReadOnlyMemory<double>[] economy = [.. names.Select(c => (ReadOnlyMemory<double>)Enumerable.Range(start, n).Select(t => table.Numbers(c)[Math.Max(0, t - lag)]).ToArray())];
        PartiallyLinearFit fit = PartiallyLinearAutoregression.Fit(y, economy, options.Model);
        int first = Math.Max(options.Model.Lags + 1, (int)Math.Ceiling(options.FirstShare * n));
        ForecastContest? contest = fit.Status == ForecastingStatus.Fitted && first < n ? InEdf(ForecastContest.Run(y, economy, first, options.Model, cancellationToken), options.Scale) : null;
        double? next = null;
        if (fit.Status == ForecastingStatus.Fitted && lag > 0)
        {
            double[] last = [.. Enumerable.Range(1, options.Model.Lags).Select(i => y[^i])];
            next = fit.Forecast(last, [.. names.Select(c => table.Numbers(c)[series.Length - lag])]) is { } value ? Back(value, options.Scale) : null;
        }

        return new EdfForecastOutcome
        {
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
            Options = options,
            Economy = names,
            Dates = contest is null ? [] : [.. contest.Steps.Select(s => table.Text("date", s.Index + start))],
            Fit = fit,
            Contest = contest,
            Next = next,
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, EdfForecastOptions options, out string[] economy)
    {
        economy = [.. options.Economy ?? table.Columns.Where(c => c is not ("date" or "edf"))];
        foreach (string column in economy.Prepend("edf").Prepend("date").Where(c => !table.Has(c)).Distinct(StringComparer.Ordinal))
        {
            table.Add(1, column, "COLUMN-MISSING", $"There is no column '{column}'", $"The table's columns are {string.Join(", ", table.Columns)}; their case matters");
        }

        if (economy.Length == 0 || economy.Distinct(StringComparer.Ordinal).Count() < economy.Length || economy.Contains("edf", StringComparer.Ordinal) || economy.Contains("date", StringComparer.Ordinal))
        {
            table.Add(1, "", "COLUMN-CHOICE", "There is no column of the economy, or one is named twice, or date or edf is among them", "Add a column, or name them");
        }

        return ([.. economy.Prepend("edf")], [], ["date"]);
    }

    private static double[] Series(NumberTable table, EdfScale scale)
    {
        double[] series = new double[table.Rows];
        for (int i = 0; i < series.Length; i++)
        {
            double edf = table.Numbers("edf")[i];
            bool inside = scale == EdfScale.Edf ? edf is >= 0 and <= 1 : edf is > 0 and < 1;
            if (!inside)
            {
                table.Add(table.Lines[i], "edf", "EDF-OUT-OF-RANGE", string.Create(CultureInfo.InvariantCulture, $"{edf} is no probability that this scale takes"), scale == EdfScale.Edf ? "Write a decimal from 0 to 1" : "Write a decimal strictly between 0 and 1, or use the scale edf");
            }

            if (i > 0 && string.CompareOrdinal(table.Text("date", i), table.Text("date", i - 1)) <= 0)
            {
                table.Add(table.Lines[i], "date", "DATE-ORDER", $"'{table.Text("date", i)}' does not come after '{table.Text("date", i - 1)}'", "Sort the rows by ISO dates, one row a period");
            }

            series[i] = scale switch
            {
                EdfScale.Log => Math.Log(edf),
                EdfScale.Logit => Math.Log(edf / (1 - edf)),
                _ => edf,
            };
        }

        return series;
    }

    private static double Back(double value, EdfScale scale) => scale switch
    {
        EdfScale.Log => Math.Exp(value),
        EdfScale.Logit => 1 / (1 + Math.Exp(-value)),
        _ => value,
    };

    /// <summary>The steps in EDF. Errors and tests stay on the scale of the fit, where the losses were minimised.</summary>
    private static ForecastContest InEdf(ForecastContest contest, EdfScale scale) => contest with
    {
        Steps = [.. contest.Steps.Select(s => new ForecastStep(s.Index, Back(s.Actual, scale), s.PartiallyLinear is { } a ? Back(a, scale) : null, s.Autoregressive is { } b ? Back(b, scale) : null, Back(s.RandomWalk, scale)))],
    };
}
