using System.Data.Common;
using Dapper;
using Freeboard.Assessment;
using Freeboard.Data.Store;

namespace Freeboard.Data.Monitoring;

/// <summary>Monitors in a store: what they saw, where their triggers stand, what they said and to whom.</summary>
/// <remarks>
/// <para>Shape: a step is written whole or not at all, and only when it follows the last one: of two processes that work on one monitor at once, one is refused and may try again.</para>
/// <para>Errors: <see cref="StoreException"/> with a cure; MONITOR-MOVED-ON when another process was faster.</para>
/// </remarks>
public sealed class MonitorStore : IDisposable
{
    private const string ObservationColumns =
        "firm, day, currency, method, edf_map, made_by, equity_value, equity_volatility, default_point, risk_free_rate, horizon_years, asset_value, asset_volatility, dd_kmv, dd_risk_neutral, dd_physical, ln_edf, edf, adjusted_close, return_breaks, status";

    private readonly StoreConnection store;

    private MonitorStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">Where.</param>
    /// <exception cref="StoreException">The folder or the server is missing, the place is no store of ours, or a newer program wrote it.</exception>
    public static MonitorStore Open(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new MonitorStore(StoreConnection.Open(address));
    }

    /// <summary>The monitors that have made a step, by name.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<string> Names() => store.Do(() => store.Query("SELECT DISTINCT monitor FROM monitor_steps ORDER BY monitor", static r => r.GetString(0)));

    /// <summary>The last step of a monitor; null before the first.</summary>
    /// <param name="monitor">Its name.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public MonitorStep? Latest(string monitor) => store.Do(() => Steps("monitor = @monitor ORDER BY step DESC LIMIT 1", ("monitor", monitor)).FirstOrDefault());

    /// <summary>One step of a monitor; null when there is none.</summary>
    /// <param name="monitor">Its name.</param>
    /// <param name="step">Number of the step.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public MonitorStep? Find(string monitor, int step) => store.Do(() => Steps("monitor = @monitor AND step = @step", ("monitor", monitor), ("step", step)).FirstOrDefault());

