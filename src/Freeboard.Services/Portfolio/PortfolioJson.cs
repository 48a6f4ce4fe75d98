using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>A portfolio's losses as one JSON object; the keys are documented in docs/portfolio.md. A number that there is not is a key that there is not.</summary>
public static class PortfolioJson
{
    /// <summary>Writes a report.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="report">The report.</param>
    public static void Write(Stream output, PortfolioReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        CreditPortfolio portfolio = report.Portfolio;
        json.WriteStartObject();
        json.WriteString("runId", report.Provenance.RunId);
        json.WriteString("version", report.Provenance.Version);
        json.WriteString("instructionSet", report.Provenance.InstructionSet);
        foreach (RunParameter parameter in report.Provenance.Parameters.Where(p => p.Name is "copula" or "method" or "recovery"))
        {
            json.WriteString(parameter.Name, parameter.Value);
        }

        json.WriteString("status", report.Status.ToString());
        if (report.Scenarios > 0)
        {
            json.WriteNumber("scenarios", report.Scenarios);
            json.WriteNumber("seed", report.Options.Seed);
        }

        json.WriteNumber("obligors", portfolio.Count);
        json.WriteNumber("factors", portfolio.FactorCount);
        Number(json, "exposure", portfolio.TotalExposure);
        if (report.Measures is { } measures)
        {
            Number(json, "expectedLoss", measures.ExpectedLoss);
            Number(json, "sampledExpectedLoss", measures.SampledExpectedLoss);
            Number(json, "expectedLossStandardError", measures.ExpectedLossStandardError);
            Number(json, "standardDeviation", measures.StandardDeviation);
            double alone = Diversification.StandaloneDeviation(portfolio);
            Number(json, "diversification", alone > 0 ? 1 - (measures.StandardDeviation / alone) : null);
            json.WriteStartArray("levels");
            foreach (LossLevel level in measures.Levels)
            {
                json.WriteStartObject();
                Number(json, "level", level.Level);
                Number(json, "var", level.ValueAtRisk);
                Number(json, "es", level.ExpectedShortfall);
                Number(json, "varLow", level.ValueAtRiskLow);
                Number(json, "varHigh", level.ValueAtRiskHigh);
                Number(json, "esStandardError", level.ExpectedShortfallStandardError);
                double own = Diversification.StandaloneShortfall(portfolio, level.Level);
                Number(json, "esDiversification", own > 0 ? 1 - (level.ExpectedShortfall / own) : null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Concentration(json, report.Concentration);
        json.WriteStartArray("notes");
        foreach (QualityNote note in report.Provenance.Notes)
        {
            json.WriteStartObject();
            json.WriteString("code", note.Code);
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("seconds");
        json.WriteRawValue(report.Seconds.ToString("0.000", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Concentration(Utf8JsonWriter json, ConcentrationIndices? indices)
    {
        if (indices is null)
        {
            return;
        }

        json.WriteStartObject("concentration");
        Number(json, "largestShare", indices.LargestShare);
        Number(json, "topDecileShare", indices.TopDecileShare);
        Number(json, "herfindahlHirschman", indices.HerfindahlHirschman);
        Number(json, "effectiveNumber", indices.EffectiveNumber);
        Number(json, "hannahKay", indices.HannahKay);
        Number(json, "hannahKayOrder", indices.HannahKayOrder);
        Number(json, "hallTideman", indices.HallTideman);
        Number(json, "gini", indices.Gini);
        Number(json, "theil", indices.Theil);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value) => JsonNumbers.Write(json, name, value);
}
