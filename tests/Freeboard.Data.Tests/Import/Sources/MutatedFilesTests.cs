using System.Diagnostics;
using Freeboard.Data.Import;
using Freeboard.Numerics;
using Freeboard.Provenance;
using Xunit.Abstractions;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Files of every family spoilt at random (own generator, fixed seed): no exception, no hang, and every rejection says where and why.</summary>
public sealed class MutatedFilesTests(ITestOutputHelper output)
{
    /// <summary>Seed of the hundred thousand.</summary>
    public const ulong LongSeed = 77;

    private const double LongestSeconds = 30;

    [Theory]
    [InlineData("text")]
    [InlineData("gbk")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("xlsx")]
    [InlineData("mapping")]
    public void Two_thousand_mutated_files_of_a_family_are_refused_or_read(string family) => output.WriteLine(Run(family, 0, 2000, seed: 20240511));

    [Theory]
    [Trait("Length", "Long")]
    [InlineData("text")]
    [InlineData("gbk")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("xlsx")]
    [InlineData("mapping")]
    public void A_hundred_thousand_mutated_files_of_a_family_are_refused_or_read(string family) => output.WriteLine(Run(family, 0, 100_000, LongSeed));

    /// <summary>Spoils and reads files; every one has a random stream of its own, so that a long run can be made in pieces.</summary>
    /// <returns>What became of them.</returns>
    public static string Run(string family, int from, int count, ulong seed)
    {
        List<(string Name, byte[] Bytes)> seeds = [.. SeedsOf(family)];
        using SourceFolder folder = new();
        int accepted = 0;
        int rejected = 0;
        double slowest = 0;
        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        if (family == "mapping")
        {
            folder.With("quotes.csv", MappedQuotes.Utf8);
        }

        for (int i = from; i < from + count; i++)
        {
            PhiloxStream random = new(seed, (uint)i);
            (string name, byte[] bytes) = seeds[(int)(random.NextUniform() * seeds.Count)];
            byte[] spoilt = Mutate(bytes, ref random);
            string path = folder.PathOf(name);
            File.WriteAllBytes(path, spoilt);
            long started = Stopwatch.GetTimestamp();
            DataImportResult result = family == "mapping"
                ? DataImport.Run([folder.PathOf("quotes.csv")], new DataImportOptions { MappingPath = path, Reading = OptionsOf(i) }, new MemorySink())
                : DataImport.Run([path], new DataImportOptions { Reading = OptionsOf(i) }, new MemorySink());
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(started).TotalSeconds);
            Check(result, $"{family} {i} {name}");
            if (result.Accepted)
            {
                accepted++;
            }
            else
            {
                rejected++;
                codes[result.Errors[0].Code] = codes.GetValueOrDefault(result.Errors[0].Code) + 1;
            }
        }

