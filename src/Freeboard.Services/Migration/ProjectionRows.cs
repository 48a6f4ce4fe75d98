using System.Text.Json;
using Freeboard.Migration;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>A projection as rows: a row a horizon and pair of states, or a horizon and state when amounts were given; and as JSON.</summary>
public static class ProjectionRows
{
    /// <summary>The table of a projection.</summary>
    /// <param name="projection">The projection.</param>
    public static OutputTable Of(Projection projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        IReadOnlyList<string> states = projection.Matrix.States;
        bool amounts = projection.Amounts is not null;
        return new OutputTable
        {
            Name = amounts ? "amounts" : "transitions",
            Columns = amounts ? OutputColumn.Of(["years", "state", "amount"], "state") : OutputColumn.Of(["years", "from", "to", "probability"], "from", "to"),
            Rows = amounts
                ? Amounts(projection)
                : projection.Horizons.SelectMany(horizon => Enumerable.Range(0, states.Count * states.Count).Select(cell =>
                    (string[])[MigrationRows.Text(horizon.Years), states[cell / states.Count], states[cell % states.Count], MigrationRows.Text(horizon.Matrix[cell / states.Count, cell % states.Count])])),
            RunId = projection.Provenance.RunId,
            JsonDocument = output => Write(output, projection),
        };
    }

    private static IEnumerable<string[]> Amounts(Projection projection)
    {
        IReadOnlyList<string> states = projection.Matrix.States;
        for (int i = 0; i < states.Count; i++)
        {
            yield return ["0", states[i], MigrationRows.Text(projection.Amounts![i])];
        }

        foreach (ProjectionHorizon horizon in projection.Horizons)
        {
            for (int i = 0; i < states.Count; i++)
            {
                yield return [MigrationRows.Text(horizon.Years), states[i], MigrationRows.Text(horizon.Amounts![i])];
            }
        }
    }

    private static void Write(Stream output, Projection projection)
    {
        TransitionMatrix matrix = projection.Matrix;
        using Utf8JsonWriter json = new(output, JsonRows.Indented);
        json.WriteStartObject();
        JsonParts.Provenance(json, projection.Provenance);
        JsonParts.Words(json, "states", matrix.States);
        if (matrix.DefaultState is { } target)
        {
            json.WriteString("defaultState", matrix.States[target]);
        }

        JsonNumbers.Write(json, "periodYears", matrix.PeriodYears);
        MigrationJson.Matrix(json, "matrix", matrix.Count, (i, j) => matrix[i, j]);
        JsonNumbers.Write(json, "correlation", projection.Correlation);
        Numbers(json, "factors", projection.Factors);
        if (projection.Amounts is { } today)
        {
            Numbers(json, "amounts", today);
        }

        JsonParts.Rows(json, "horizons", projection.Horizons, horizon =>
        {
            JsonNumbers.Write(json, "years", horizon.Years);
            json.WriteBoolean("byGenerator", horizon.ByGenerator);
            MigrationJson.Matrix(json, "matrix", matrix.Count, (i, j) => horizon.Matrix[i, j]);
            if (matrix.DefaultState is { } worst)
            {
                Numbers(json, "cumulativeDefault", Enumerable.Range(0, matrix.Count).Select(i => horizon.Matrix[i, worst]));
            }

            if (horizon.Amounts is { } amounts)
            {
                Numbers(json, "amounts", amounts);
            }
        });
        if (projection.Embedding is { } embedding)
        {
            MigrationJson.Embedding(json, embedding);
        }

        MigrationJson.Structure(json, projection.Structure, matrix.States);
        if (projection.ToDefault is { } passage)
        {
            MigrationJson.ToDefault(json, passage, matrix.States);
        }

        JsonParts.Notes(json, projection.Provenance);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Numbers(Utf8JsonWriter json, string key, IEnumerable<double> values)
    {
        json.WriteStartArray(key);
        foreach (double value in values)
        {
            json.WriteRawValue(MigrationRows.Text(value));
        }

        json.WriteEndArray();
    }
}
