using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>Packs the rows of a firm into bytes and back, bit for bit.</summary>
/// <remarks>
/// <para>Shape: column by column, since a firm's currency, method, default point or rate hardly ever change from day to day: a
/// column is a list of stretches, each absent, constant, or written out. Days are steps from the day before.</para>
/// <para>Determinism: the bytes are a function of the rows.</para>
/// </remarks>
public static class SegmentCodec
{
    private const byte Layout = 1;

    private static readonly (Func<AssessmentRow, double?> Get, Action<RowDraft, double?> Set)[] Numbers =
    [
        (static r => r.EquityValue, static (d, v) => d.EquityValue = v),
        (static r => r.EquityVolatility, static (d, v) => d.EquityVolatility = v),
        (static r => r.DefaultPoint, static (d, v) => d.DefaultPoint = v),
        (static r => r.RiskFreeRate, static (d, v) => d.RiskFreeRate = v),
        (static r => r.HorizonYears, static (d, v) => d.HorizonYears = v),
        (static r => r.AssetValue, static (d, v) => d.AssetValue = v),
        (static r => r.AssetVolatility, static (d, v) => d.AssetVolatility = v),
        (static r => r.DdKmv, static (d, v) => d.DdKmv = v),
        (static r => r.DdRiskNeutral, static (d, v) => d.DdRiskNeutral = v),
        (static r => r.DdPhysical, static (d, v) => d.DdPhysical = v),
        (static r => r.LnEdf, static (d, v) => d.LnEdf = v),
        (static r => r.Edf, static (d, v) => d.Edf = v),
        (static r => r.AdjustedClose, static (d, v) => d.AdjustedClose = v),
    ];

    private static readonly (Func<AssessmentRow, string> Get, Action<RowDraft, string> Set)[] Words =
    [
        (static r => r.Currency, static (d, v) => d.Currency = v),
        (static r => r.VolatilityModel, static (d, v) => d.VolatilityModel = v),
        (static r => r.Method, static (d, v) => d.Method = v),
        (static r => r.EdfMap, static (d, v) => d.EdfMap = v),
    ];

    // Absent is 0, so that counts are stored one higher.
    private static readonly (Func<AssessmentRow, int> Get, Action<RowDraft, int> Set)[] Counts =
    [
        (static r => r.Observations is { } n ? n + 1 : 0, static (d, v) => d.Observations = v == 0 ? null : v - 1),
        (static r => r.ReturnBreaks is { } n ? n + 1 : 0, static (d, v) => d.ReturnBreaks = v == 0 ? null : v - 1),
        (static r => (int)r.Status, static (d, v) => d.Status = (AssessmentStatus)v),
    ];

    /// <summary>Packs.</summary>
    /// <param name="segment">Rows of one firm; numbers finite or null.</param>
    /// <exception cref="ArgumentException">A number is not finite, days do not ascend, or remarks and rows differ in number.</exception>
    public static byte[] Pack(FirmSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        IReadOnlyList<AssessmentRow> rows = segment.Rows;
        if (segment.Remarks.Count != rows.Count)
        {
            throw new ArgumentException("Every row has its remarks.", nameof(segment));
        }

        PackedWriter writer = new((rows.Count * 90) + 4096);
        writer.Count(Layout);
        writer.Count(rows.Count);
        int day = 0;
        foreach (AssessmentRow row in rows)
        {
            if (row.Date.DayNumber < day)
            {
                throw new ArgumentException("Rows ascend by day.", nameof(segment));
            }

            writer.Count(row.Date.DayNumber - day);
            day = row.Date.DayNumber;
        }

        foreach ((Func<AssessmentRow, string> get, _) in Words)
        {
            writer.Words(rows.Count, i => get(rows[i]));
        }

        foreach ((Func<AssessmentRow, int> get, _) in Counts)
        {
            writer.Counts(rows.Count, i => get(rows[i]));
        }

        writer.Counts(rows.Count, i => segment.Remarks[i]);
        foreach ((Func<AssessmentRow, double?> get, _) in Numbers)
        {
            writer.Numbers(rows.Count, i => get(rows[i]));
        }

        writer.Count(segment.LatestInputs.Count);
        foreach (InputFact fact in segment.LatestInputs)
        {
            writer.Fact(fact);
        }

        return writer.ToArray();
    }

    /// <summary>Unpacks.</summary>
    /// <param name="content">What <see cref="Pack"/> gave.</param>
    /// <param name="firm">Firm of the rows.</param>
    /// <param name="runId">Run that the rows are to carry.</param>
    /// <exception cref="StoreException">STORE-DAMAGED: the bytes are not what this program packs.</exception>
    public static FirmSegment Unpack(ReadOnlySpan<byte> content, string firm, string runId)
    {
        PackedReader reader = new(content);
        if (reader.Count() != Layout)
        {
            throw PackedReader.Damaged();
        }

        int count = reader.Length();
        RowDraft[] drafts = new RowDraft[count];
        int day = 0;
        for (int i = 0; i < count; i++)
        {
            drafts[i] = new RowDraft { Date = reader.DayAfter(ref day) };
        }

        foreach ((_, Action<RowDraft, string> set) in Words)
        {
            reader.Words(drafts, set);
        }

        foreach ((_, Action<RowDraft, int> set) in Counts)
        {
            reader.Counts(drafts, set);
        }

        byte[] remarks = new byte[count];
        reader.Counts(drafts, static (d, v) => d.Remarks = (byte)v);
        foreach ((_, Action<RowDraft, double?> set) in Numbers)
        {
            reader.Numbers(drafts, set);
        }

        InputFact[] facts = new InputFact[reader.Length()];
        for (int i = 0; i < facts.Length; i++)
        {
            facts[i] = reader.Fact();
        }

        AssessmentRow[] rows = new AssessmentRow[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = drafts[i].Row(firm, runId);
            remarks[i] = drafts[i].Remarks;
        }

        return new FirmSegment(rows, remarks, facts);
    }

    /// <summary>A row while its columns come in.</summary>
    internal sealed class RowDraft
    {
        public DateOnly Date;
        public string Currency = "";
        public string VolatilityModel = "";
        public string Method = "";
        public string EdfMap = "";
        public double? EquityValue;
        public double? EquityVolatility;
        public double? DefaultPoint;
        public double? RiskFreeRate;
        public double? HorizonYears;
        public double? AssetValue;
        public double? AssetVolatility;
        public double? DdKmv;
        public double? DdRiskNeutral;
        public double? DdPhysical;
        public double? LnEdf;
        public double? Edf;
        public double? AdjustedClose;
        public int? Observations;
        public int? ReturnBreaks;
        public AssessmentStatus Status;
        public byte Remarks;

        public AssessmentRow Row(string firm, string runId) => new()
        {
            Firm = firm,
            Date = Date,
            Currency = Currency,
            EquityValue = EquityValue,
            EquityVolatility = EquityVolatility,
            VolatilityModel = VolatilityModel,
            DefaultPoint = DefaultPoint,
            RiskFreeRate = RiskFreeRate,
            HorizonYears = HorizonYears,
            Method = Method,
            AssetValue = AssetValue,
            AssetVolatility = AssetVolatility,
            DdKmv = DdKmv,
            DdRiskNeutral = DdRiskNeutral,
            DdPhysical = DdPhysical,
            LnEdf = LnEdf,
            Edf = Edf,
            EdfMap = EdfMap,
            Observations = Observations,
            AdjustedClose = AdjustedClose,
            ReturnBreaks = ReturnBreaks,
            Status = Status,
            RunId = runId,
        };
    }
}
