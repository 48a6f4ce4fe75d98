using System.Globalization;
using System.Text.Json;
using Freeboard.Collections;
using Freeboard.Services.Migration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Collections;

/// <summary>Forecasts of an ageing table as rows, a row a forecast and bucket; and the whole report as JSON, whose keys are in docs/collections.md.</summary>
public static class AgeingRows
{
    /// <summary>The table of a report.</summary>
    /// <param name="report">The report.</param>
    public static OutputTable Of(AgeingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new OutputTable
        {
            Name = "forecasts",
            Columns = OutputColumn.Of(["originDate", "targetDate", "bucket", "forecast", "actual", "noChange", "error", "standardError", "score"], "originDate", "targetDate", "bucket"),
            Rows = report.Backtest.Forecasts.SelectMany(forecast => forecast.Shares.Select(share => Cells(report, forecast, share))),
            RunId = report.Provenance.RunId,
            JsonDocument = output => Write(output, report),
        };
    }

    private static string[] Cells(AgeingReport report, AgeingForecast forecast, AgeingShare share) =>
    [
        Day(report.Fit.Ends[forecast.Origin]), Day(report.Fit.Ends[forecast.Target + 1]), report.Fit.Estimate.States[share.Bucket], MigrationRows.Text(share.Forecast), MigrationRows.Text(share.Actual),
        MigrationRows.Text(share.NoChange), MigrationRows.Text(share.Error), MigrationRows.Text(share.StandardError), MigrationRows.Text(share.Score),
    ];

    private static void Write(Stream output, AgeingReport report)
    {
        IReadOnlyList<string> buckets = report.Fit.Estimate.States;
        using Utf8JsonWriter json = new(output, JsonRows.Indented);
        json.WriteStartObject();
        JsonParts.Provenance(json, report.Provenance);
        json.WriteString("status", report.Backtest.Status.ToString());
        JsonParts.Words(json, "buckets", buckets);
        json.WriteNumber("periods", report.Fit.Ends.Count - 1);
        json.WriteNumber("accounts", report.Fit.Estimate.Entities);
        json.WriteNumber("ahead", report.Backtest.Ahead);
        if (report.Fit.Estimate.Matrix is { } matrix)
        {
            MigrationJson.Matrix(json, "matrix", matrix.Count, (i, j) => matrix[i, j]);
        }

        JsonParts.Rows(json, "rates", report.Rates, rate =>
        {
            json.WriteString("bucket", buckets[rate.Bucket]);
            JsonNumbers.Write(json, "worse", rate.Worse);
            JsonNumbers.Write(json, "same", rate.Same);
            JsonNumbers.Write(json, "better", rate.Better);
            JsonNumbers.Write(json, "cured", rate.Cured);
        });
        if (report.Fit.Homogeneity is not null)
        {
            MigrationJson.Homogeneity(json, report.Fit);
        }

        if (report.Fit.Structure is { } structure)
        {
            MigrationJson.Structure(json, structure, buckets);
        }

        if (report.ToWorst is { } passage)
        {
            json.WriteStartArray("toWorst");
            for (int i = 0; i < buckets.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("bucket", buckets[i]);
                json.WriteString("status", passage.Statuses[i].ToString());
                JsonNumbers.Write(json, "withinTwelve", report.WorstWithinTwelve[i]);
                JsonNumbers.Write(json, "ever", passage.Ever[i]);
                JsonNumbers.Write(json, "expectedPeriods", passage.ExpectedPeriods[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        JsonNumbers.Write(json, "misplaced", report.Backtest.Misplaced);
        JsonNumbers.Write(json, "misplacedByNoChange", report.Backtest.MisplacedByNoChange);
        JsonParts.Rows(json, "forecasts", report.Backtest.Forecasts, forecast =>
        {
            json.WriteString("origin", Day(report.Fit.Ends[forecast.Origin]));
            json.WriteString("target", Day(report.Fit.Ends[forecast.Target + 1]));
            JsonNumbers.Write(json, "misplaced", forecast.Misplaced);
            JsonNumbers.Write(json, "misplacedByNoChange", forecast.MisplacedByNoChange);
            JsonParts.Words(json, "unseen", forecast.Unseen.Select(bucket => buckets[bucket]));
            JsonParts.Rows(json, "shares", forecast.Shares, share =>
            {
                json.WriteString("bucket", buckets[share.Bucket]);
                foreach ((string key, double? value) in ((string, double?)[])[("forecast", share.Forecast), ("actual", share.Actual), ("noChange", share.NoChange), ("error", share.Error), ("standardError", share.StandardError), ("score", share.Score)])
                {
                    JsonNumbers.Write(json, key, value);
                }
            });
        });
        JsonParts.Notes(json, report.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
