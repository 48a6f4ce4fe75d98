using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Freeboard.Web.Docs;

/// <summary>The documents of docs/ as HTML: headings, paragraphs, lists, tables, code, links. What else Markdown has is shown as text; nothing of a document becomes markup of its own.</summary>
internal static partial class Markdown
{
    /// <summary>The first heading of a document.</summary>
    public static string TitleOf(string text) => text.Split('\n').FirstOrDefault(static l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? "";

    /// <summary>A document as HTML.</summary>
    /// <param name="text">The document.</param>
    /// <param name="address">Address of another document by its name; null when there is none.</param>
    public static string ToHtml(string text, Func<string, string?> address)
    {
        StringBuilder html = new();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int tables = 0;
        for (int i = 0; i < lines.Length;)
        {
            string line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.FindIndex(lines, i + 1, static l => l.StartsWith("```", StringComparison.Ordinal));
                end = end < 0 ? lines.Length : end;
                html.Append("<pre class=\"cmd\" tabindex=\"0\">").Append(Encode(string.Join('\n', lines[(i + 1)..end]))).Append("</pre>\n");
                i = Math.Min(lines.Length, end + 1);
            }
            else if (HeadingLine().Match(line) is { Success: true } heading)
            {
                int level = heading.Groups[1].Length;
                html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<h{level} id=\"{Encode(Slug(heading.Groups[2].Value))}\">{Inline(heading.Groups[2].Value, address)}</h{level}>\n");
                i++;
            }
            else if (line.StartsWith('|') && i + 1 < lines.Length && RuleLine().IsMatch(lines[i + 1]))
            {
                int end = i + 2;
                while (end < lines.Length && lines[end].StartsWith('|'))
                {
                    end++;
                }

                Table(html, lines[i..end], address, ++tables);
                i = end;
            }
            else if (ItemLine().IsMatch(line))
            {
                i = List(html, lines, i, address);
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                i++;
            }
            else
            {
                int end = i + 1;
                while (end < lines.Length && !string.IsNullOrWhiteSpace(lines[end]) && !lines[end].StartsWith("```", StringComparison.Ordinal) && !HeadingLine().IsMatch(lines[end]) && !ItemLine().IsMatch(lines[end]) && !lines[end].StartsWith('|'))
                {
                    end++;
                }

                html.Append("<p>").Append(Inline(string.Join(' ', lines[i..end]), address)).Append("</p>\n");
                i = end;
            }
        }

        return html.ToString();
    }

    private static int List(StringBuilder html, string[] lines, int from, Func<string, string?> address)
    {
        bool numbered = char.IsAsciiDigit(lines[from].TrimStart()[0]);
        html.Append(numbered ? "<ol>" : "<ul>");
        int i = from;
        while (i < lines.Length && ItemLine().Match(lines[i]) is { Success: true } item)
        {
            List<string> parts = [lines[i][item.Length..]];
            for (i++; i < lines.Length && lines[i].StartsWith("  ", StringComparison.Ordinal) && !ItemLine().IsMatch(lines[i]); i++)
            {
                parts.Add(lines[i].Trim());
            }

            html.Append("<li>").Append(Inline(string.Join(' ', parts), address)).Append("</li>");
        }

        html.Append(numbered ? "</ol>\n" : "</ul>\n");
        return i;
    }

    private static void Table(StringBuilder html, string[] rows, Func<string, string?> address, int number)
    {
        html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{number}\"><table class=\"tbl\"><thead><tr>");
        foreach (string cell in Cells(rows[0]))
        {
            html.Append("<th scope=\"col\">").Append(Inline(cell, address)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (string row in rows.Skip(2))
        {
            html.Append("<tr>").AppendJoin("", Cells(row).Select(c => $"<td>{Inline(c, address)}</td>")).Append("</tr>");
        }

        html.Append("</tbody></table></div>\n");
    }

    // A bar inside code or after a backslash is no border.
    private static IEnumerable<string> Cells(string row)
    {
        StringBuilder cell = new();
        bool code = false;
        string inner = row.Trim().TrimStart('|');
        for (int i = 0; i < inner.Length; i++)
        {
            char c = inner[i];
            if (c == '\\' && i + 1 < inner.Length && inner[i + 1] == '|')
            {
                cell.Append('|');
                i++;
            }
            else if (c == '|' && !code)
            {
                yield return cell.ToString().Trim();
                cell.Clear();
            }
            else
            {
                code ^= c == '`';
                cell.Append(c);
            }
        }

        if (cell.ToString().Trim().Length > 0)
        {
            yield return cell.ToString().Trim();
        }
    }

    private static string Inline(string text, Func<string, string?> address)
    {
        StringBuilder html = new();
        int at = 0;
        foreach (Match match in Mark().Matches(text))
        {
            html.Append(Encode(text[at..match.Index]));
            at = match.Index + match.Length;
            if (match.Groups["code"].Success)
            {
                html.Append("<code>").Append(Encode(match.Groups["code"].Value)).Append("</code>");
            }
            else if (match.Groups["bold"].Success)
            {
                html.Append("<b>").Append(Inline(match.Groups["bold"].Value, address)).Append("</b>");
            }
            else if (match.Groups["image"].Success)
            {
                html.Append("<i>").Append(Encode(match.Groups["image"].Value)).Append("</i>");
            }
            else
            {
                string words = Inline(match.Groups["words"].Value, address);
                string target = match.Groups["target"].Value;
                string? href = target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith('#') ? target : address(target);
                html.Append(href is null ? words : $"<a href=\"{Encode(href)}\">{words}</a>");
            }
        }

        return html.Append(Encode(text[at..])).ToString();
    }

    private static string Slug(string heading) => string.Concat(heading.ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex(@"^(#{1,4}) (.+?)\s*$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^\|[\s:|-]+\|?\s*$")]
    private static partial Regex RuleLine();

    [GeneratedRegex(@"^\s*(?:[*-]|\d+\.) ")]
    private static partial Regex ItemLine();

    [GeneratedRegex(@"`(?<code>[^`]+)`|\*\*(?<bold>.+?)\*\*|!\[(?<image>[^\]]*)\]\([^)]*\)|\[(?<words>[^\]]+)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Mark();
}
