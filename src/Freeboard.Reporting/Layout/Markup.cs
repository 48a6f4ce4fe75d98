using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Freeboard.Reporting.Layout;

/// <summary>Components as HTML text.</summary>
public static partial class Markup
{
    // The components ask for nothing, so that one empty container serves every page.
    private static readonly ServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    /// <summary>Renders a component.</summary>
    /// <typeparam name="TRoot">The component.</typeparam>
    /// <param name="parameters">Its parameters by name.</param>
    /// <returns>HTML, with the letters of every script as themselves.</returns>
    public static async Task<string> OfAsync<TRoot>(IDictionary<string, object?> parameters)
        where TRoot : IComponent
    {
        await using HtmlRenderer renderer = new(Nothing, NullLoggerFactory.Instance);
        string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TRoot>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Readable(html);
    }

    /// <summary>The renderer writes every letter beyond Latin as a numeric reference, eight bytes for three; markup has none of these letters.</summary>
    internal static string Readable(string html) => Reference().Replace(html, static m =>
    {
        int code = int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return code < 0xA0 || code is >= 0xD800 and <= 0xDFFF ? m.Value : char.ConvertFromUtf32(code);
    });

    [GeneratedRegex("&#x([0-9A-F]{2,6});")]
    private static partial Regex Reference();
}
