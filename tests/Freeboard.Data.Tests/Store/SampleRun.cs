using Freeboard.Assessment;
using Freeboard.Data.Store;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Store;

/// <summary>Runs with every kind of value a run can hold.</summary>
internal static class SampleRun
{
    public static AssessmentRun Make(string id = "0123-4567-89ab", int rows = 4) => new()
    {
        Provenance = new RunProvenance
        {
            RunId = id,
            Version = "0.1.0",
            InstructionSet = "AVX2",
            AsOf = new DateOnly(2024, 3, 29),
            Inputs = [new("firms.csv", new string('a', 64), "canonical firms", 2, 0), new("prices.csv", new string('b', 64), "canonical prices", 500, 3)],
            Parameters = [new("horizonYears", "1"), new("method", "two-equation")],
            Notes = [new("ROWS-QUARANTINED", "", 3, "3 of 500 rows, 鞍钢 'quoted'.")],
        },
        Firms =
        [
            new() { Firm = "A01", Name = "鞍钢股份", Currency = "CNY", Kind = "general", Industry = "steel" },
            new() { Firm = "B02", Name = "Beta", Currency = "HKD", Kind = "bank", Exchange = "HKEX" },
        ],
        Rows = [.. Enumerable.Range(0, rows).Select(i => Row(id, i))],
        LatestInputs = new Dictionary<string, IReadOnlyList<InputFact>>
        {
            ["A01"] =
            [
                new() { Name = "closingPrice", Value = 0.1 + 0.2, Unit = "CNY", Source = "prices.csv", ValidOn = new(2024, 3, 29), KnownOn = new(2024, 3, 29), Kind = "filed" },
                new() { Name = "netAssets", Value = null, Unit = "CNY", Source = "statements.csv", Kind = "filed" },
            ],
            ["B02"] = [],
        },
        Funnel = [new("listed", 2, 0, []), new("converged", 1, 1, [new(AssessmentStatus.MissingRate, 1)])],
        Synthetic = true,
    };

    /// <summary>A checkpoint of another run, that nobody sees.</summary>
    public static void KeepSegment(StoreAddress address)
    {
        AssessmentRow[] rows = [.. Make().Rows.Where(static r => r.Firm == "A01")];
        using SegmentStore segments = SegmentStore.Open(address);
        segments.Begin(new RunBasis("begun", "settings", "state", "days"));
        segments.Checkpoint("begun", [new FinishedFirm("A01", 0, rows.Length, null, SegmentCodec.Pack(new FirmSegment(rows, new byte[rows.Length], [])))]);
    }

    private static AssessmentRow Row(string id, int i) => i % 2 == 0
        ? new AssessmentRow
        {
            Firm = "A01",
            Date = new DateOnly(2024, 1, 31).AddDays(i),
            Currency = "CNY",
            EquityValue = Math.PI * 1e11,
            EquityVolatility = double.Epsilon,
            VolatilityModel = "historical-daily",
            DefaultPoint = double.MaxValue,
            RiskFreeRate = -0.0,
            HorizonYears = 1,
            Method = "two-equation",
            AssetValue = Math.BitIncrement(1e12),
            AssetVolatility = 0.1 + 0.2,
            DdKmv = -3,
            DdRiskNeutral = 9007199254740993,
            DdPhysical = null,
            LnEdf = -745.1332191019412,
            Edf = 0,
            EdfMap = "N(-DDRiskNeutral)",
            Observations = 243,
            AdjustedClose = Math.BitIncrement(17.3),
            ReturnBreaks = i,
            Status = AssessmentStatus.Converged,
            RunId = id,
        }
        : new AssessmentRow
        {
            Firm = "B02",
            Date = new DateOnly(2024, 1, 31).AddDays(i),
            Currency = "HKD",
            VolatilityModel = "historical-daily",
            Method = "two-equation",
            EdfMap = "N(-DDRiskNeutral)",
            Status = AssessmentStatus.MissingRate,
            RunId = id,
        };
}
