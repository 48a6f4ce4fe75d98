using System.Reflection;
using System.Text.RegularExpressions;

namespace Freeboard.Data.Tests.Import;

public sealed partial class ErrorCodeDocumentationTests
{
    [Fact]
    public void Every_code_in_the_source_stands_in_the_documentation_and_the_other_way_round()
    {
        string root = typeof(ErrorCodeDocumentationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string[] inSource = [.. Directory.EnumerateFiles(Path.Combine(root, "src", "Freeboard.Data"), "*.cs", SearchOption.AllDirectories)
            .Where(p => !p.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .SelectMany(p => Quoted().Matches(File.ReadAllText(p)).Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal)];
        string documented = string.Concat(((string[])["import.md", "store.md", "facts.md"]).Select(page => File.ReadAllText(Path.Combine(root, "docs", page))));
        string[] inDocs = [.. Word().Matches(documented).Select(m => m.Value).Where(w => w is not ("SHA-256" or "UTF-8" or "UTF-16")).Distinct().Order(StringComparer.Ordinal)];

        Assert.True(inSource.Length > 80);
        Assert.Equal(inSource, inDocs);
    }

    [GeneratedRegex("\"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\b")]
    private static partial Regex Word();
}
