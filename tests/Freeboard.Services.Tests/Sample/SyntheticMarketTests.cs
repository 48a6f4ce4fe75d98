using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Provenance;
using Freeboard.Services.Sample;

namespace Freeboard.Services.Tests.Sample;

public sealed class SyntheticMarketTests
{
    // Not a foreign number but our own: it changes whenever the generator does, and then GeneratorVersion must rise.
    private const string SnapshotOfSeed1 = "c2918690391b649f4a3d365b6dd4c0e696049cb1aec3656c26674f596beb1c6e";

    private static readonly SyntheticMarketOptions Small = new() { Seed = 7, Firms = 12, Years = 2 };

    [Fact]
    public void The_same_options_give_the_same_bytes_and_another_seed_gives_others()
    {
        using TemporaryFolder folder = new();
        SyntheticMarketResult first = SyntheticMarket.Write(folder.Inside("a"), Small);
        SyntheticMarketResult second = SyntheticMarket.Write(folder.Inside("b"), Small);
        SyntheticMarketResult other = SyntheticMarket.Write(folder.Inside("c"), Small with { Seed = 8 });
        Assert.Empty(first.Errors);
        Assert.Equal(first.Files, second.Files);
        Assert.NotEqual(Hash(first, "prices.csv"), Hash(other, "prices.csv"));
        Assert.All(first.Files, f => Assert.Equal(f.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Inside("b"), f.Name))))));
    }

    [Fact]
    public void The_bytes_do_not_follow_the_culture()
    {
        using TemporaryFolder folder = new();
        SyntheticMarketResult invariant = SyntheticMarket.Write(folder.Inside("a"), Small);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // A comma for the decimal point, and a calendar that does not count years from year 1.
            foreach (string culture in new[] { "de-DE", "th-TH" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal(invariant.Files, SyntheticMarket.Write(folder.Inside(culture), Small).Files);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_firm_does_not_depend_on_the_others_or_on_their_order()
    {
        SampleWorld world = new(Small);
        SampleFirm[] forwards = [.. Enumerable.Range(0, 12).Select(i => SampleFirm.Make(world, i))];
        SampleFirm[] backwards = [.. Enumerable.Range(0, 12).Reverse().Select(i => SampleFirm.Make(new SampleWorld(Small with { Firms = 60 }), i)).Reverse()];
        for (int i = 0; i < forwards.Length; i++)
        {
            Assert.Equal(forwards[i].Character, backwards[i].Character);
            Assert.Equal(forwards[i].Path.AssetValue, backwards[i].Path.AssetValue);
            Assert.Equal(forwards[i].Statements, backwards[i].Statements);
            Assert.Equal(forwards[i].Events.Changes, backwards[i].Events.Changes);
        }
    }

    [Fact]
    public void A_larger_market_holds_the_smaller_one_unchanged()
    {
        using TemporaryFolder folder = new();
        SyntheticMarket.Write(folder.Inside("12"), Small);
        SyntheticMarket.Write(folder.Inside("20"), Small with { Firms = 20 });
        foreach (string file in new[] { "prices.csv", "statements.csv", "shares.csv", "labels.csv", "firms.csv", "truth/truth.csv" })
        {
            string small = File.ReadAllText(Path.Combine(folder.Inside("12"), file));
            Assert.StartsWith(small, File.ReadAllText(Path.Combine(folder.Inside("20"), file)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Snapshot_of_the_default_market_of_seed_1()
    {
        using TemporaryFolder folder = new();
        SyntheticMarketResult result = SyntheticMarket.Write(folder.Path, new SyntheticMarketOptions { Seed = 1 });
        string all = string.Concat(result.Files.Select(f => $"{f.Name} {f.Sha256}\n"));
        Assert.Equal(SnapshotOfSeed1, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))));
    }

    [Fact]
    public void The_sample_market_of_the_repository_is_what_the_generator_writes()
    {
        using TemporaryFolder folder = new();
        SyntheticMarketResult written = SyntheticMarket.Write(folder.Path, Small);
        string stored = RepositoryFiles.Path("samples", "market");
        Assert.All(written.Files, f => Assert.True(
            File.ReadAllBytes(Path.Combine(folder.Path, f.Name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(stored, f.Name))),
            $"samples/market/{f.Name} is stale: write it again with seed 7, 12 firms, 2 years"));
        string[] extra = [.. Directory.GetFiles(stored, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(stored, p).Replace('\\', '/')).Except(written.Files.Select(f => f.Name))];
        Assert.Equal(["README.md"], extra);
        Assert.True(written.Files.Sum(f => f.Length) < 1_500_000);
    }

    [Fact]
    public void A_former_sample_is_replaced()
    {
        using TemporaryFolder folder = new();
        SyntheticMarket.Write(folder.Inside("a"), Small with { Firms = 3 });
        SyntheticMarketResult second = SyntheticMarket.Write(folder.Inside("a"), Small);
        Assert.Empty(second.Errors);
        Assert.Equal(SyntheticMarket.Write(folder.Inside("b"), Small).Files, second.Files);
        Assert.Equal(second.Files.Count, Directory.GetFiles(folder.Inside("a"), "*", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("notes.txt", false)]
    [InlineData("prices.csv", false)]
    [InlineData("notes.txt", true)]
    [InlineData("truth/mine.csv", true)]
    public void A_folder_with_anything_else_is_refused_and_left_alone(string foreign, bool besideASample)
    {
        using TemporaryFolder folder = new();
        if (besideASample)
        {
            SyntheticMarket.Write(folder.Path, Small with { Firms = 1 });
        }

        File.WriteAllText(folder.Inside(foreign), "mine");
        Dictionary<string, string> before = Contents(folder.Path);
        SyntheticMarketResult result = SyntheticMarket.Write(folder.Path, Small);
        RowError error = Assert.Single(result.Errors);
        Assert.Equal("SAMPLE-DIRECTORY-NOT-EMPTY", error.Code);
        Assert.Contains(foreign, error.Reason, StringComparison.Ordinal);
        Assert.Empty(result.Files);
        Assert.Equal(before, Contents(folder.Path));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.Inside("market"), "mine");
        Assert.Equal("SAMPLE-NOT-A-DIRECTORY", Assert.Single(SyntheticMarket.Write(folder.Inside("market"), Small).Errors).Code);
        Assert.Equal("mine", File.ReadAllText(folder.Inside("market")));
    }

    [Fact]
    public void A_cancelled_writing_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => SyntheticMarket.Write(folder.Inside("new"), Small, source.Token));
        Assert.False(Directory.Exists(folder.Inside("new")));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Seed = 1, Firms = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Seed = 1, Firms = 10_000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Seed = 1, Years = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Seed = 1, FirstDay = new DateOnly(1900, 1, 1) });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(61, 1)]
    public void Every_size_of_market_can_be_written(int firms, int years)
    {
        using TemporaryFolder folder = new();
        SyntheticMarketOptions options = new() { Seed = 3, Firms = firms, Years = years, FirstDay = new DateOnly(2020, 2, 29) };
        Assert.Empty(SyntheticMarket.Write(folder.Path, options).Errors);
    }

    private static string Hash(SyntheticMarketResult result, string file) => result.Files.Single(f => f.Name == file).Sha256;

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(p => p, File.ReadAllText);
}
