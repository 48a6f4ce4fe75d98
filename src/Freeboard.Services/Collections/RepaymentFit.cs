using System.Globalization;
using Freeboard.Collections;
using Freeboard.Numerics.Regression;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Collections;

/// <summary>Repayment rates of late accounts: fitted in two parts, compared with one part and with the mean on rows not seen.</summary>
public static class RepaymentFit
{
    /// <summary>Fits, compares, and forecasts another table.</summary>
    /// <param name="table">Late accounts with the share repaid.</param>
    /// <param name="columns">Columns of the model.</param>
    /// <param name="folds">Folds of the comparison, by row number, 2 to 50.</param>
    /// <param name="scored">A table to forecast; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Folds are out of range.</exception>
    public static RepaymentOutcome Of(RepaymentTable table, IReadOnlyList<string> columns, int folds = 5, RepaymentTable? scored = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 50);
        if (table.ErrorCount > 0 || scored?.ErrorCount > 0)
        {
            return new RepaymentOutcome(null, [.. table.Errors, .. scored?.Errors ?? []], table.ErrorCount + (scored?.ErrorCount ?? 0));
        }

        RepaymentModel model = RepaymentModel.Fit(columns, table.Rows, table.Repaid);
        cancellationToken.ThrowIfCancellationRequested();
        (RepaymentErrors? two, RepaymentErrors? whole, RepaymentErrors? mean) = OutOfSample(table, columns, folds, cancellationToken);
        List<InputFile> inputs = [table.Source];
        if (scored is not null)
        {
            inputs.Add(scored.Source);
        }

        RunParameter[] parameters = [new("columns", string.Join(",", columns)), new("command", "collections repayment"), new("folds", folds.ToString(CultureInfo.InvariantCulture))];
        return new RepaymentOutcome(
            new RepaymentReport
            {
                Provenance = new RunProvenance
                {
                    RunId = RunIdentity.Compute(inputs, parameters),
                    Version = RunIdentity.Version,
                    InstructionSet = RunIdentity.InstructionSet,
                    AsOf = DateOnly.MinValue,
                    Inputs = [.. inputs.OrderBy(static input => input.Name, StringComparer.Ordinal)],
                    Parameters = parameters,
                    Notes = [.. NotesOf(model, two, whole)],
                },
                Columns = columns,
                Model = model,
                Observations = table.Rows.Count,
                ShareZero = table.Repaid.Count(static rate => rate == 0) / (double)Math.Max(1, table.Repaid.Count),
                ShareFull = table.Repaid.Count(static rate => rate == 1) / (double)Math.Max(1, table.Repaid.Count),
                MeanRate = table.Repaid.Sum() / Math.Max(1, table.Repaid.Count),
                Folds = folds,
                TwoParts = two,
                Whole = whole,
                Mean = mean,
                Forecasts = scored is null || !model.HasAnswer ? [] : [.. scored.Obligors.Select((obligor, i) => (obligor, model.Predict(scored.Rows[i])))],
            },
            [],
            0);
    }

    private static (RepaymentErrors? Two, RepaymentErrors? Whole, RepaymentErrors? Mean) OutOfSample(RepaymentTable table, IReadOnlyList<string> columns, int folds, CancellationToken cancellationToken)
    {
        int n = table.Rows.Count;
        double[] two = new double[n];
        double[] whole = new double[n];
        double[] mean = new double[n];
        bool hasTwo = n >= folds;
        bool hasWhole = n >= folds;
        for (int fold = 0; fold < folds && n >= folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] learnt = [.. Enumerable.Range(0, n).Where(i => i % folds != fold)];
            RepaymentModel model = RepaymentModel.Fit(columns, [.. learnt.Select(i => table.Rows[i])], [.. learnt.Select(i => table.Repaid[i])]);
            double average = learnt.Sum(i => table.Repaid[i]) / learnt.Length;
            hasTwo &= model.HasAnswer;
            hasWhole &= model.Whole.Status == LogitStatus.Converged;
            for (int i = fold; i < n; i += folds)
            {
                mean[i] = average;
                two[i] = hasTwo ? model.Predict(table.Rows[i]).ExpectedRate : 0;
                whole[i] = hasWhole ? model.Whole.Predict(table.Rows[i]) : 0;
            }
        }

        return (hasTwo ? RepaymentErrors.Of(two, table.Repaid) : null, hasWhole ? RepaymentErrors.Of(whole, table.Repaid) : null, n >= folds ? RepaymentErrors.Of(mean, table.Repaid) : null);
    }

    private static IEnumerable<QualityNote> NotesOf(RepaymentModel model, RepaymentErrors? two, RepaymentErrors? whole)
    {
        foreach ((string part, LogitRegression fit) in ((string, LogitRegression)[])[("any", model.Any), ("fraction", model.Fraction), ("whole", model.Whole)])
        {
            if (fit.Status != LogitStatus.Converged)
            {
                yield return new QualityNote("PART-WITHOUT-ANSWER", "", fit.Observations, $"The part '{part}' has no coefficients: {fit.Status}.");
            }
        }

        if (two is not null && whole is not null && two.RootMeanSquare > whole.RootMeanSquare)
        {
            yield return new QualityNote("ONE-PART-DOES-AS-WELL", "", 0, "On rows not seen one fractional logit had the smaller root mean square error: the two parts bring nothing here.");
        }
    }
}
