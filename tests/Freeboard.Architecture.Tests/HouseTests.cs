using System.Text.RegularExpressions;

namespace Freeboard.Architecture.Tests;

/// <summary>ARCHITECTURE.md says what is on the disk; folders are chapters and namespaces; each chapter has a page.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Projects = ["Freeboard", "Freeboard.Data", "Freeboard.Services", "Freeboard.Reporting", "Freeboard.Web", "Freeboard.Cli"];

    [Fact]
    public void The_list_of_folders_in_ARCHITECTURE_equals_the_disk()
    {
        string text = File.ReadAllText(Repository.PathOf("ARCHITECTURE.md"));
        string[] listed = [.. FolderLine().Matches(text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];
        string[] onDisk = [.. Projects.SelectMany(FoldersOf).Order(StringComparer.Ordinal)];
        Assert.Equal(onDisk, listed);
    }

    [Fact]
    public void Every_folder_with_code_has_a_page_in_docs()
    {
        // The folders of Reporting are parts of one page, and those of Web parts of one site, so they share one page of documentation each.
        string[] missing = [.. Projects.Where(project => project != "Freeboard.Cli").SelectMany(FoldersOf)
            .Select(folder => folder.StartsWith("Freeboard.Reporting/", StringComparison.Ordinal) ? "report" : folder.StartsWith("Freeboard.Web/", StringComparison.Ordinal) ? "serve" : KebabCase(folder.Split('/')[1]))
            .Where(page => !File.Exists(Repository.PathOf("docs", page + ".md")))];
        Assert.Empty(missing);
    }

    [Fact]
    public void A_folder_is_a_chapter_of_the_field_never_a_kind_of_code()
    {
        string[] banned = ["Models", "Helpers", "Utils", "Utilities", "Common", "Interfaces", "Extensions", "Misc", "Shared", "Managers"];
        Assert.DoesNotContain(Projects.SelectMany(FoldersOf), folder => banned.Contains(folder.Split('/')[1], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        List<string> offenders = [];
        foreach (string project in Projects)
        {
            foreach (string file in Repository.SourceFiles(project))
            {
                Match declared = NamespaceLine().Match(File.ReadAllText(file));
                string relative = Path.GetRelativePath(Repository.PathOf("src", project), Path.GetDirectoryName(file)!);
                string expected = relative == "." ? project : $"{project}.{relative.Replace(Path.DirectorySeparatorChar, '.')}";
                if (declared.Success && declared.Groups[1].Value != expected)
                {
                    offenders.Add($"{Path.GetRelativePath(Repository.Root, file)}: {declared.Groups[1].Value} should be {expected}");
                }
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_version_stands_in_one_place_and_the_changelog_has_it()
    {
        string version = Regex.Match(File.ReadAllText(Repository.PathOf("Directory.Build.props")), "<Version>(.+?)</Version>").Groups[1].Value;
        Assert.Contains($"## {version}", File.ReadAllText(Repository.PathOf("CHANGELOG.md")), StringComparison.Ordinal);
        Assert.StartsWith(version, typeof(Structural.MertonInputs).Assembly.GetName().Version!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>First-level folders of a project that hold code: <c>Project/Folder</c>.</summary>
    private static IEnumerable<string> FoldersOf(string project) => Repository.SourceFiles(project)
        .Concat(Directory.EnumerateFiles(Repository.PathOf("src", project), "*.razor", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.PathOf("src", project), file))
        .Where(file => file.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) && !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal))
        .Select(file => $"{project}/{file.Split(Path.DirectorySeparatorChar)[0]}")
        .Distinct(StringComparer.Ordinal);

    private static string KebabCase(string name) => Capital().Replace(name, match => (match.Index == 0 ? "" : "-") + match.Value.ToLowerInvariant());

    [GeneratedRegex(@"^- `((?:Freeboard)[A-Za-z.]*/[A-Za-z]+)`", RegexOptions.Multiline)]
    private static partial Regex FolderLine();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
