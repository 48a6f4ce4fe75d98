using System.Data.Common;
using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Data.Store;

/// <summary>Reads stored runs back, bit for bit.</summary>
internal sealed class RunReader(StoreConnection store)
{
    public const string RowColumns =
        "firm, date, currency, equity_value, equity_volatility, volatility_model, default_point, risk_free_rate, horizon_years, method, asset_value, asset_volatility, dd_kmv, dd_risk_neutral, dd_physical, ln_edf, edf, edf_map, observations, status";

    /// <summary>A run: whole, with the rows of one firm only, or without rows.</summary>
    public AssessmentRun? Read(string id, string? onlyFirm = null, bool withRows = true)
    {
        // One state of the store throughout, whoever writes meanwhile.
        using DbTransaction snapshot = store.BeginRead();
        List<(string Version, string InstructionSet, DateOnly AsOf, bool Synthetic)> runs = Query(
            "SELECT version, instruction_set, as_of, synthetic FROM runs WHERE run_id = @id",
            static r => (r.GetString(0), r.GetString(1), StoreText.Day(r.GetString(2)), r.GetInt32(3) != 0),
            id);
        return runs.Count == 0 ? null : new AssessmentRun
        {
            Provenance = Provenance(id, runs[0].Version, runs[0].InstructionSet, runs[0].AsOf),
            Synthetic = runs[0].Synthetic,
            Firms = Query(
                "SELECT firm, name, currency, kind, industry, exchange FROM run_firms WHERE run_id = @id ORDER BY position",
                static r => new FirmDescription { Firm = r.GetString(0), Name = r.GetString(1), Currency = r.GetString(2), Kind = r.GetString(3), Industry = Text(r, 4), Exchange = Text(r, 5) },
                id),
            Rows = withRows ? Rows(id, onlyFirm) : [],
            LatestInputs = LatestInputs(id),
            Funnel = Funnel(id),
        };
    }

    public IReadOnlyList<AssessmentRow> Rows(string id, string? firm)
    {
        List<(string Firm, byte[] Content)> segments = Query(
            $"SELECT firm, content FROM assessment_segments JOIN assessment_contents USING (content_id) WHERE run_id = @id{(firm is null ? "" : " AND firm = @firm")} ORDER BY position",
            static r => (r.GetString(0), r.GetFieldValue<byte[]>(1)),
            id,
            firm);
        return segments.Count > 0 ? [.. segments.SelectMany(s => SegmentCodec.Unpack(s.Content, s.Firm, id).Rows)] : PlainRows(id, firm);
    }

    /// <summary>Where the rows of each firm are, in the run's order; empty where they were kept all at once.</summary>
    public IReadOnlyList<(string Firm, long ContentId)> Places(string id) => Query(
        "SELECT firm, content_id FROM assessment_segments WHERE run_id = @id ORDER BY position",
        static r => (r.GetString(0), r.GetInt64(1)),
        id);

    /// <summary>The rows of one firm, from their place.</summary>
    public IReadOnlyList<AssessmentRow> Rows(string id, string firm, long contentId)
    {
        List<byte[]> found = store.Query("SELECT content FROM assessment_contents WHERE content_id = @content", static r => r.GetFieldValue<byte[]>(0), ("content", contentId));
        return found.Count == 1 ? SegmentCodec.Unpack(found[0], firm, id).Rows : throw PackedReader.Damaged();
    }

