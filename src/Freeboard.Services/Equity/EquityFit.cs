using System.Security.Cryptography;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Equity;

/// <summary>Fits what restricted shares are worth, P2 = a + b'X, from a table of auction and transfer prices.</summary>
public static class EquityFit
{
    private static readonly string[] TextColumns = ["firm", "date", "id"];

    /// <summary>Reads and fits a table.</summary>
    /// <param name="bytes">The table, CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name of the table in error messages and provenance.</param>
    /// <param name="options">Columns and settings.</param>
    /// <param name="ignoreExtraColumns">Whether columns that are not chosen are ignored when predictors are named; without names there are none.</param>
    /// <param name="keepGoing">Whether unreadable rows are set aside rather than rejecting the table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The fit, whose status may still be one without numbers; or the errors of the table.</returns>
    public static EquityFitOutcome Fit(ReadOnlyMemory<byte> bytes, string name, EquityFitOptions options, bool ignoreExtraColumns = false, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        string[] predictors = [];
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, options, ignoreExtraColumns, out predictors), cancellationToken);
        if (table.HeaderIsWrong || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EquityFitOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount, RowsSetAside = table.RowsSetAside };
        }

        RegressionColumn response = new(options.Response, [.. table.Numbers(options.Response)]);
        RegressionColumn[] columns = [.. predictors.Select(p => new RegressionColumn(p, [.. table.Numbers(p)]))];
        IReadOnlyList<EliminationStep> steps = options.Eliminate is { } threshold
            ? BackwardElimination.Run(response, columns, threshold, options.LeastSquares, options.Covariance)
            : [new EliminationStep(LeastSquares.Fit(response, columns, options.LeastSquares), null, null)];
        LeastSquaresFit fit = steps[^1].Fit;
        CoefficientCovariance? covariance = fit.HasNumbers ? options.Covariance(fit) : null;
        return new EquityFitOutcome
        {
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
            RowsSetAside = table.RowsSetAside,
            Steps = steps,
            Covariance = covariance,
            Correlations = columns.Length > 0 ? CorrelationMatrix.Plain([.. columns, response]) : null,
            PartialCorrelations = columns.Length > 0 ? CorrelationMatrix.Partial([.. columns, response]) : null,
            Model = covariance is null ? null : new RestrictedPriceModel
            {
                Line = fit.ToModel(covariance),
                Currency = options.Currency,
                Version = RunIdentity.Version,
                SourceName = name,
                SourceSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
                Observations = fit.Observations,
                RSquared = fit.RSquared,
                EliminationThreshold = options.Eliminate,
                Dropped = [.. steps.Where(s => s.Dropped is not null).Select(s => s.Dropped!)],
            },
        };
    }

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, EquityFitOptions options, bool ignoreExtraColumns, out string[] predictors)
    {
        string[] rest = [.. table.Columns.Where(c => c != options.Response && !TextColumns.Contains(c, StringComparer.Ordinal))];
        predictors = [.. options.Predictors ?? rest];
        foreach (string column in predictors.Prepend(options.Response).Where(c => !table.Has(c)).Distinct(StringComparer.Ordinal))
        {
            table.Add(1, column, "COLUMN-MISSING", $"There is no column '{column}'", $"The table's columns are {string.Join(", ", table.Columns)}; their case matters");
        }

        if (predictors.Contains(options.Response, StringComparer.Ordinal) || predictors.Distinct(StringComparer.Ordinal).Count() < predictors.Length || predictors.Contains(options.LeastSquares.InterceptName, StringComparer.Ordinal))
        {
            table.Add(1, "", "COLUMN-CHOICE", "The response, a column twice, or a column called like the intercept is among the predictors", "Name other columns");
        }

        if (predictors.Length == 0)
        {
            table.Add(1, "", "COLUMN-CHOICE", "There is no column to regress on", "Add a column, or name them");
        }

        foreach (string column in rest.Except(predictors, StringComparer.Ordinal).Where(_ => !ignoreExtraColumns))
        {
            table.Add(1, column, "COLUMN-UNKNOWN", $"The column '{column}' is neither the response nor a named predictor", "Name it, remove it, or pass --ignore-extra");
        }

        return ([.. predictors.Append(options.Response)], [], []);
    }
}
