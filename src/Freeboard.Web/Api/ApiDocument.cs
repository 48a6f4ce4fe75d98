using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Freeboard.Services.Access;
using Freeboard.Services.Runs;
using Freeboard.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Freeboard.Web.Api;

/// <summary>The API described by itself, OpenAPI 3.1, at /api/v1/openapi.json.</summary>
internal static class ApiDocument
{
    private static readonly (string Status, string Text)[] Refusals = [("400", "A parameter of the address is unknown to the call, or malformed."), ("401", "No key, or one that is not in force."), ("403", "The caller may not do that."), ("429", "Too many calls in a minute.")];

    public static void AddTo(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddOpenApi("openapi", static document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.ShouldInclude = static _ => true;
            document.AddSchemaTransformer(static (schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type.IsDefined(typeof(JsonUnmappedMemberHandlingAttribute), false))
                {
                    // Said of bodies and forms: what is not known is refused.
                    schema.AdditionalPropertiesAllowed = false;
                }

                // An absent value is an absent key, and may be left out of a body.
                foreach (JsonPropertyInfo member in context.JsonTypeInfo.Properties)
                {
                    if (member.IsGetNullable)
                    {
                        schema.Required?.Remove(member.Name);
                    }
                }

                if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
                {
                    schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
                    schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable word for what went wrong." };
                    schema.Properties["errorCount"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Errors of an input's rows, listed or not." };
                    schema.Properties["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = "Errors of an input's rows: file, line, column, code, reason, cure.", Items = new OpenApiSchema { Type = JsonSchemaType.Object } };
                }

                return Task.CompletedTask;
            });
            document.AddOperationTransformer(static async (operation, context, cancellationToken) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any(static a => a.Policy == Policies.ApiName(Right.Administer)))
                {
                    // No key manages accounts.
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", context.Document)] = [] }];
                }

                // Every call can be refused so.
                operation.Responses ??= [];
                OpenApiSchema problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken);
                foreach ((string status, string text) in Refusals)
                {
                    operation.Responses.TryAdd(status, new OpenApiResponse { Description = text, Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } } });
                }
            });
            document.AddDocumentTransformer(static (api, _, _) =>
            {
                api.Info = new OpenApiInfo
                {
                    Title = "Freeboard",
                    Version = "v1",
                    Description = "Credit risk of listed companies. Numbers are JSON numbers with up to 17 significant digits; an absent number is an absent key. Errors are problem documents (RFC 9457) with a code, and errors of rows with file, line, column, code, reason and cure.",
                };
                api.Servers = [];
                api.Components ??= new OpenApiComponents();
                api.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of the account page: fbk_..." },
                    ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SessionCookie.Name, Description = "The session of a signed-in browser; calls that change something must come from a page of this server." },
                };
                api.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", api)] = [] },
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", api)] = [] },
                ];
                return Task.CompletedTask;
            });
        });
    }

    public static void Map(IEndpointRouteBuilder api) => api.MapOpenApi("/{documentName}.json").ForApi(Right.Read);

    /// <summary>The version that made an answer.</summary>
    public static string Version => RunIdentity.Version;
}