    private List<AssessmentRow> PlainRows(string id, string? firm) => Query(
        $"SELECT {RowColumns}, adjusted_close, return_breaks FROM assessment_rows LEFT JOIN assessment_row_returns USING (run_id, position) WHERE run_id = @id{(firm is null ? "" : " AND firm = @firm")} ORDER BY position",
        r => Row(r, id),
        id,
        firm);

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static double? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private static AssessmentRow Row(DbDataReader r, string id) => new()
    {
        Firm = r.GetString(0),
        Date = StoreText.Day(r.GetString(1)),
        Currency = r.GetString(2),
        EquityValue = Number(r, 3),
        EquityVolatility = Number(r, 4),
        VolatilityModel = r.GetString(5),
        DefaultPoint = Number(r, 6),
        RiskFreeRate = Number(r, 7),
        HorizonYears = Number(r, 8),
        Method = r.GetString(9),
        AssetValue = Number(r, 10),
        AssetVolatility = Number(r, 11),
        DdKmv = Number(r, 12),
        DdRiskNeutral = Number(r, 13),
        DdPhysical = Number(r, 14),
        LnEdf = Number(r, 15),
        Edf = Number(r, 16),
        EdfMap = r.GetString(17),
        Observations = r.IsDBNull(18) ? null : r.GetInt32(18),
        Status = Enum.Parse<AssessmentStatus>(r.GetString(19)),
        AdjustedClose = Number(r, 20),
        ReturnBreaks = r.IsDBNull(21) ? null : r.GetInt32(21),
        RunId = id,
    };

    private RunProvenance Provenance(string id, string version, string instructionSet, DateOnly asOf) => new()
    {
        RunId = id,
        Version = version,
        InstructionSet = instructionSet,
        AsOf = asOf,
        Inputs = Query(
            "SELECT name, sha256, layout, row_count, quarantined FROM run_inputs WHERE run_id = @id ORDER BY position",
            static i => new InputFile(i.GetString(0), i.GetString(1), i.GetString(2), i.GetInt32(3), i.GetInt32(4)),
            id),
        Parameters = Query(
            "SELECT name, value FROM run_parameters WHERE run_id = @id ORDER BY position",
            static p => new RunParameter(p.GetString(0), p.GetString(1)),
            id),
        Notes = Query(
            "SELECT code, firm, count, text FROM run_notes WHERE run_id = @id ORDER BY position",
            static n => new QualityNote(n.GetString(0), n.GetString(1), n.GetInt32(2), n.GetString(3)),
            id),
    };

    private Dictionary<string, IReadOnlyList<InputFact>> LatestInputs(string id)
    {
        Dictionary<string, IReadOnlyList<InputFact>> inputs = new(StringComparer.Ordinal);
        foreach (string firm in Query("SELECT firm FROM run_latest_input_firms WHERE run_id = @id ORDER BY position", static r => r.GetString(0), id))
        {
            inputs.Add(firm, new List<InputFact>());
        }

        foreach ((string firm, InputFact fact) in Query(
            "SELECT firm, name, value, unit, source, valid_on, known_on, kind FROM run_latest_inputs WHERE run_id = @id ORDER BY firm, position",
            static r => (r.GetString(0), Fact(r)),
            id))
        {
            ((List<InputFact>)inputs[firm]).Add(fact);
        }

        return inputs;
    }

    private static InputFact Fact(DbDataReader r) => new()
    {
        Name = r.GetString(1),
        Value = Number(r, 2),
        Unit = r.GetString(3),
        Source = r.GetString(4),
        ValidOn = StoreText.OptionalDay(Text(r, 5)),
        KnownOn = StoreText.OptionalDay(Text(r, 6)),
        Kind = r.GetString(7),
    };

    private List<FunnelStep> Funnel(string id)
    {
        ILookup<int, StatusCount> reasons = Query(
            "SELECT step, status, firms FROM run_funnel_reasons WHERE run_id = @id ORDER BY step, position",
            static r => (Step: r.GetInt32(0), Count: new StatusCount(Enum.Parse<AssessmentStatus>(r.GetString(1)), r.GetInt32(2))),
            id).ToLookup(static r => r.Step, static r => r.Count);
        return Query(
            "SELECT position, name, firms, lost FROM run_funnel WHERE run_id = @id ORDER BY position",
            r => new FunnelStep(r.GetString(1), r.GetInt32(2), r.GetInt32(3), [.. reasons[r.GetInt32(0)]]),
            id);
    }

    private List<T> Query<T>(string sql, Func<DbDataReader, T> read, string id, string? firm = null) =>
        firm is null ? store.Query(sql, read, ("id", id)) : store.Query(sql, read, ("id", id), ("firm", firm));
}
