using System.Reflection;
using System.Text;

namespace Freeboard.Reporting.Layout;

/// <summary>Style sheets, script and fonts that are built into this assembly.</summary>
public static class Assets
{
    private static readonly string[] Sheets = ["tokens.css", "page.css", "figures.css", "market.css", "firm.css", "monitor.css", "print.css"];

    /// <summary>All style sheets with the Latin fonts inlined; Chinese falls back to the reader's own fonts.</summary>
    public static string Style { get; } = string.Concat(Fonts(), string.Concat(Sheets.Select(static s => Text(s))));

    /// <summary>The charts bundle.</summary>
    public static string Script { get; } = Text("freeboard.js");

    private static string Fonts() =>
        Font("Source Sans 3 Variable", "source-sans-3.woff2") + Font("Source Serif 4 Variable", "source-serif-4.woff2");

    private static string Font(string family, string name) =>
        $"@font-face{{font-family:\"{family}\";font-weight:200 900;font-display:swap;"
        + $"src:url(data:font/woff2;base64,{Convert.ToBase64String(Bytes(name))}) format(\"woff2\");"
        + "unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215}\n";

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).TrimStart('\uFEFF');

    private static byte[] Bytes(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file {name} is missing from the assembly: build the charts.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