        string told = $"{family}: {count} files, {accepted} accepted, {rejected} rejected, slowest {slowest:0.000} s; {string.Join(", ", codes.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"))}";
        Assert.True(slowest < LongestSeconds, $"a file took {slowest:0.0} s");
        Assert.True(rejected > count / 20, "hardly anything was refused: the mutations are too mild to prove anything");
        Assert.True(codes.Count >= 3);
        return told;
    }

    private static ImportOptions OptionsOf(int i) => new() { KeepGoing = i % 2 == 0, IgnoreExtraColumns = i % 3 == 0 };

    private static void Check(DataImportResult result, string what)
    {
        Assert.True(result.Accepted == (result.Errors.Count == 0), what);
        foreach (RowError error in result.Errors.Concat(result.Quarantined))
        {
            Assert.True(error.Code.Length > 0 && error.Reason.Length > 0 && error.Hint.Length > 0 && error.File.Length > 0, $"{what}: {error}");
            Assert.True(error.Line >= 0, $"{what}: {error}");
        }

        // A row that was set aside stands on a line of its file, and its fault in a column or in the whole row.
        Assert.All(result.Quarantined.Where(static e => e.Code is not ("BALANCE-PROOF" or "ASSETS-SIZE")), e => Assert.True(e.Line > 0, $"{what}: {e}"));
    }

    private static readonly FixtureTable MappedQuotes = new FixtureTable("quotes.csv", "Ticker", "Day", "Last", "Lots").Add("A", "02/01/2023", 10, 5).Add("A", "03/01/2023", 11, 6);

    private static IEnumerable<(string Name, byte[] Bytes)> SeedsOf(string family)
    {
        FixtureTable[] tables =
        [
            Short(VendorMarket.TushareDaily()), Short(VendorMarket.TushareBasic()), Short(VendorMarket.TushareBalance()), Short(VendorMarket.AkShareHistory()), Short(VendorMarket.Baostock()),
            Short(VendorMarket.NetEase()), Short(VendorMarket.CsmarDaily()), Short(VendorMarket.Crsp()), Short(VendorMarket.Compustat()), Short(VendorMarket.Yahoo()), Short(VendorMarket.Stooq()), Short(VendorMarket.SecSubmissions()), Short(VendorMarket.TushareShibor()),
        ];
        string mapping = """
            {"tables": [{"dataset": "prices", "files": "quotes*.csv", "dateFormat": "dd/MM/yyyy", "missing": ["n.a."],
              "columns": {"firm": "Ticker", "date": "Day", "close": {"column": "Last", "factor": 1}, "volume": {"column": "Lots", "unit": "lots"}}, "constants": {"state": "trading"}}]}
            """;
        string constants = """
            {"tables": [{"dataset": "rates", "columns": {"date": "Day", "rate": {"column": "Last", "unit": "percent"}}, "constants": {"tenor_years": "1"}},
              {"dataset": "class_prices", "files": "quotes*", "columns": {"firm": "Ticker", "date": "Day", "close": "Last"}, "constants": {"class": "h", "currency": "HKD"}}]}
            """;
        return family switch
        {
            "text" => tables.Select(static t => (t.Name, t.Utf8WithMark)),
            "gbk" => tables.Where(static t => t.Header.Any(static h => h.Any(static c => c > 127))).Select(static t => (t.Name, t.Gbk)),
            "gzip" => tables.Select(static t => (t.Name + ".gz", t.Gzip)),
            "zip" => tables.Select(static t => ("tables.zip", t.Zip)),
            "xlsx" => tables.Take(6).Select(static t => ("book.xlsx", t.Xlsx)),
            _ => [("mapping.json", System.Text.Encoding.UTF8.GetBytes(mapping)), ("mapping.json", System.Text.Encoding.UTF8.GetBytes(constants))],
        };
    }

    private static FixtureTable Short(FixtureTable table)
    {
        FixtureTable made = new(table.Name, table.Header) { Separator = table.Separator };
        made.Rows.AddRange(table.Rows.Take(12));
        return made;
    }

    /// <summary>One to eight wounds: bytes changed, cut out, doubled, put in; quotes, separators, zeros, numbers of any size, an early end.</summary>
    private static byte[] Mutate(byte[] bytes, ref PhiloxStream random)
    {
        string[] words = ["\"", ",", "\t", "\n", "\r", "\0", "-", "1e308", "1e-320", "NaN", "Infinity", "∞", "'", "99999999999999999999", "0", "-1", ";", "\uFEFF", "2023-02-30", "=1+1", "\u3000", "\uD83D\uDE00", ",,,,,,,,,,,,", "\"\"\"", "日期"];
        List<byte> result = [.. bytes];
        int wounds = 1 + (int)(random.NextUniform() * 8);
        for (int w = 0; w < wounds && result.Count > 0; w++)
        {
            int at = (int)(random.NextUniform() * result.Count);
            int length = Math.Min(result.Count - at, 1 + (int)(random.NextUniform() * random.NextUniform() * 200));
            switch ((int)(random.NextUniform() * 9))
            {
                case 0 or 1:
                    result[at] = (byte)(random.NextUniform() * 256);
                    break;
                case 2:
                    result[at] ^= (byte)(1 << (int)(random.NextUniform() * 8));
                    break;
                case 3:
                    result.RemoveRange(at, length);
                    break;
                case 4:
                    result.InsertRange(at, result.GetRange(at, length));
                    break;
                case 5 or 6:
                    result.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(words[(int)(random.NextUniform() * words.Length)]));
                    break;
                case 7:
                    for (int i = at; i < at + length; i++)
                    {
                        result[i] = (byte)(random.NextUniform() * 256);
                    }

                    break;
                default:
                    if (random.NextUniform() < 0.2)
                    {
                        result.RemoveRange(at, result.Count - at);
                    }
                    else
                    {
                        result[at] = result[(int)(random.NextUniform() * result.Count)];
                    }

                    break;
            }
        }

        return [.. result];
    }
}
