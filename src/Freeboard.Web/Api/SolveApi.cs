using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Solve;
using Freeboard.Services.Tables;
using Freeboard.Structural;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A firm to solve for. Amounts in one currency; volatility and rate are decimals.</summary>
/// <param name="Id">The caller's word for it; null takes its number.</param>
/// <param name="E">Equity value, currency units.</param>
/// <param name="SigmaE">Equity volatility, decimal per sqrt-year.</param>
/// <param name="D">Default point, currency units.</param>
/// <param name="R">Risk-free rate, continuous, decimal per year.</param>
/// <param name="T">Horizon, years.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SolveRow(string? Id, double E, double SigmaE, double D, double R, double T);

/// <summary>Firms to solve for.</summary>
/// <param name="Rows">The firms.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SolveRequest(IReadOnlyList<SolveRow> Rows);

/// <summary>The two equations as a call: the service and the digits of <c>freeboard solve</c>.</summary>
internal static class SolveApi
{
    private const string Example = "Send {\"rows\":[{\"id\":\"A\",\"e\":3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]} as application/json.";

    private static readonly string[] Columns = ["id", "E", "sigmaE", "D", "r", "T"];

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/solve", (Delegate)SolveAsync).ForApi(Right.Assess)
        .WithSummary("Solve the two equations for rows of equity value, volatility, default point, rate and horizon.")
        .WithDescription("JSON, or the CSV of 'freeboard solve'. A row without an answer has a status and no numbers; when no row has one, the answer is 422.")
        .Takes(typeof(SolveRequest), "application/json", "text/csv").ProducesRows().ProducesProblem(400).ProducesProblem(406).ProducesProblem(422);

    private static async Task<IResult> SolveAsync(HttpContext http)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        byte[] table = body.ToArray();
        if (http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
        {
            if (!http.Request.HasJsonContentType())
            {
                return Bodies.Malformed("The body is not said to be JSON or CSV.", Example);
            }

            if (TableOf(table, out IResult? fault) is not { } text)
            {
                return fault!;
            }

            table = Encoding.UTF8.GetBytes(text);
        }

        SolveOutcome outcome = SolveTable.Solve(table, "body", cancellationToken: http.RequestAborted);
        if (outcome.ErrorCount > 0)
        {
            return Problems.Rejected("The rows cannot be read.", outcome.Errors, outcome.ErrorCount);
        }

        OutputTable solutions = SolveTable.TableOf(outcome.Rows);
        if (format != RowFormat.Json)
        {
            return RowAnswer.Stream(solutions, format, "solutions");
        }

        string rows = RowAnswer.Array(solutions);
        bool any = outcome.Rows.Count == 0 || outcome.Rows.Any(static r => r.Status is SolverStatus.Converged or SolverStatus.DegenerateNoDebt);
        return any
            ? Results.Text($"{{\"solutions\":{rows}}}\n", "application/json; charset=utf-8")
            : Results.Text(
                $"{{\"type\":\"about:blank\",\"title\":\"Unprocessable Entity\",\"status\":422,\"code\":\"NOT-CONVERGED\",\"detail\":\"No row has an answer; each says why in its status.\",\"solutions\":{rows}}}\n",
                "application/problem+json",
                statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The rows of a JSON body as the table that the service reads, number by number as it was written.</summary>
    private static string? TableOf(byte[] body, out IResult? fault)
    {
        fault = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("rows", out JsonElement rows) || rows.ValueKind != JsonValueKind.Array)
            {
                fault = Bodies.Malformed("The body has no list 'rows'.", Example);
                return null;
            }

            fault = Bodies.Stranger(document.RootElement, ["rows"], "", Example) ?? Bodies.Nul(document.RootElement, Example);
            if (fault is not null)
            {
                return null;
            }

            StringBuilder table = new(string.Join(',', Columns) + "\n");
            int number = 0;
            foreach (JsonElement row in rows.EnumerateArray())
            {
                number++;
                fault = FaultOf(row, FormattableString.Invariant($"rows[{number - 1}]"));
                if (fault is not null)
                {
                    return null;
                }

                table.AppendJoin(',', Columns.Select((column, place) => Cell(row, column, place == 0 ? FormattableString.Invariant($"{number}") : ""))).Append('\n');
            }

            return table.ToString();
        }
        catch (JsonException exception)
        {
            fault = Bodies.Malformed(Problems.WhereOf(exception), Example);
            return null;
        }
        catch (InvalidOperationException)
        {
            // Names and texts are only decoded when they are read.
            fault = Bodies.Malformed("The body has a name or text that is no Unicode; send JSON in UTF-8.", Example);
            return null;
        }
    }

    private static IResult? FaultOf(JsonElement row, string where) =>
        row.ValueKind != JsonValueKind.Object ? Bodies.Malformed($"{where} is no object.", Example)
        : Bodies.Stranger(row, ["id", "e", "sigmaE", "d", "r", "t"], where + ".", Example)
            ?? (row.EnumerateObject().FirstOrDefault(static p => p.Value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null)) is { Value.ValueKind: not JsonValueKind.Undefined } odd
                ? Bodies.Malformed($"{where}.{odd.Name} is neither a number nor a text.", Example)
                : null);

    private static string Cell(JsonElement row, string column, string absent)
    {
        if (row.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in row.EnumerateObject().Where(p => string.Equals(p.Name, column, StringComparison.OrdinalIgnoreCase)))
            {
                return property.Value.ValueKind switch
                {
                    JsonValueKind.Number => property.Value.GetRawText(),
                    JsonValueKind.String => $"\"{property.Value.GetString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                    _ => absent,
                };
            }
        }

        return absent;
    }
}
