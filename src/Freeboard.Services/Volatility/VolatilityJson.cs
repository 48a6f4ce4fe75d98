using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Volatility.Diagnostics;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>Volatilities as JSON: one object with <c>rows</c>, camelCase keys; what is not there is an absent key.</summary>
public static class VolatilityJson
{
    /// <summary>Writes volatilities.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="rows">The volatilities.</param>
    public static void Write(Stream output, IEnumerable<VolatilityRow> rows)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(rows);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (VolatilityRow row in rows)
        {
            Write(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, VolatilityRow row)
    {
        json.WriteStartObject();
        Text(json, "firm", row.Firm);
        Text(json, "date", row.Date);
        json.WriteString("status", row.Status);
        json.WriteString("model", row.Model);
        json.WriteString("requested", row.Requested);
        if (row.Refusals.Count > 0)
        {
            json.WriteStartArray("refused");
            foreach (VolatilityRefusal refusal in row.Refusals)
            {
                json.WriteStartObject();
                json.WriteString("model", refusal.Specification.Name);
                json.WriteString("reason", refusal.Reason);
                if (refusal.Findings != GarchFindings.None)
                {
                    json.WriteString("findings", refusal.Findings.ToString());
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Number(json, "volatility", row.Forecast.AnnualVolatility);
        if (row.Fit is not null)
        {
            json.WriteString("meaning", AnnualisationChoice.WordOf(row.Forecast.Meaning));
        }

        Number(json, "periodsPerYear", row.Series.PeriodsPerYear > 0 ? row.Series.PeriodsPerYear : null);
        if (row.Forecast.HorizonPeriods > 0)
        {
            json.WriteNumber("horizonPeriods", row.Forecast.HorizonPeriods);
        }

        if (row.Fit is { } fit)
        {
            Write(json, fit);
        }

        if (row.Diagnostics is { } tests)
        {
            Write(json, tests);
        }

        WriteReturns(json, row);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GarchFit fit)
    {
        json.WriteString("fitStatus", fit.Status.ToString());
        json.WriteNumber("observations", fit.Observations);
        Number(json, "logLikelihood", fit.LogLikelihood);
        if (fit.Parameters is { } p)
        {
            json.WriteStartObject("parameters");
            if (fit.Specification.Mean != MeanModel.Zero)
            {
                Number(json, "mu", p.Mean);
            }

            if (fit.Specification.Mean == MeanModel.AutoRegressive)
            {
                Number(json, "phi", p.AutoRegression);
            }

            Number(json, "omega", p.Omega);
            List(json, "alpha", p.Alpha);
            List(json, "gamma", p.Gamma);
            List(json, "beta", p.Beta);
            Number(json, "nu", p.Shape);
            json.WriteEndObject();
        }

        Number(json, "sigmaLast", VolatilityTable.LastDeviation(fit));
        Number(json, "sigmaNext", VolatilityTable.Root(fit.VarianceNext));
        if (fit.Robust is not null || fit.Hessian is not null || fit.OuterProduct is not null)
        {
            json.WriteStartObject("standardErrors");
            Errors(json, "robust", fit, fit.Robust);
            Errors(json, "hessian", fit, fit.Hessian);
            Errors(json, "outerProduct", fit, fit.OuterProduct);
            json.WriteEndObject();
        }

        json.WriteStartArray("findings");
        foreach (string word in VolatilityTable.FindingsOf(fit).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        Number(json, "scaledScore", fit.ScaledScore);
        json.WriteNumber("evaluations", fit.Evaluations);
        json.WriteNumber("starts", fit.Starts);
        json.WriteNumber("startsAgreeing", fit.StartsAgreeing);
    }

    private static void Errors(Utf8JsonWriter json, string name, GarchFit fit, ParameterCovariance? covariance)
    {
        if (covariance is null)
        {
            return;
        }

        json.WriteStartObject(name);
        for (int i = 0; i < fit.ParameterNames.Count; i++)
        {
            Number(json, fit.ParameterNames[i], covariance.StandardErrors[i]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FitDiagnostics tests)
    {
        json.WriteStartObject("criteria");
        Number(json, "aic", tests.Criteria.Akaike);
        Number(json, "bic", tests.Criteria.Schwarz);
        Number(json, "hq", tests.Criteria.HannanQuinn);
        json.WriteEndObject();
        json.WriteStartObject("diagnostics");
        Test(json, "ljungBox", tests.LjungBox);
        Test(json, "ljungBoxSquares", tests.LjungBoxSquares);
        Test(json, "archLm", tests.ArchLm);
        Test(json, "jarqueBera", tests.JarqueBera.Test);
        Number(json, "skewness", tests.JarqueBera.Skewness);
        Number(json, "kurtosis", tests.JarqueBera.Kurtosis);
        Test(json, "signBias", tests.SignBias.Sign);
        Test(json, "negativeSizeBias", tests.SignBias.NegativeSize);
        Test(json, "positiveSizeBias", tests.SignBias.PositiveSize);
        Test(json, "jointSignBias", tests.SignBias.Joint);
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, string name, in DiagnosticTest test)
    {
        json.WriteStartObject(name);
        json.WriteString("status", test.Status.ToString());
        Number(json, "statistic", test.Statistic);
        json.WriteNumber("degreesOfFreedom", test.DegreesOfFreedom);
        Number(json, "p", test.PValue);
        json.WriteEndObject();
    }

    private static void WriteReturns(Utf8JsonWriter json, VolatilityRow row)
    {
        ReturnSeries series = row.Series;
        json.WriteStartObject("returns");
        json.WriteString("status", series.Status.ToString());
        json.WriteNumber("count", series.Returns.Count);
        json.WriteNumber("gaps", series.Count(ReturnMarks.SpansGap));
        json.WriteNumber("suspendedDays", series.SuspendedDays);
        json.WriteNumber("limitUp", series.Count(ReturnMarks.LimitUp));
        json.WriteNumber("limitDown", series.Count(ReturnMarks.LimitDown));
        json.WriteNumber("stale", series.Count(ReturnMarks.Stale));
        json.WriteNumber("missing", row.MissingReturns);
        if (series.OffendingReturn is { } index)
        {
            json.WriteNumber("offendingReturn", index + 1);
        }

        if (VolatilityTable.OffendingDate(series) is { } day)
        {
            json.WriteString("offendingDate", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        // One number in a model of order 1, as in every text; a list from order 2 on.
        if (values.Count == 1)
        {
            Number(json, name, values[0]);
        }

        for (int i = 0; values.Count > 1 && i < values.Count; i++)
        {
            Number(json, $"{name}{i + 1}", values[i]);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v && double.IsFinite(v))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(v.ToString("G17", System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
