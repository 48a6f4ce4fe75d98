using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Freeboard.Reporting.Figures;

/// <summary>A sentence as HTML.</summary>
internal static partial class ProseHtml
{
    /// <summary>Encodes a sentence, makes bold what stands between double asterisks, and keeps dates on one line.</summary>
    /// <param name="text">The sentence.</param>
    internal static string Of(string text)
    {
        string[] parts = HtmlEncoder.Default.Encode(text).Split("**");
        string joined = string.Concat(parts.Select(static (part, i) => i % 2 == 1 ? $"<b>{part}</b>" : part));
        return Date().Replace(joined, static m => $"<span class=\"nb\">{m.Value}</span>");
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z;])\d{4}-\d{2}(-\d{2})?(?![0-9])")]
    private static partial Regex Date();
}
