using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Freeboard.Services.Access;
using Freeboard.Services.Depth;
using Freeboard.Structural;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Docs;

/// <summary>What the model does: a worked example that is solved as it is read, and the documents that are shipped.</summary>
internal static class DocsPage
{
    /// <summary>The inputs of the worked example, in the order of <see cref="MertonInputs"/>.</summary>
    public static readonly string[] Inputs = ["E", "sigmaE", "D", "r", "T"];

    private static readonly FrozenDictionary<string, (string Title, string Text)> Documents = Load();

    /// <summary>Name and title of every document but the list of them, by title.</summary>
    public static IEnumerable<(string Name, string Title)> Titles => Documents.Where(static d => d.Key != "README").Select(static d => (d.Key, d.Value.Title)).OrderBy(static d => d.Title, StringComparer.Ordinal);

    /// <summary>The text of a document; null when there is none.</summary>
    public static string? TextOf(string name) => Documents.TryGetValue(name, out (string Title, string Text) document) ? document.Text : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/docs", (Delegate)ShowAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/docs/{name}", static (HttpContext http, string name) => OneAsync(http, name)).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static Task<IResult> ShowAsync(HttpContext http)
    {
        WebFrame frame = new(http);
        MertonInputs usual = WorkedExample.Hull;
        double[] values = [usual.EquityValue, usual.EquityVolatility, usual.DefaultPoint, usual.RiskFreeRate, usual.HorizonYears];
        bool malformed = false;
        for (int i = 0; i < Inputs.Length; i++)
        {
            if (frame.Query(Inputs[i]) is { } text)
            {
                malformed |= !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]);
            }
        }

        return Show.PageAsync<DocsBody>(http, frame.Words["docs.title"], NavItem.Docs, parameters: new()
        {
            [nameof(DocsBody.Example)] = malformed ? null : WorkedExample.Of(new MertonInputs { EquityValue = values[0], EquityVolatility = values[1], DefaultPoint = values[2], RiskFreeRate = values[3], HorizonYears = values[4] }),
            [nameof(DocsBody.Documents)] = Titles.ToArray(),
        });
    }

    private static async Task<IResult> OneAsync(HttpContext http, string name)
    {
        if (!Documents.TryGetValue(name, out (string Title, string Text) document))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-DOCUMENT", $"There is no document '{name}'. The page of documents has them all."));
            return Results.Empty;
        }

        return await Show.PageAsync<DocumentBody>(http, document.Title, NavItem.Docs, parameters: new() { [nameof(DocumentBody.Html)] = Markdown.ToHtml(document.Text, AddressOf) });
    }

    private static string? AddressOf(string target)
    {
        string[] parts = target.Split('#', 2);
        string name = parts[0].EndsWith(".md", StringComparison.Ordinal) ? parts[0][..^3] : "";
        return Documents.ContainsKey(name) ? "/docs/" + name + (parts.Length > 1 ? "#" + parts[1] : "") : null;
    }

    private static FrozenDictionary<string, (string Title, string Text)> Load()
    {
        Assembly assembly = typeof(DocsPage).Assembly;
        Dictionary<string, (string, string)> documents = new(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames().Where(static n => n.StartsWith("docs/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            string text = reader.ReadToEnd();
            documents[resource[5..]] = (Markdown.TitleOf(text), text);
        }

        return documents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
