using System.Diagnostics;
using System.Text.Json;

namespace Freeboard.Architecture.Tests;

/// <summary>The bill of materials names every package of the lock files, once, with what it needs; the lock files are those of the projects.</summary>
public sealed class BillOfMaterialsTests
{
    [Fact]
    public void Every_package_of_every_shipped_project_is_in_the_bill_of_materials_and_the_same_locks_give_the_same_bytes()
    {
        string folder = Directory.CreateTempSubdirectory("freeboard-sbom-").FullName;
        try
        {
            string first = Write(Path.Combine(folder, "a.json"));
            Assert.Equal(first, Write(Path.Combine(folder, "b.json")));
            using JsonDocument bill = JsonDocument.Parse(first);
            JsonElement root = bill.RootElement;
            Assert.Equal(("CycloneDX", "1.6"), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString()));
            Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", root.GetProperty("serialNumber").GetString());
            string[] references = [.. root.GetProperty("components").EnumerateArray().Select(static c => c.GetProperty("bom-ref").GetString()!)];
            Assert.Equal(references.Distinct(StringComparer.OrdinalIgnoreCase).Count(), references.Length);
            Assert.All(root.GetProperty("components").EnumerateArray(), static c =>
            {
                Assert.Matches("^(library|framework)$", c.GetProperty("type").GetString());
                Assert.Equal(c.GetProperty("purl").GetString(), c.GetProperty("bom-ref").GetString());
            });
            HashSet<string> known = [.. references, root.GetProperty("metadata").GetProperty("component").GetProperty("bom-ref").GetString()!];
            foreach (JsonElement dependency in root.GetProperty("dependencies").EnumerateArray())
            {
                Assert.Contains(dependency.GetProperty("ref").GetString()!, known);
                Assert.All(dependency.GetProperty("dependsOn").EnumerateArray(), other => Assert.Contains(other.GetString()!, known));
            }

            foreach (string project in Directory.GetDirectories(Repository.PathOf("src")).Where(static p => Directory.GetFiles(p, "*.csproj").Length > 0))
            {
                using JsonDocument locks = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "packages.lock.json")));
                foreach (JsonProperty package in locks.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(static f => f.Value.EnumerateObject()).Where(static p => p.Value.GetProperty("type").GetString() != "Project"))
                {
                    Assert.Contains($"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}", known, StringComparer.OrdinalIgnoreCase);
                }
            }

            Assert.Contains(references, static r => r.StartsWith("pkg:npm/echarts@", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { Repository.PathOf("eng", "sbom.py"), path }, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllText(path);
    }
}
