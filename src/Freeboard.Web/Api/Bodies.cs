using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Api;

/// <summary>Bodies of calls, read strictly: a member that is misspelled would be passed over, and something else would be done than was asked for.</summary>
internal static class Bodies
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict };

    private static readonly string[] Yes = ["true", "on", "1"];

    private static readonly string[] No = ["", "false", "off", "0"];

    /// <summary>Reads a JSON body.</summary>
    /// <typeparam name="T">What it is read into; its properties are the members that are known.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="example">What to send, in a sentence.</param>
    /// <returns>The body; null with the answer that refuses it.</returns>
    public static async Task<(T? Body, IResult? Fault)> ReadAsync<T>(HttpContext http, string example)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Malformed("The body is not said to be JSON.", example));
        }

        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return (Read<T>(body.ToArray(), example, out IResult? fault), fault);
    }

    /// <summary>Reads a JSON body.</summary>
    /// <typeparam name="T">What it is read into; its properties are the members that are known.</typeparam>
    /// <param name="body">The body, UTF-8.</param>
    /// <param name="example">What to send, in a sentence.</param>
    /// <param name="fault">The answer that refuses it; null when it is read.</param>
    public static T? Read<T>(byte[] body, string example, out IResult? fault)
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                fault = Malformed($"The body is {WordOf(document.RootElement.ValueKind)}, no object.", example);
                return null;
            }

            fault = Stranger(document.RootElement, NamesOf(typeof(T)), "", example) ?? Nul(document.RootElement, example);
            return fault is null ? JsonSerializer.Deserialize<T>(body, Strict) : null;
        }
        catch (JsonException exception)
        {
            fault = Malformed(Problems.WhereOf(exception), example);
            return null;
        }
        catch (InvalidOperationException)
        {
            // Names and texts are only decoded when they are read.
            fault = Malformed("The body has a name or text that is no Unicode.", example);
            return null;
        }
    }

    /// <summary>The answer to an object with a member that is not known; null when all are.</summary>
    /// <param name="body">The object.</param>
    /// <param name="names">The members that are known.</param>
    /// <param name="where">Where the object stands, before a member's name.</param>
    /// <param name="example">What to send, in a sentence.</param>
    public static IResult? Stranger(JsonElement body, string[] names, string where, string example)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            if (!names.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            {
                return Problems.Of(StatusCodes.Status400BadRequest, "MEMBER-UNKNOWN", $"'{where}{member.Name}': the body knows no such member. It knows {string.Join(", ", names)}. {example}");
            }
        }

        return null;
    }

    /// <summary>The answer to a body with the character NUL in a text: no name has one, and PostgreSQL takes none; null when there is none.</summary>
    /// <param name="body">The body, or a part of it.</param>
    /// <param name="example">What to send, in a sentence.</param>
    public static IResult? Nul(JsonElement body, string example) => HasNul(body) ? Malformed("The body holds the character NUL (\\u0000), which no name has.", example) : null;

    /// <summary>The answer to a form with a field that is not known, or a choice that is none; null when all is well.</summary>
    /// <param name="form">The form.</param>
    /// <param name="type">The form's description in the document.</param>
    public static IResult? Stranger(IFormCollection form, Type type)
    {
        string[] names = NamesOf(type);
        if (form.Keys.FirstOrDefault(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } stranger)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "FIELD-UNKNOWN", $"'{stranger}': the form knows no such field. It knows {string.Join(", ", names)}. Nothing was done.");
        }

        if (form.Files.FirstOrDefault(f => !names.Contains(f.Name, StringComparer.OrdinalIgnoreCase)) is { } odd)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "FIELD-UNKNOWN", $"'{odd.Name}': the form knows no such field of files. It knows {string.Join(", ", names)}. Nothing was done.");
        }

        if (form.FirstOrDefault(static f => f.Value.Any(static v => v?.Contains('\0', StringComparison.Ordinal) == true)) is { Key: { } field })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "FORM-MALFORMED", $"{field}: the field holds the character NUL, which no name has. Take it out. Nothing was done.");
        }

        return type.GetProperties().Where(static p => p.PropertyType == typeof(bool?)).Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).FirstOrDefault(n => !Yes.Contains(form[n].ToString()) && !No.Contains(form[n].ToString())) is { } choice
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", $"{choice}: '{form[choice]}' is neither true nor false.")
            : null;
    }

    /// <summary>The answer to a body where none is asked for; null when there is none. An empty object says nothing and is let by.</summary>
    public static IResult? Any(byte[] body) => body.Length == 0 || body.AsSpan().Trim(" \r\n\t"u8).SequenceEqual("{}"u8)
        ? null
        : Problems.Of(StatusCodes.Status400BadRequest, "BODY-UNKNOWN", "This call takes no body. Send none.");

    public static IResult Malformed(string what, string example) => Problems.Of(StatusCodes.Status400BadRequest, "BODY-MALFORMED", what + " " + example);

    private static bool HasNul(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNul),
        JsonValueKind.Object => element.EnumerateObject().Any(static member => member.Name.Contains('\0', StringComparison.Ordinal) || HasNul(member.Value)),
        _ => false,
    };

    private static string[] NamesOf(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];

    private static string WordOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a choice",
    };
}
