using System.Globalization;
using System.Text.Json;
using Freeboard.Numerics.Regression;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Equity;

/// <summary>A fit as tables and as JSON. An absent number is an empty cell, or an absent key.</summary>
public static class FitTable
{
    /// <summary>The tables by their words.</summary>
    public static IReadOnlyList<string> Words { get; } = ["coefficients", "summary", "correlations", "partial-correlations", "steps", "residuals"];

    /// <summary>Columns and rows of one table of a fit with numbers.</summary>
    /// <param name="outcome">The fit.</param>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="ArgumentException">No such table.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows) Of(EquityFitOutcome outcome, string word)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return word switch
        {
            "coefficients" => (["term", "coefficient", "standardError", "t", "p", "lower", "upper", "vif"], [.. outcome.Fit!.WithCovariance(outcome.Covariance!).Select(CellsOf)]),
            "summary" => (["statistic", "value", "degreesOfFreedom", "p"], [.. Summary(outcome).Select(s => (string[])[s.Name, Number(s.Value), s.Degrees, Number(s.P)])]),
            "correlations" => Pairs(outcome.Correlations),
            "partial-correlations" => Pairs(outcome.PartialCorrelations),
            "steps" => (["step", "columns", "rSquared", "adjustedRSquared", "dropped", "p"], [.. outcome.Steps.Select((s, i) => (string[])
                [Count(i + 1), Count(s.Fit.ModelDegreesOfFreedom ?? 0), Number(s.Fit.RSquared), Number(s.Fit.AdjustedRSquared), s.Dropped ?? "", Number(s.PValue)])]),
            "residuals" => (["row", "fitted", "residual", "leverage"], Residuals(outcome.Fit!)),
            _ => throw new ArgumentException($"'{word}' is none of {string.Join(", ", Words)}.", nameof(word)),
        };
    }

    /// <summary>One table of a fit for any format; its JSON document is the whole fit.</summary>
    /// <param name="outcome">The fit.</param>
    /// <param name="word">One of <see cref="Words"/>.</param>
    public static OutputTable TableOf(EquityFitOutcome outcome, string word)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = Of(outcome, word);
        return new OutputTable { Name = word, Columns = OutputColumn.Of(columns, "term", "statistic", "variable", "with", "dropped"), Rows = rows, JsonDocument = output => WriteJson(output, outcome) };
    }

    /// <summary>Writes one table as CSV.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="outcome">The fit.</param>
    /// <param name="word">One of <see cref="Words"/>.</param>
    public static void WriteCsv(TextWriter writer, EquityFitOutcome outcome, string word)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = Of(outcome, word);
        CsvText.Write(writer, columns, rows);
    }

    /// <summary>Writes the whole fit as JSON.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="outcome">The fit.</param>
    public static void WriteJson(Stream output, EquityFitOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(outcome);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("response", outcome.Fit!.Response);
        json.WriteString("status", outcome.Fit.Status.ToString());
        json.WriteString("errors", outcome.Covariance!.Kind);
        json.WriteString("model", outcome.Model!.Id);
        foreach (string word in Words)
        {
            (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = Of(outcome, word);
            json.WriteStartArray(word == "partial-correlations" ? "partialCorrelations" : word);
            foreach (string[] row in rows)
            {
                json.WriteStartObject();
                for (int i = 0; i < row.Length; i++)
                {
                    if (row[i].Length > 0)
                    {
                        json.WritePropertyName(columns[i]);
                        WriteCell(json, columns[i], row[i]);
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteCell(Utf8JsonWriter json, string column, string cell)
    {
        if (column is "term" or "statistic" or "variable" or "with" or "dropped")
        {
            json.WriteStringValue(cell);
        }
        else
        {
            // The raw digits, so that CSV and JSON carry the very same text.
            json.WriteRawValue(cell);
        }
    }

    private static IEnumerable<(string Name, double? Value, string Degrees, double? P)> Summary(EquityFitOutcome outcome)
    {
        LeastSquaresFit fit = outcome.Fit!;
        ChiSquareTest? pagan = RegressionDiagnostics.BreuschPagan(fit);
        ChiSquareTest? koenker = RegressionDiagnostics.Koenker(fit);
        yield return ("observations", fit.Observations, "", null);
        yield return ("residualStandardError", fit.ResidualStandardError, Count(fit.DegreesOfFreedom!.Value), null);
        yield return ("rSquared", fit.RSquared, "", null);
        yield return ("adjustedRSquared", fit.AdjustedRSquared, "", null);
        yield return ("F", fit.FStatistic, Count(fit.ModelDegreesOfFreedom!.Value), fit.FPValue);
        yield return ("durbinWatson", RegressionDiagnostics.DurbinWatson(fit), "", null);
        yield return ("breuschPagan", pagan?.Statistic, pagan is null ? "" : Count(pagan.DegreesOfFreedom), pagan?.PValue);
        yield return ("koenker", koenker?.Statistic, koenker is null ? "" : Count(koenker.DegreesOfFreedom), koenker?.PValue);
    }

    private static (IReadOnlyList<string>, IReadOnlyList<string[]>) Pairs(CorrelationMatrix? matrix)
    {
        List<string[]> rows = [];
        if (matrix is { Status: RegressionStatus.Fitted })
        {
            for (int i = 0; i < matrix.Names.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    rows.Add([matrix.Names[j], matrix.Names[i], Number(matrix[i, j]), Number(matrix.TStatistic(i, j)), Number(matrix.PValue(i, j)), Count(matrix.DegreesOfFreedom)]);
                }
            }
        }

        return (["variable", "with", "r", "t", "p", "degreesOfFreedom"], rows);
    }

    private static List<string[]> Residuals(LeastSquaresFit fit)
    {
        double[] leverages = fit.Leverages();
        List<string[]> rows = [];
        for (int i = 0; i < fit.Observations; i++)
        {
            rows.Add([Count(i + 1), Number(fit.Fitted[i]), Number(fit.Residuals[i]), Number(leverages[i])]);
        }

        return rows;
    }

    private static string[] CellsOf(RegressionTerm term) =>
    [
        term.Name, Number(term.Coefficient), Number(term.StandardError), Number(term.TStatistic), Number(term.PValue), Number(term.Lower), Number(term.Upper), Number(term.VarianceInflation),
    ];

    private static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("G17", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
