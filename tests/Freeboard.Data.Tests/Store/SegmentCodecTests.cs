using Freeboard.Assessment;
using Freeboard.Data.Store;

namespace Freeboard.Data.Tests.Store;

/// <summary>Packed rows come back bit for bit, and bytes that are none are refused.</summary>
public sealed class SegmentCodecTests
{
    [Fact]
    public void Rows_come_back_bit_for_bit_whatever_their_numbers()
    {
        double?[] odd = [null, 0, -0.0, 1, 1, 1, 1, double.Epsilon, double.MaxValue, -double.MaxValue, 0.1, 0.1, null, null, 1e-300];
        List<AssessmentRow> rows = [];
        List<byte> remarks = [];
        for (int i = 0; i < 200; i++)
        {
            rows.Add(new AssessmentRow
            {
                Firm = "A",
                Date = new DateOnly(2020, 1, 1).AddDays((2 * i) + (i % 2)),
                Currency = i < 150 ? "CNY" : "USD",
                EquityValue = odd[i % odd.Length],
                EquityVolatility = i < 50 ? null : 0.3,
                VolatilityModel = i % 20 < 10 ? "historical-daily" : "rolling-250 \u6ce2\u52a8",
                DefaultPoint = 1e9 + (i / 60),
                RiskFreeRate = i * 1e-5,
                HorizonYears = 1,
                Method = "kmv",
                AssetValue = odd[(i * 7) % odd.Length],
                AssetVolatility = 0.1 + (i * 0.001),
                DdKmv = odd[(i * 3) % odd.Length],
                DdRiskNeutral = i - 3.7,
                DdPhysical = i % 2 == 0 ? null : 4,
                LnEdf = -i,
                Edf = Math.Exp(-i),
                EdfMap = "",
                Observations = i % 5 == 0 ? null : i,
                AdjustedClose = 10.0 / (i + 3),
                ReturnBreaks = i % 4 == 0 ? null : i / 100,
                Status = (AssessmentStatus)(i % 7),
                RunId = "run-1",
            });
            remarks.Add((byte)(i / 30));
        }

        InputFact[] inputs =
        [
            new() { Name = "closingPrice", Value = -0.0, Unit = "CNY", Source = "prices", ValidOn = new(2020, 2, 29), KnownOn = null, Kind = "filed" },
            new() { Name = "noncurrentLiabilities", Value = null, Unit = "CNY", Source = "\u8d22\u62a5", ValidOn = null, KnownOn = new(2020, 3, 1), Kind = "filed" },
        ];
        byte[] packed = SegmentCodec.Pack(new FirmSegment(rows, remarks, inputs));
        FirmSegment back = SegmentCodec.Unpack(packed, "A", "run-1");
        Assert.Equal(rows, back.Rows);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(Bits(rows[i].EquityValue), Bits(back.Rows[i].EquityValue));
            Assert.Equal(Bits(rows[i].AssetValue), Bits(back.Rows[i].AssetValue));
        }

        Assert.Equal(remarks, back.Remarks);
        Assert.Equal(inputs, back.LatestInputs);
        Assert.Equal(Bits(inputs[0].Value), Bits(back.LatestInputs[0].Value));
        Assert.Equal(packed, SegmentCodec.Pack(back));
        Assert.Equal("other", SegmentCodec.Unpack(packed, "A", "other").Rows[0].RunId);
    }

    [Fact]
    public void No_row_at_all_is_a_segment_too()
    {
        byte[] packed = SegmentCodec.Pack(new FirmSegment([], [], []));
        FirmSegment back = SegmentCodec.Unpack(packed, "A", "x");
        Assert.Empty(back.Rows);
        Assert.Empty(back.LatestInputs);
    }

    [Fact]
    public void Rows_out_of_order_are_refused()
    {
        AssessmentRow row = SampleRun.Make().Rows[0];
        Assert.Throws<ArgumentException>(() => SegmentCodec.Pack(new FirmSegment([row, row with { Date = row.Date.AddDays(-1) }], [0, 0], [])));
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        AssessmentRow row = SampleRun.Make().Rows[0] with { Edf = double.NaN };
        Assert.Throws<ArgumentException>(() => SegmentCodec.Pack(new FirmSegment([row], [0], [])));
    }

    [Fact]
    public void Cut_or_altered_bytes_are_a_damaged_store_or_other_rows_never_another_fault()
    {
        AssessmentRow[] rows = [.. SampleRun.Make(rows: 20).Rows];
        byte[] packed = SegmentCodec.Pack(new FirmSegment(rows, new byte[rows.Length], []));
        int refused = 0;
        for (int cut = 0; cut < packed.Length; cut++)
        {
            Assert.Equal("STORE-DAMAGED", Assert.Throws<StoreException>(() => SegmentCodec.Unpack(packed.AsSpan(0, cut), "A", "x")).Code);
            byte[] other = [.. packed];
            other[cut] ^= 0x85;
            try
            {
                SegmentCodec.Unpack(other, "A", "x");
            }
            catch (StoreException e) when (e.Code == "STORE-DAMAGED")
            {
                refused++;
            }
        }

        Assert.True(refused > 0);
    }

    private static long? Bits(double? value) => value is { } number ? BitConverter.DoubleToInt64Bits(number) : null;
}
