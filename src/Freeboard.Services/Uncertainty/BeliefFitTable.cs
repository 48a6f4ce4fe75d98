using System.Globalization;
using Freeboard.Services.Tables;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>How parameters are found.</summary>
public enum BeliefFitMethod
{
    /// <summary>Least squares of the beliefs.</summary>
    LeastSquares = 0,

    /// <summary>Moments of the polygon through the answers.</summary>
    Moments,
}

/// <summary>Distributions fitted to a table of answers, one an expert and round.</summary>
public static class BeliefFitTable
{
    /// <summary>Columns written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["round", "expert", "family", "method", "e", "s", "a", "b", "c", "objective", "largestMiss", "expectedValue", "standardDeviation", "entropy", "infinite", "points", "status"];

    /// <summary>Fits.</summary>
    /// <param name="bytes">The table: <c>rate,belief_degree</c>, optionally <c>expert,weight,round</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="family">The family.</param>
    /// <param name="method">The method.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Fit(ReadOnlySpan<byte> bytes, string name, UncertaintyFamily family, BeliefFitMethod method, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        IReadOnlyList<ExpertTable.Answers> answers = ExpertTable.Read(bytes, errors, ignoreExtraColumns, cancellationToken);
        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        List<string[]> rows = [];
        List<TableCurve> curves = [];
        int unanswered = 0;
        foreach (ExpertTable.Answers answer in answers)
        {
            BeliefFitResult fit = method == BeliefFitMethod.Moments ? BeliefFit.Moments(answer.Data, family) : BeliefFit.LeastSquares(answer.Data, family);
            unanswered += fit.Status == BeliefFitStatus.Converged ? 0 : 1;
            rows.Add(CellsOf(answer, family, method, fit));
            string who = (answers.Max(a => a.Round) > 1 ? string.Create(CultureInfo.InvariantCulture, $"{answer.Expert} {answer.Round}") : answer.Expert).Trim();
            curves.Add(new TableCurve(who, true, [.. answer.Data.Points.Select(point => point.Value)], [.. answer.Data.Points.Select(point => point.Belief)]));
            if (fit.Distribution is { } fitted)
            {
                curves.Add(BeliefCurves.Of(who, fitted, answer.Data));
            }
        }

        return new TableOutcome(TableOf(rows), [], 0, unanswered) { Curves = curves };
    }

    private static OutputTable TableOf(List<string[]> rows)
    {
        IReadOnlyList<OutputColumn> columns = OutputColumn.Of(Columns, "expert", "family", "method", "infinite", "status");
        return new OutputTable
        {
            Name = "fits",
            Columns = columns,
            Rows = rows,

            // One expert is one answer: an object, not a list of one.
            JsonDocument = rows.Count == 1 ? output => JsonRows.WriteOne(output, columns, rows[0]) : null,
        };
    }

    private static string[] CellsOf(ExpertTable.Answers answer, UncertaintyFamily family, BeliefFitMethod method, BeliefFitResult fit)
    {
        (double? e, double? s, double? a, double? b, double? c) = fit.Distribution switch
        {
            LognormalUncertainty d => (d.E, d.S, null, null, null),
            NormalUncertainty d => (d.E, d.S, null, null, null),
            LinearUncertainty d => (null, null, d.Lowest, d.Highest, null),
            ZigzagUncertainty d => (null, null, d.Lowest, d.Middle, d.Highest),
            _ => ((double?)null, (double?)null, (double?)null, (double?)null, (double?)null),
        };
        return
        [
            answer.Round.ToString(CultureInfo.InvariantCulture), answer.Expert, family.ToString().ToLowerInvariant(), method == BeliefFitMethod.Moments ? "moments" : "least-squares",
            Number(e), Number(s), Number(a), Number(b), Number(c), Number(fit.Objective), Number(fit.LargestMiss),
            Number(fit.Distribution?.ExpectedValue), Number(fit.Distribution is { } d2 ? Math.Sqrt(d2.Variance) : null), Number(fit.Distribution?.Entropy), Infinite(fit.Distribution),
            answer.Data.Points.Length.ToString(CultureInfo.InvariantCulture), fit.Status.ToString(),
        ];
    }

    /// <summary>The moments that are infinite, by their columns: an empty cell alone would not say whether a figure is missing or without bound.</summary>
    internal static string Infinite(UncertaintyDistribution? distribution)
    {
        (string Word, double Value)[] moments = distribution is null
            ? []
            : [("expectedValue", distribution.ExpectedValue), ("standardDeviation", distribution.Variance), ("entropy", distribution.Entropy)];
        return string.Join(' ', moments.Where(moment => double.IsPositiveInfinity(moment.Value)).Select(moment => moment.Word));
    }

    internal static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
