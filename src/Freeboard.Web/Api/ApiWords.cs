using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Freeboard.Web.Api;

/// <summary>What the API's own description says of a call beside what the framework sees: bodies, settings of the address, rows in several formats.</summary>
internal static class ApiWords
{
    /// <summary>The formats of rows.</summary>
    public static readonly string[] RowTypes = ["application/json", "application/x-ndjson", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

    /// <summary>Says which body a call takes. In the document alone: told to the router, a body of another type would be led to another route, whose policy is not the call's.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder route, Type body, params string[] contentTypes)
        where TBuilder : IEndpointConventionBuilder => route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            OpenApiSchema schema = await context.GetOrCreateSchemaAsync(body, null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = contentTypes.ToDictionary(static type => type, type => new OpenApiMediaType { Schema = type == "text/csv" ? new OpenApiSchema { Type = JsonSchemaType.String } : schema }, StringComparer.Ordinal),
            };
        });

    /// <summary>Says which settings of the address a call reads: to the document, and to <see cref="AddressWords"/>, which refuses others.</summary>
    public static TBuilder Asks<TBuilder>(this TBuilder route, params (string Name, string Text)[] settings)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AddressWords([.. settings.Select(static s => s.Name)])).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach ((string name, string text) in settings)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });

    /// <summary>Says that a list comes in pages.</summary>
    public static TBuilder AsksPage<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.Asks(("limit", "Items of a page, 1 to 10,000."), ("cursor", "Where the list goes on: follow next as it is."));

    /// <summary>Says that rows come as JSON, NDJSON, CSV or a workbook, by Accept or by format.</summary>
    /// <param name="route">The call.</param>
    /// <param name="list">Whether the JSON is the list of rows alone, and not a document with it.</param>
    public static TBuilder ProducesRows<TBuilder>(this TBuilder route, bool list = false)
        where TBuilder : IEndpointConventionBuilder => route.Gives(list, RowTypes).Asks(("format", "json, ndjson, csv or xlsx, in place of Accept."));

    /// <summary>Says in which types a call answers whose keys depend on what was computed; docs/serve.md and the page of the command have them.</summary>
    public static TBuilder Gives<TBuilder>(this TBuilder route, params string[] contentTypes)
        where TBuilder : IEndpointConventionBuilder => route.Gives(false, contentTypes);

    private static TBuilder Gives<TBuilder>(this TBuilder route, bool list, string[] contentTypes)
        where TBuilder : IEndpointConventionBuilder => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "OK",
                Content = contentTypes.ToDictionary(static type => type, type => new OpenApiMediaType { Schema = SchemaOf(type, list) }, StringComparer.Ordinal),
            };
            return Task.CompletedTask;
        });

    /// <summary>Says that the answer has a tag, and which conditions on it are read (<see cref="Conditions"/>).</summary>
    public static RouteHandlerBuilder Tagged(this RouteHandlerBuilder route) => route.ProducesProblem(400).ProducesProblem(412).AddOpenApiOperationTransformer(static (operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("If-None-Match", "Tags that the caller has, or *: 304 without a body when one fits, compared weakly."));
        operation.Parameters.Add(Header("If-Match", "Tags of which the answer must have one, or *: 412 when it has none, compared strongly."));
        operation.Responses ??= [];
        operation.Responses["304"] = new OpenApiResponse { Description = "Not Modified" };
        return Task.CompletedTask;
    });

    /// <summary>Says that a call which changes something reads conditions on the tag of what it changes.</summary>
    public static RouteHandlerBuilder Conditional(this RouteHandlerBuilder route) => route.ProducesProblem(400).ProducesProblem(412).AddOpenApiOperationTransformer(static (operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("If-Match", "Tags of which what is there must have one, or *: 412 when it has none, compared strongly; nothing is done then."));
        operation.Parameters.Add(Header("If-None-Match", "Tags that what is there must not have, or *: 412 when it has one, compared weakly; nothing is done then."));
        return Task.CompletedTask;
    });

    /// <summary>Says that a call may be sent again under one key (<see cref="Repeatable"/>).</summary>
    public static RouteHandlerBuilder Repeats(this RouteHandlerBuilder route) => route.ProducesProblem(400).ProducesProblem(409).ProducesProblem(422).AddOpenApiOperationTransformer(static (operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("Idempotency-Key", "A text of at most 200 characters of the caller's own: the same request again gets the answer of the first for a day; 422 with another request, 409 while the first is under way."));
        return Task.CompletedTask;
    });

    private static OpenApiParameter Header(string name, string text) => new() { Name = name, In = ParameterLocation.Header, Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema SchemaOf(string type, bool list) => type == "application/json" && list
        ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = SchemaOf(type, list: false) }
        : type == "application/json"
        ? new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Description = "The keys are those of the command line's JSON, camelCase; an absent number is an absent key." }
        : new OpenApiSchema { Type = JsonSchemaType.String, Format = type.Contains("spreadsheetml", StringComparison.Ordinal) ? "binary" : null };
}
