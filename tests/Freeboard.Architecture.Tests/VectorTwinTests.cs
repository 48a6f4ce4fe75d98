using System.Text.RegularExpressions;

namespace Freeboard.Architecture.Tests;

/// <summary>The 256-bit kernels are written from the 512-bit ones by a script; a change made to one of them alone would be lost or would part the two.</summary>
public sealed partial class VectorTwinTests
{
    [Fact]
    public void Every_256_bit_file_of_the_script_is_its_512_bit_twin_with_the_number_replaced()
    {
        string folder = "";
        int compared = 0;
        foreach (string line in File.ReadAllLines(Repository.PathOf("eng", "vector-twins.sh")))
        {
            if (FolderLine().Match(line) is { Success: true } entered)
            {
                folder = Repository.PathOf("src", "Freeboard", "Structural", entered.Groups["path"].Value);
            }
            else if (NamesLine().Match(line) is { Success: true } names)
            {
                foreach (string name in names.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    string wide = File.ReadAllText(Path.Combine(folder, name + "512.cs"));
                    Assert.Equal(wide.Replace("512", "256", StringComparison.Ordinal), File.ReadAllText(Path.Combine(folder, name + "256.cs")));
                    compared++;
                }
            }
        }

        Assert.Equal(13, compared);
    }

    [GeneratedRegex(@"^cd .*/(?<path>\w+)""?$")]
    private static partial Regex FolderLine();

    [GeneratedRegex("^for name in (?<names>.*); do$")]
    private static partial Regex NamesLine();
}
