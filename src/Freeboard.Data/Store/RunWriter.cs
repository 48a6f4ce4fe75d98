using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Data.Store;

/// <summary>Writes one run inside a transaction, one bulk load a table.</summary>
internal sealed class RunWriter(StoreConnection store, StoreTransaction transaction)
{
    private static readonly IReadOnlyList<BulkColumn> AssessmentColumns = BulkRows.Columns(
        "run_id text, position int, firm text, date text, currency text, equity_value number, equity_volatility number, volatility_model text, default_point number, risk_free_rate number, horizon_years number, method text, "
        + "asset_value number, asset_volatility number, dd_kmv number, dd_risk_neutral number, dd_physical number, ln_edf number, edf number, edf_map text, observations int, status text");

    public void Write(AssessmentRun run)
    {
        WriteWithoutRows(run, run.Rows.Count);
        WriteRows(run.Rows, run.Provenance.RunId);
        WriteReturns(run.Rows, run.Provenance.RunId);
    }

    /// <summary>All of a run but its rows.</summary>
    public void WriteWithoutRows(AssessmentRun run, int rowCount)
    {
        string id = run.Provenance.RunId;
        RunProvenance provenance = run.Provenance;
        Table("runs", "run_id text, version text, instruction_set text, as_of text, synthetic int, row_count int", [run], (rows, _, r) =>
            rows.Row(id, provenance.Version, provenance.InstructionSet, StoreText.Of(provenance.AsOf), r.Synthetic ? 1 : 0, rowCount));
        Table("run_inputs", "run_id text, position int, name text, sha256 text, layout text, row_count int, quarantined int", provenance.Inputs, (rows, i, f) =>
            rows.Row(id, i, f.Name, f.Sha256, f.Layout, f.Rows, f.Quarantined));
        Table("run_parameters", "run_id text, position int, name text, value text", provenance.Parameters, (rows, i, p) =>
            rows.Row(id, i, p.Name, p.Value));
        Table("run_notes", "run_id text, position int, code text, firm text, count int, text text", provenance.Notes, (rows, i, n) =>
            rows.Row(id, i, n.Code, n.Firm, n.Count, n.Text));
        Table("run_firms", "run_id text, position int, firm text, name text, currency text, kind text, industry text, exchange text", run.Firms, (rows, i, f) =>
            rows.Row(id, i, f.Firm, f.Name, f.Currency, f.Kind, f.Industry, f.Exchange));
        WriteLatestInputs(run, id);
        WriteFunnel(run.Funnel, id);
    }

    /// <summary>What shares had returned by each row's day. Runs kept before the table was there get it when they are made again.</summary>
    public void WriteReturns(IReadOnlyList<AssessmentRow> rows, string id) =>
        Table("assessment_row_returns", "run_id text, position int, adjusted_close number, return_breaks int", rows, (bulk, i, r) =>
        {
            if (r.AdjustedClose is not null)
            {
                bulk.Row(id, i, r.AdjustedClose, r.ReturnBreaks);
            }
        });

    public void WriteExecution(string id, DateTimeOffset startedAt, DateTimeOffset finishedAt) =>
        Table("executions", "run_id text, started_at text, finished_at text", [id], (rows, _, run) => rows.Row(run, StoreText.Of(startedAt), StoreText.Of(finishedAt)));

    private void WriteRows(IReadOnlyList<AssessmentRow> rows, string id)
    {
        // Cell by cell, because a run may have millions of rows and a box a number would be most of the work.
        using IBulkRows bulk = store.Bulk(transaction, "assessment_rows", AssessmentColumns);
        for (int i = 0; i < rows.Count; i++)
        {
            AssessmentRow r = rows[i];
            if (r.RunId != id)
            {
                throw new ArgumentException($"A row of {r.Firm} carries the run id '{r.RunId}', not '{id}'.", nameof(rows));
            }

            bulk.Text(id);
            bulk.Integer(i);
            bulk.Text(r.Firm);
            bulk.Text(StoreText.Of(r.Date));
            bulk.Text(r.Currency);
            bulk.Number(BulkRows.Finite(r.EquityValue));
            bulk.Number(BulkRows.Finite(r.EquityVolatility));
            bulk.Text(r.VolatilityModel);
            bulk.Number(BulkRows.Finite(r.DefaultPoint));
            bulk.Number(BulkRows.Finite(r.RiskFreeRate));
            bulk.Number(BulkRows.Finite(r.HorizonYears));
            bulk.Text(r.Method);
            bulk.Number(BulkRows.Finite(r.AssetValue));
            bulk.Number(BulkRows.Finite(r.AssetVolatility));
            bulk.Number(BulkRows.Finite(r.DdKmv));
            bulk.Number(BulkRows.Finite(r.DdRiskNeutral));
            bulk.Number(BulkRows.Finite(r.DdPhysical));
            bulk.Number(BulkRows.Finite(r.LnEdf));
            bulk.Number(BulkRows.Finite(r.Edf));
            bulk.Text(r.EdfMap);
            if (r.Observations is { } observations)
            {
                bulk.Integer(observations);
            }
            else
            {
                bulk.Text(null);
            }

            bulk.Text(r.Status.ToString());
            bulk.EndRow();
        }

        bulk.Complete();
    }

    private void WriteLatestInputs(AssessmentRun run, string id)
    {
        KeyValuePair<string, IReadOnlyList<InputFact>>[] firms = [.. run.LatestInputs.OrderBy(static p => p.Key, StringComparer.Ordinal)];
        Table("run_latest_input_firms", "run_id text, position int, firm text", firms, (rows, i, f) => rows.Row(id, i, f.Key));
        Table("run_latest_inputs", "run_id text, firm text, position int, name text, value number, unit text, source text, valid_on text, known_on text, kind text", firms, (rows, _, pair) =>
            Each(pair.Value, (i, f) => rows.Row(id, pair.Key, i, f.Name, f.Value, f.Unit, f.Source, StoreText.Of(f.ValidOn), StoreText.Of(f.KnownOn), f.Kind)));
    }

    private void WriteFunnel(IReadOnlyList<FunnelStep> funnel, string id)
    {
        Table("run_funnel", "run_id text, position int, name text, firms int, lost int", funnel, (rows, step, s) => rows.Row(id, step, s.Name, s.Firms, s.Lost));
        Table("run_funnel_reasons", "run_id text, step int, position int, status text, firms int", funnel, (rows, step, s) =>
            Each(s.Reasons, (i, r) => rows.Row(id, step, i, r.Status.ToString(), r.Firms)));
    }

    private static void Each<T>(IReadOnlyList<T> items, Action<int, T> write)
    {
        for (int i = 0; i < items.Count; i++)
        {
            write(i, items[i]);
        }
    }

    private void Table<T>(string table, string columns, IReadOnlyList<T> items, Action<IBulkRows, int, T> write)
    {
        using IBulkRows rows = store.Bulk(transaction, table, BulkRows.Columns(columns));
        Each(items, (i, item) => write(rows, i, item));
        rows.Complete();
    }
}
