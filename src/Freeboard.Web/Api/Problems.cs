using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>An error of an input's row, in an answer.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line in it, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column by its header; empty when the whole row or file is meant.</param>
/// <param name="Code">Stable word.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record RowProblem(string File, int Line, string Column, string Code, string Reason, string Cure)
{
    /// <summary>The error of a row as it goes out.</summary>
    /// <param name="error">The error.</param>
    public static RowProblem Of(RowError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new RowProblem(error.File, error.Line, error.Column, error.Code, error.Reason, error.Hint);
    }
}

/// <summary>Problem documents (RFC 9457) of the API.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static IResult Of(int status, string code, string text) => Results.Text(Failures.Problem(new Failure(status, code, text)), ContentType, statusCode: status);

    /// <summary>Where a body stops being what is asked for, in our words: those of the framework name its own types and change with its versions.</summary>
    public static string WhereOf(JsonException exception)
    {
        string place = exception is { LineNumber: { } line, BytePositionInLine: { } at } ? FormattableString.Invariant($" at line {line + 1}, byte {at + 1}") : "";
        return exception.Path is { Length: > 1 } path ? $"The value of '{path.TrimStart('$', '.')}'{place} is not of its kind, or this call knows no such key." : $"The body is no JSON{place}.";
    }

    /// <summary>An input that was refused, with its errors.</summary>
    public static IResult Rejected(string text, IEnumerable<RowError> errors, int count) => Results.Json(
        new
        {
            type = "about:blank",
            title = "Unprocessable Entity",
            status = StatusCodes.Status422UnprocessableEntity,
            detail = text,
            code = "INPUT-REJECTED",
            errorCount = count,
            errors = errors.Select(RowProblem.Of),
        },
        contentType: ContentType,
        statusCode: StatusCodes.Status422UnprocessableEntity);
}
