using System.Text.Json;
using Freeboard.Collections;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>JSON of <c>collections contact</c>; the keys are in docs/collections.md.</summary>
internal static class ContactJson
{
    internal static void Write(Stream output, ContactReport report)
    {
        using Utf8JsonWriter json = new(output, JsonRows.Indented);
        json.WriteStartObject();
        JsonParts.Provenance(json, report.Provenance);
        json.WriteString("status", report.Model.Status.ToString());
        json.WriteNumber("accounts", report.Accounts);
        json.WriteNumber("rows", report.Model.Rows);
        json.WriteNumber("lost", report.Model.Lost);
        json.WriteNumber("censored", report.Censored);
        json.WriteNumber("horizon", report.Horizon);
        JsonNumbers.Write(json, "logLikelihood", report.Model.LogLikelihood);
        JsonNumbers.Write(json, "logLikelihoodOfPeriods", report.Model.PeriodsAlone);
        JsonNumbers.Write(json, "likelihoodRatio", report.Model.LikelihoodRatio);
        JsonNumbers.Write(json, "likelihoodRatioP", report.Model.LikelihoodRatioProbability);
        Model(json, report.Model);
        if (report.Drift is { } drift)
        {
            json.WriteStartObject("drift");
            JsonNumbers.Write(json, "likelihoodRatio", drift.LikelihoodRatio);
            json.WriteNumber("degreesOfFreedom", drift.DegreesOfFreedom);
            JsonNumbers.Write(json, "p", drift.Probability);
            json.WriteEndObject();
        }

        Life(json, report.Life);
        if (report.OutOfSample is { } measures)
        {
            Measures(json, measures);
        }

        Groups(json, report.Groups);
        if (report.Forecasts.Count > 0)
        {
            Forecasts(json, report.Forecasts);
        }

        JsonParts.Notes(json, report.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Model(Utf8JsonWriter json, ContactHazard model)
    {
        JsonParts.Rows(json, "periods", model.Baseline, level =>
        {
            json.WriteNumber("from", level.From);
            json.WriteNumber("to", level.To);
            json.WriteNumber("atRisk", level.AtRisk);
            json.WriteNumber("lost", level.Lost);
            JsonNumbers.Write(json, "logOdds", level.LogOdds);
        });
        JsonParts.Rows(json, "coefficients", model.Terms, term =>
        {
            json.WriteString("name", term.Name);
            JsonNumbers.Write(json, "value", term.Coefficient);
            JsonNumbers.Write(json, "standardError", term.StandardError);
            JsonNumbers.Write(json, "p", ContactRows.ProbabilityOf(term));
            JsonNumbers.Write(json, "oddsRatio", Math.Exp(term.Coefficient));
        });
    }

    private static void Life(Utf8JsonWriter json, IReadOnlyList<ContactLife> table)
    {
        JsonParts.Rows(json, "lifeTable", table, life =>
        {
            json.WriteNumber("period", life.Period);
            json.WriteNumber("atRisk", life.AtRisk);
            json.WriteNumber("lost", life.Lost);
            JsonNumbers.Write(json, "hazard", life.Hazard);
            JsonNumbers.Write(json, "hazardError", life.HazardError);
            JsonNumbers.Write(json, "reached", life.Reached);
            JsonNumbers.Write(json, "reachedError", life.ReachedError);
        });
    }

    private static void Measures(Utf8JsonWriter json, ContactMeasures measures)
    {
        json.WriteStartObject("outOfSample");
        json.WriteNumber("folds", measures.Folds);
        foreach ((string key, double? value) in ((string, double?)[])
            [
                ("auc", measures.Area.Area), ("aucStandardError", measures.Area.StandardError), ("aucLow", measures.Area.Low), ("aucHigh", measures.Area.High), ("aucOfPeriods", measures.AgainstPeriods.SecondArea),
                ("aucDifferenceZ", measures.AgainstPeriods.Z), ("aucDifferenceP", measures.AgainstPeriods.Probability), ("logLoss", measures.LogLoss), ("logLossOfPeriods", measures.LogLossOfPeriods), ("expected", measures.Expected),
                ("came", measures.Came), ("calibrationSlope", measures.Line.Slope), ("calibrationIntercept", measures.Line.Intercept), ("riskiestTenth", measures.RiskiestTenth),
            ])
        {
            JsonNumbers.Write(json, key, value);
        }

        json.WriteEndObject();
    }

    private static void Groups(Utf8JsonWriter json, IReadOnlyList<ContactGroup> groups)
    {
        JsonParts.Rows(json, "groups", groups, group =>
        {
            json.WriteNumber("group", group.Number);
            json.WriteNumber("accounts", group.Accounts);
            JsonNumbers.Write(json, "forecast", group.Forecast);
            JsonNumbers.Write(json, "came", group.Came);
            JsonNumbers.Write(json, "low", group.Low);
            JsonNumbers.Write(json, "high", group.High);
        });
    }

    private static void Forecasts(Utf8JsonWriter json, IReadOnlyList<ContactForecast> forecasts)
    {
        JsonParts.Rows(json, "forecasts", forecasts, forecast =>
        {
            json.WriteString("obligor", forecast.Obligor);
            json.WriteNumber("period", forecast.Period);
            JsonNumbers.Write(json, "lostNext", forecast.LostNext);
            JsonNumbers.Write(json, "lostWithin", forecast.LostWithin);
        });
    }
}
