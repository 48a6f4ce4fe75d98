using System.IO.Compression;
using System.Text;

namespace Freeboard.Cli.Tests;

/// <summary>A bundle may come from anywhere: one whose manifest names files elsewhere unpacks nothing.</summary>
public sealed class BundlePathTests
{
    private static readonly string[] Steps = ["../", "..\\", "inputs/../", "inputs/../../", "inputs/..\\..\\", "./", "inputs/./", "/", "C:", "\\\\server\\", "inputs/C:", "..;/", "inputs/../result/", "result/../../", "documents/..%2f", "~/", "inputs//", "inputs/\u2025/", "inputs/..\0/", "..."];

    private static readonly string[] Targets = ["canary.txt", "etc/passwd", "tmp/canary.txt", "inputs/canary.txt"];

    [Fact]
    public void Two_hundred_and_forty_paths_of_a_bundle_that_lie_elsewhere_are_refused_and_nothing_is_written()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest").Code);
        string bundle = sandbox.Path("run.zip");
        Assert.Equal(0, CommandRun.Of(["runs", "export", "latest", "--store", sandbox.Store, "--out", bundle, "--inputs", Sandbox.Sample("market")]).Code);
        Dictionary<string, byte[]> parts = [];
        using (ZipArchive archive = ZipFile.OpenRead(bundle))
        {
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using MemoryStream bytes = new();
                using Stream stream = entry.Open();
                stream.CopyTo(bytes);
                parts.Add(entry.FullName, bytes.ToArray());
            }
        }

        string manifest = Encoding.UTF8.GetString(parts["manifest.json"]);
        Assert.Contains("\"inputs/rates.csv\"", manifest, StringComparison.Ordinal);
        int refused = 0;
        foreach (string step in Steps)
        {
            foreach (int depth in (int[])[1, 3, 9])
            {
                foreach (string target in Targets)
                {
                    string path = string.Concat(Enumerable.Repeat(step, depth)) + target;
                    string hostile = sandbox.Path("hostile.zip");
                    using (ZipArchive archive = new(File.Create(hostile), ZipArchiveMode.Create))
                    {
                        foreach ((string name, byte[] bytes) in parts)
                        {
                            using Stream stream = archive.CreateEntry(name == "inputs/rates.csv" ? path : name, CompressionLevel.NoCompression).Open();
                            stream.Write(name == "manifest.json" ? Encoding.UTF8.GetBytes(manifest.Replace("\"inputs/rates.csv\"", System.Text.Json.JsonSerializer.Serialize(path), StringComparison.Ordinal)) : bytes);
                        }
                    }

                    CommandRun run = CommandRun.Of(["runs", "replay", hostile]);

                    // A name like ..%2f is one of a file where it belongs; what the run read is missing then.
                    Assert.True(run.Code == ExitCode.DataRejected || (path.StartsWith("documents/..%2f", StringComparison.Ordinal) && run.Code == ExitCode.Partial), $"'{path}' ended with {run.Code}: {run.Error}");
                    Assert.Matches("[A-Z]+-[A-Z]+ |not the same", run.Error);
                    refused++;
                }
            }
        }

        Assert.Equal(240, refused);
        Assert.Empty(Directory.GetFiles(sandbox.Folder, "canary*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "canary.txt"));
    }
}
