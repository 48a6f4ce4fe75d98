using System.Text.RegularExpressions;
using Freeboard.Reporting.Language;

namespace Freeboard.Web.Tests.Site;

/// <summary>Errors and notes are written in English where they are made, with their names and figures; a Chinese page has a sentence of its own for each code. A code that is new here has none yet.</summary>
public sealed partial class Every_code_has_a_Chinese_sentence
{
    /// <summary>Where the codes are made that a page can show.</summary>
    private static readonly string[] Folders =
    [
        "Freeboard.Data/Import", "Freeboard.Services/Assess", "Freeboard.Services/Explain", "Freeboard.Services/Import", "Freeboard.Services/Labels", "Freeboard.Services/Macro",
        "Freeboard.Services/Migration", "Freeboard.Services/Monitoring", "Freeboard.Services/Portfolio", "Freeboard.Services/Tables", "Freeboard.Services/Validate", "Freeboard.Web",
    ];

    [Fact]
    public void Every_code_that_a_page_can_show_has_one()
    {
        Phrasebook words = Web.Site.Words.For("zh-CN");
        string[] codes =
        [
            .. Folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Server.Root, "src", folder), "*.cs", SearchOption.AllDirectories))
                .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin" or "Api"))
                .SelectMany(static file => Literal().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        Assert.True(codes.Length > 250, $"only {codes.Length} codes were found");
        Assert.DoesNotContain(codes, code => words.Find($"row.{code}") is null && words.Find($"note.{code}") is null && words.Find($"error.{code}.text") is null && words.Find($"move.{code}") is null);
    }

    [Fact]
    public void No_sentence_is_of_a_code_that_is_not_there()
    {
        string all = string.Concat(Directory.EnumerateFiles(Path.Combine(Server.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.DoesNotContain(Web.Site.Words.For("zh-CN").Keys, key => key.StartsWith("row.", StringComparison.Ordinal) && !all.Contains($"\"{key[4..]}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_says_what_is_wrong_and_ends() => Assert.All(
        Web.Site.Words.For("zh-CN").Keys.Where(static key => key.StartsWith("row.", StringComparison.Ordinal)),
        static key => Assert.Matches(@"^[^\n]{8,}。$", Web.Site.Words.For("zh-CN")[key]));

    [GeneratedRegex("\"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)\"")]
    private static partial Regex Literal();
}
