using System.Globalization;
using System.Text;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;

namespace Freeboard.Services.Tests.Edf;

public sealed class EdfMapFileTests
{
    private static readonly LabelDefinition Label = new() { Event = LabelEvent.BondDefault, HorizonMonths = 12, Text = "misses a payment \"in full\", 违约" };

    public static TheoryData<EdfMapKind> Kinds => [.. Enum.GetValues<EdfMapKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_map_reads_back_with_every_bit_and_the_same_identifier(EdfMapKind kind)
    {
        EdfMapFile file = Made(kind);
        using TemporaryFolder folder = new();
        string path = folder.Inside("map.json");
        file.Save(path);
        EdfMapFile back = Assert.IsType<EdfMapFile>(EdfMapFile.Load(path).File);
        Assert.Equal(file.ToJson(), back.ToJson());
        Assert.Equal(file.Id, back.Id);
        Assert.Equal(file.ToJson(), File.ReadAllText(path));
        Assert.Equal(file.Map.Label, back.Map.Label);
        for (double d = -4; d < 14; d += 0.31)
        {
            Assert.Equal(file.Map.Edf(d), back.Map.Edf(d));
            Assert.Equal(file.Map.LnEdf(d), back.Map.LnEdf(d));
            Assert.Equal(file.Map.Band(d), back.Map.Band(d));
        }
    }

    [Fact]
    public void A_map_writes_the_same_bytes_under_any_culture()
    {
        string plain = Made(EdfMapKind.Kernel).ToJson();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(plain, Made(EdfMapKind.Kernel).ToJson());
            Assert.True(EdfMapFile.TryParse(plain, out EdfMapFile? back, out _));
            Assert.Equal(plain, back!.ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Data_settings_and_policy_are_part_of_the_identifier()
    {
        EdfMapFile file = Made(EdfMapKind.Logistic);
        string[] ids =
        [
            file.Id,
            (file with { Inputs = [file.Inputs[0] with { Sha256 = "other" }] }).Id,
            (file with { VolatilityPolicy = "{\"kind\": \"constant\"}" }).Id,
            (file with { Fit = file.Fit with { Map = file.Map with { Caps = EdfCaps.Usual } } }).Id,
            (file with { Fit = file.Fit with { Map = file.Map with { Label = Label with { Event = LabelEvent.Delisting } } } }).Id,
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());

        // The policy's layout on disk is no part of it.
        Assert.Equal((file with { VolatilityPolicy = "{\"kind\":\"constant\"}" }).Id, (file with { VolatilityPolicy = " {\n \"kind\" : \"constant\" } " }).Id);
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "no map of the schema")]
    [InlineData("{\"schema\":\"freeboard-edf-map/2\"}", "no map of the schema")]
    [InlineData("{\"schema\":\"freeboard-edf-map/1\"}", "missing or of the wrong kind")]
    public void What_is_no_map_is_refused_with_a_reason(string text, string reason)
    {
        Assert.False(EdfMapFile.TryParse(text, out EdfMapFile? file, out string fault));
        Assert.Null(file);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_with_any_byte_lost_or_a_number_out_of_range_is_refused_or_reads_as_another_and_never_throws()
    {
        string text = Made(EdfMapKind.Isotonic).ToJson();
        for (int i = 0; i < text.Length; i += 13)
        {
            _ = EdfMapFile.TryParse(text.Remove(i, 1), out _, out _);
            _ = EdfMapFile.TryParse(text[..i], out _, out _);
        }

        Assert.False(EdfMapFile.TryParse(text.Replace("\"level\": 0.94999999999999996", "\"level\": 1.5", StringComparison.Ordinal), out _, out string level));
        Assert.Contains("out of range", level, StringComparison.Ordinal);
        Assert.False(EdfMapFile.TryParse(text.Replace("\"ceiling\": 1", "\"ceiling\": 0", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void A_table_of_buckets_gives_its_errors_with_their_places()
    {
        BucketTable table = BucketTable.Read(Encoding.UTF8.GetBytes("distance,count,events\n1,100,5\n2,100,101\n3,x,1\n"), "t.csv");
        Assert.Equal(["t.csv:4:count: NUMBER-NOT-A-NUMBER", "t.csv:3:events: COUNTS-IMPOSSIBLE"], table.Errors.Select(static e => e.ToString()).Select(static e => e[..(e.IndexOf(' ', e.IndexOf(' ', StringComparison.Ordinal) + 1))]));
        Assert.Equal(["FREQUENCY-OUT-OF-RANGE"], BucketTable.Read("distance,edf\n1,0\n"u8.ToArray(), "t.csv").Errors.Select(static e => e.Code));
        Assert.Equal(["COLUMN-MISSING", "COLUMN-UNKNOWN"], BucketTable.Read("distance,rate\n1,0\n"u8.ToArray(), "t.csv").Errors.Select(static e => e.Code));
    }

    internal static EdfMapFile Made(EdfMapKind kind)
    {
        double[] distances = [.. Enumerable.Range(0, 400).Select(static i => -1 + (i * 0.025))];
        bool[] events = [.. Enumerable.Range(0, 400).Select(static i => i < 100 ? i % 4 == 0 : i < 250 ? i % 15 == 0 : i == 300)];
        int[] firms = [.. Enumerable.Range(0, 400).Select(static i => i % 90)];
        EdfMapFit fit = EdfMapEstimator.Fit(new CalibrationSample(distances, events, firms), Label, EdfMapOptions.Default with { Kind = kind, PopulationRate = kind == EdfMapKind.Normal ? null : 0.02, Caps = new EdfCaps { Floor = 1e-5 } });
        return new EdfMapFile
        {
            Fit = fit,
            Version = "0.1.0",
            Inputs = [new InputFile("panel.csv", "abc", "firm-years", 400, 0)],
            Options = [new RunParameter("kind", "x")],
            Sample = [new RunParameter("rows", "400")],
            HorizonYears = 1,
        };
    }
}