    /// <summary>The triggers that were not at rest after a step, as they were given.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="step">Number of the step.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredTrigger> Triggers(string monitor, int step) => store.Do(() => store.Query(
        "SELECT firm, rule, rule_hash, phase, since, raised_on, last_day, last_value FROM monitor_triggers WHERE monitor = @monitor AND step = @step ORDER BY position",
        static r => new StoredTrigger(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Day(r, 4), Day(r, 5), Day(r, 6), Number(r, 7)),
        ("monitor", monitor),
        ("step", step)));

    /// <summary>What a monitor saw from a day on, by day, then firm.</summary>
    /// <param name="monitor">Its name.</param>
    /// <param name="from">First day.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AssessmentRow> Observations(string monitor, DateOnly from) => store.Do(() => store.Query(
        $"SELECT {ObservationColumns} FROM monitor_observations WHERE monitor = @monitor AND day >= @day ORDER BY day, firm",
        Observation,
        ("monitor", monitor),
        ("day", StoreText.Of(from))));

    /// <summary>What a monitor saw of one firm between two days, by day.</summary>
    /// <param name="monitor">Its name.</param>
    /// <param name="firm">Firm code.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AssessmentRow> Observations(string monitor, string firm, DateOnly from, DateOnly to) => store.Do(() => store.Query(
        $"SELECT {ObservationColumns} FROM monitor_observations WHERE monitor = @monitor AND firm = @firm AND day >= @from AND day <= @to ORDER BY day",
        Observation,
        ("monitor", monitor),
        ("firm", firm),
        ("from", StoreText.Of(from)),
        ("to", StoreText.Of(to))));

    /// <summary>Every alert that a monitor raised or ended, in the order in which it found them.</summary>
    /// <param name="monitor">Its name.</param>
    /// <param name="firm">One firm only; null for all.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredAlertEvent> Events(string monitor, string? firm = null)
    {
        string sql = $"SELECT step, firm, rule, change, day, raised_on, value FROM monitor_events WHERE monitor = @monitor{(firm is null ? "" : " AND firm = @firm")} ORDER BY step, position";
        return store.Do(() => firm is null ? store.Query(sql, Event, ("monitor", monitor)) : store.Query(sql, Event, ("monitor", monitor), ("firm", firm)));
    }

    /// <summary>Writes a step, in one transaction; its digest is due at the targets from then on.</summary>
    /// <param name="step">The step; its number is one more than that of the last.</param>
    /// <param name="triggers">Triggers that are not at rest.</param>
    /// <param name="events">Alerts that began or ended.</param>
    /// <param name="observations">What was seen and is not in the store yet; their numbers are finite or null.</param>
    /// <param name="targets">Where the digest is to go.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="StoreException">Another process was faster (MONITOR-MOVED-ON), or the store cannot be written.</exception>
    public void Append(MonitorStep step, IReadOnlyList<StoredTrigger> triggers, IReadOnlyList<StoredAlertEvent> events, IReadOnlyList<AssessmentRow> observations, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(triggers);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(targets);
        store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Monitors);
            int last = store.Database.ExecuteScalar<int>("SELECT coalesce(max(step), 0) FROM monitor_steps WHERE monitor = @Monitor", new { step.Monitor }, transaction.Inner);
            if (last + 1 != step.Step)
            {
                throw new StoreException("MONITOR-MOVED-ON", FormattableString.Invariant($"another process has made step {last} of monitor '{step.Monitor}' meanwhile"), "Run the command again: it goes on from there");
            }

            string monitor = step.Monitor;
            Table(transaction, "monitor_steps", "monitor text, step int, last_day text, source text, rules text, digest text", [step], (rows, _, s) =>
                rows.Row(monitor, s.Step, StoreText.Of(s.LastDay), s.Source, s.Rules, s.Digest));
            Table(transaction, "monitor_triggers", "monitor text, step int, position int, firm text, rule text, rule_hash text, phase text, since text, raised_on text, last_day text, last_value number", triggers, (rows, i, t) =>
            {
                Start(rows, monitor, step.Step, i, t.Firm, t.Rule, t.RuleHash, t.Phase, StoreText.Of(t.Since), StoreText.Of(t.RaisedOn), StoreText.Of(t.LastDay));
                rows.Number(BulkRows.Finite(t.LastValue));
                rows.EndRow();
            });
            Table(transaction, "monitor_events", "monitor text, step int, position int, firm text, rule text, change text, day text, raised_on text, value number", events, (rows, i, e) =>
            {
                Start(rows, monitor, step.Step, i, e.Firm, e.Rule, e.Change, StoreText.Of(e.Day), StoreText.Of(e.RaisedOn));
                rows.Number(BulkRows.Finite(e.Value));
                rows.EndRow();
            });
            Table(transaction, "monitor_observations", "monitor text, step int, " + Spelled(), observations, (rows, _, o) => Write(rows, monitor, step.Step, o));
            Table(transaction, "monitor_deliveries", "monitor text, target text, step int, attempt int, outcome text, note text", targets, (rows, _, target) =>
                rows.Row(monitor, target, step.Step, 0, "due", ""));
            transaction.Commit();
        });
    }

    /// <summary>The entries of a monitor's outbox for one target, by step and attempt.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DeliveryEntry> Deliveries(string monitor, string target) => store.Do(() => store.Query(
        "SELECT step, attempt, outcome, note FROM monitor_deliveries WHERE monitor = @monitor AND target = @target ORDER BY step, attempt",
        static r => new DeliveryEntry(r.GetInt32(0), r.GetInt32(1), r.GetString(2), r.GetString(3)),
        ("monitor", monitor),
        ("target", target)));

    /// <summary>The targets that a monitor has ever had, by name.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<string> Targets(string monitor) => store.Do(() => store.Query(
        "SELECT DISTINCT target FROM monitor_deliveries WHERE monitor = @monitor ORDER BY target", static r => r.GetString(0), ("monitor", monitor)));

    /// <summary>Writes down an attempt to deliver a digest.</summary>
    /// <param name="monitor">Name of the monitor.</param>
    /// <param name="target">The target.</param>
    /// <param name="step">The step whose digest it is.</param>
    /// <param name="delivered">Whether the target took it.</param>
    /// <param name="note">What the target said.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Record(string monitor, string target, int step, bool delivered, string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Monitors);
            int attempt = 1 + store.Database.ExecuteScalar<int>(
                "SELECT coalesce(max(attempt), 0) FROM monitor_deliveries WHERE monitor = @monitor AND target = @target AND step = @step", new { monitor, target, step }, transaction.Inner);
            store.Database.Execute(
                "INSERT INTO monitor_deliveries (monitor, target, step, attempt, outcome, note) VALUES (@monitor, @target, @step, @attempt, @outcome, @note)",
                new { monitor, target, step, attempt, outcome = delivered ? "delivered" : "failed", note },
                transaction.Inner);
            transaction.Commit();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private List<MonitorStep> Steps(string where, params ReadOnlySpan<(string Name, object Value)> parameters) => store.Query(
        $"SELECT monitor, step, last_day, source, rules, digest FROM monitor_steps WHERE {where}",
        static r => new MonitorStep(r.GetString(0), r.GetInt32(1), StoreText.Day(r.GetString(2)), r.GetString(3), r.GetString(4), r.GetString(5)),
        parameters);

    private static string Spelled() => string.Join(", ", ObservationColumns.Split(", ").Select(static name =>
        name + (name is "firm" or "day" or "currency" or "method" or "edf_map" or "made_by" or "status" ? " text" : name == "return_breaks" ? " int" : " number")));

    private static void Write(IBulkRows rows, string monitor, int step, AssessmentRow row)
    {
        rows.Text(monitor);
        rows.Integer(step);
        foreach (string text in (string[])[row.Firm, StoreText.Of(row.Date), row.Currency, row.Method, row.EdfMap, row.RunId])
        {
            rows.Text(text);
        }

        foreach (double? number in (double?[])[row.EquityValue, row.EquityVolatility, row.DefaultPoint, row.RiskFreeRate, row.HorizonYears, row.AssetValue, row.AssetVolatility, row.DdKmv, row.DdRiskNeutral, row.DdPhysical, row.LnEdf, row.Edf, row.AdjustedClose])
        {
            rows.Number(BulkRows.Finite(number));
        }

        if (row.ReturnBreaks is { } breaks)
        {
            rows.Integer(breaks);
        }
        else
        {
            rows.Text(null);
        }

        rows.Text(row.Status.ToString());
        rows.EndRow();
    }

    private static void Start(IBulkRows rows, string monitor, int step, int position, params ReadOnlySpan<string?> texts)
    {
        rows.Text(monitor);
        rows.Integer(step);
        rows.Integer(position);
        foreach (string? text in texts)
        {
            rows.Text(text);
        }
    }

    private static AssessmentRow Observation(DbDataReader r) => new()
    {
        Firm = r.GetString(0),
        Date = StoreText.Day(r.GetString(1)),
        Currency = r.GetString(2),
        Method = r.GetString(3),
        EdfMap = r.GetString(4),
        RunId = r.GetString(5),
        EquityValue = Number(r, 6),
        EquityVolatility = Number(r, 7),
        DefaultPoint = Number(r, 8),
        RiskFreeRate = Number(r, 9),
        HorizonYears = Number(r, 10),
        AssetValue = Number(r, 11),
        AssetVolatility = Number(r, 12),
        DdKmv = Number(r, 13),
        DdRiskNeutral = Number(r, 14),
        DdPhysical = Number(r, 15),
        LnEdf = Number(r, 16),
        Edf = Number(r, 17),
        AdjustedClose = Number(r, 18),
        ReturnBreaks = r.IsDBNull(19) ? null : r.GetInt32(19),
        Status = Enum.Parse<AssessmentStatus>(r.GetString(20)),
        VolatilityModel = "",
    };

    private static StoredAlertEvent Event(DbDataReader r) =>
        new(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), StoreText.Day(r.GetString(4)), StoreText.Day(r.GetString(5)), Number(r, 6));

    private static DateOnly? Day(DbDataReader r, int column) => r.IsDBNull(column) ? null : StoreText.Day(r.GetString(column));

    private static double? Number(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetDouble(column);

    private void Table<T>(StoreTransaction transaction, string table, string columns, IReadOnlyList<T> items, Action<IBulkRows, int, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        using IBulkRows rows = store.Bulk(transaction, table, BulkRows.Columns(columns));
        for (int i = 0; i < items.Count; i++)
        {
            write(rows, i, items[i]);
        }

        rows.Complete();
    }
}
