using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Equity;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Monitoring;

/// <summary>Assessed rows that a monitor goes over: from a kept run, or from the CSV that assess writes.</summary>
public sealed record MonitorInput
{
    private static readonly string[] Numbers =
        ["equityValue", "equityVolatility", "defaultPoint", "riskFreeRate", "horizonYears", "assetValue", "assetVolatility", "DDKmv", "DDRiskNeutral", "DDPhysical", "lnEDF", "EDF"];

    private static readonly string[] Words = ["currency", "method", "edfMap", "status", "runId", "group"];

    /// <summary>What was read: a run's identifier, or a file's name and the beginning of its hash.</summary>
    public required string Source { get; init; }

    /// <summary>The run or the file, for provenance.</summary>
    public required InputFile File { get; init; }

    /// <summary>The rows, any order.</summary>
    public IReadOnlyList<AssessmentRow> Rows { get; init; } = [];

    /// <summary>Names of firms by code, as far as they are known.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Industries of firms by code, as far as they are known.</summary>
    public IReadOnlyDictionary<string, string> Groups { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the rows come from the synthetic market.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; init; }

    /// <summary>The rows of a run in memory.</summary>
    /// <param name="run">The run.</param>
    public static MonitorInput Of(AssessmentRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(run, run.Rows);
    }

    /// <summary>The rows of a kept run from a day on, read firm by firm; what lies before is not kept in memory.</summary>
    /// <param name="archive">Where the run is kept.</param>
    /// <param name="runId">Its identifier, or a beginning of it; null takes the newest.</param>
    /// <param name="from">First day; null for all.</param>
    /// <returns>The rows; null when there is no such run.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public static MonitorInput? Of(RunArchive archive, string? runId, DateOnly? from)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return archive.FindWithoutRows(runId) is { } run
            ? Of(run, [.. archive.RowsByFirm(run.Provenance.RunId).SelectMany(rows => rows.Where(row => from is null || row.Date >= from))])
            : null;
    }

    /// <summary>Reads the CSV of assess: firm, date and the figures that the rules watch are needed; the others of its columns are read where they are, for the drivers, and a column group for industries.</summary>
    /// <param name="bytes">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors and provenance.</param>
    /// <param name="rules">The rules, for the figures they need.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static MonitorInput Read(ReadOnlyMemory<byte> bytes, string name, MonitorRules rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rules);
        string[] needed = ["firm", "date", .. rules.Rules.Select(static r => MonitorWords.Of(r.Measure)).Distinct(StringComparer.Ordinal)];
        NumberTable table = NumberTable.Read(bytes.Span, name, header => Choose(header, needed), cancellationToken);
        List<AssessmentRow> rows = new(table.Rows);
        Dictionary<string, string> groups = new(StringComparer.Ordinal);
        HashSet<(string, DateOnly)> seen = [];
        for (int i = 0; !table.HeaderIsWrong && i < table.Rows; i++)
        {
            int line = table.Lines[i];
            string firm = table.Text("firm", i);
            string day = table.Text("date", i);
            string word = table.Text("status", i);
            if (firm.Length == 0)
            {
                table.Add(line, "firm", "VALUE-MISSING", "The cell is empty", "Name the firm");
            }
            else if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                table.Add(line, "date", "NOT-A-DATE", $"'{day}' is no date", "Write it as year-month-day: 2026-10-30");
            }
            else if (!seen.Add((firm, date)))
            {
                table.Add(line, "date", "DUPLICATE-FIRM-DAY", $"Firm '{firm}' stands on {day} twice", "Keep one row a firm and day");
            }
            else if (word.Length > 0 && !Enum.IsDefined(Status(word)))
            {
                table.Add(line, "status", "STATUS-UNKNOWN", $"'{word}' is no status of an assessment", "Give the CSV that 'freeboard assess' writes, or leave the column out");
            }
            else
            {
                rows.Add(Row(table, i, firm, date, word));
                if (table.Text("group", i) is { Length: > 0 } group)
                {
                    groups[firm] = group;
                }
            }
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        return new MonitorInput
        {
            Source = $"{name} {hash[..12]}",
            File = new InputFile(name, hash, "assessed rows", table.Rows, table.RowsSetAside),
            Rows = rows,
            Groups = groups,
            Errors = table.Errors,
            ErrorCount = table.ErrorCount,
        };
    }

    private static MonitorInput Of(AssessmentRun run, IReadOnlyList<AssessmentRow> rows) => new()
    {
        Source = $"run {run.Provenance.RunId}",
        File = new InputFile(run.Provenance.RunId, "", "run", rows.Count, 0),
        Rows = rows,
        Names = run.Firms.ToDictionary(static f => f.Firm, static f => f.Name, StringComparer.Ordinal),
        Groups = run.Firms.Where(static f => f.Industry is { Length: > 0 }).ToDictionary(static f => f.Firm, static f => f.Industry!, StringComparer.Ordinal),
        Synthetic = run.Synthetic,
    };

    private static AssessmentRow Row(NumberTable table, int i, string firm, DateOnly date, string status)
    {
        return new AssessmentRow
        {
            Firm = firm,
            Date = date,
            Currency = table.Text("currency", i),
            Method = table.Text("method", i),
            EdfMap = table.Text("edfMap", i),
            VolatilityModel = "",
            RunId = table.Text("runId", i),
            EquityValue = Cell("equityValue"),
            EquityVolatility = Cell("equityVolatility"),
            DefaultPoint = Cell("defaultPoint"),
            RiskFreeRate = Cell("riskFreeRate"),
            HorizonYears = Cell("horizonYears"),
            AssetValue = Cell("assetValue"),
            AssetVolatility = Cell("assetVolatility"),
            DdKmv = Cell("DDKmv"),
            DdRiskNeutral = Cell("DDRiskNeutral"),
            DdPhysical = Cell("DDPhysical"),
            LnEdf = Cell("lnEDF"),
            Edf = Cell("EDF"),
            Status = status.Length > 0 ? Status(status) : AssessmentStatus.Converged,
        };

        double? Cell(string column) => table.HasNumbers(column) && table.Numbers(column)[i] is var value && !double.IsNaN(value) ? value : null;
    }

    private static AssessmentStatus Status(string word) => Enum.TryParse(word, out AssessmentStatus status) && status.ToString() == word ? status : (AssessmentStatus)(-1);

    private static (string[] Numeric, string[] Optional, string[] Text) Choose(NumberTable table, string[] needed)
    {
        foreach (string missing in needed.Where(column => !table.Has(column)))
        {
            table.Add(1, missing, "COLUMN-MISSING", $"There is no column '{missing}', which the rules need", "Give the CSV that 'freeboard assess' writes, or rows with firm,date and the figures of the rules");
        }

        string[] numeric = [.. Numbers.Where(table.Has)];
        return (numeric, numeric, ["firm", "date", .. Words.Where(table.Has)]);
    }
}
