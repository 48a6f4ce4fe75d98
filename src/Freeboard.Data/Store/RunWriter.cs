using Freeboard.Assessment;
using Freeboard.Provenance;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>Writes one run inside a transaction, every table by one prepared statement.</summary>
internal sealed class RunWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    public void Write(AssessmentRun run)
    {
        string id = run.Provenance.RunId;
        WriteRun(run, id);
        using (Insert inputs = new(connection, transaction, "run_inputs", "run_id, position, name, sha256, layout, row_count, quarantined"))
        {
            Each(run.Provenance.Inputs, (i, f) => inputs.Row(id, i, f.Name, f.Sha256, f.Layout, f.Rows, f.Quarantined));
        }

        using (Insert parameters = new(connection, transaction, "run_parameters", "run_id, position, name, value"))
        {
            Each(run.Provenance.Parameters, (i, p) => parameters.Row(id, i, p.Name, p.Value));
        }

        using (Insert notes = new(connection, transaction, "run_notes", "run_id, position, code, firm, count, text"))
        {
            Each(run.Provenance.Notes, (i, n) => notes.Row(id, i, n.Code, n.Firm, n.Count, n.Text));
        }

        using (Insert firms = new(connection, transaction, "run_firms", "run_id, position, firm, name, currency, kind, industry, exchange"))
        {
            Each(run.Firms, (i, f) => firms.Row(id, i, f.Firm, f.Name, f.Currency, f.Kind, f.Industry, f.Exchange));
        }

        WriteRows(run.Rows, id);
        WriteReturns(run.Rows, id);
        WriteLatestInputs(run, id);
        WriteFunnel(run.Funnel, id);
    }

    /// <summary>What shares had returned by each row's day. Runs kept before the table was there get it when they are made again.</summary>
    public void WriteReturns(IReadOnlyList<AssessmentRow> rows, string id)
    {
        using Insert insert = new(connection, transaction, "assessment_row_returns", "run_id, position, adjusted_close, return_breaks");
        Each(rows, (i, r) =>
        {
            if (r.AdjustedClose is not null)
            {
                insert.Row(id, i, r.AdjustedClose, r.ReturnBreaks);
            }
        });
    }

    public void WriteExecution(string id, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        using Insert executions = new(connection, transaction, "executions", "run_id, started_at, finished_at");
        executions.Row(id, StoreText.Of(startedAt), StoreText.Of(finishedAt));
    }

    private static void Each<T>(IReadOnlyList<T> items, Action<int, T> write)
    {
        for (int i = 0; i < items.Count; i++)
        {
            write(i, items[i]);
        }
    }

    private void WriteRun(AssessmentRun run, string id)
    {
        RunProvenance provenance = run.Provenance;
        using Insert runs = new(connection, transaction, "runs", "run_id, version, instruction_set, as_of, synthetic, row_count");
        runs.Row(id, provenance.Version, provenance.InstructionSet, StoreText.Of(provenance.AsOf), run.Synthetic ? 1 : 0, run.Rows.Count);
    }

    private void WriteRows(IReadOnlyList<AssessmentRow> rows, string id)
    {
        using Insert insert = new(connection, transaction, "assessment_rows", "run_id, position, " + RunReader.RowColumns);
        Each(rows, (i, r) =>
        {
            if (r.RunId != id)
            {
                throw new ArgumentException($"A row of {r.Firm} carries the run id '{r.RunId}', not '{id}'.", nameof(rows));
            }

            insert.Row(
                id, i, r.Firm, StoreText.Of(r.Date), r.Currency, r.EquityValue, r.EquityVolatility, r.VolatilityModel, r.DefaultPoint, r.RiskFreeRate, r.HorizonYears, r.Method,
                r.AssetValue, r.AssetVolatility, r.DdKmv, r.DdRiskNeutral, r.DdPhysical, r.LnEdf, r.Edf, r.EdfMap, r.Observations, r.Status.ToString());
        });
    }

    private void WriteLatestInputs(AssessmentRun run, string id)
    {
        using Insert keys = new(connection, transaction, "run_latest_input_firms", "run_id, position, firm");
        using Insert facts = new(connection, transaction, "run_latest_inputs", "run_id, firm, position, name, value, unit, source, valid_on, known_on, kind");
        int position = 0;
        foreach ((string firm, IReadOnlyList<InputFact> list) in run.LatestInputs.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            keys.Row(id, position++, firm);
            Each(list, (i, f) => facts.Row(id, firm, i, f.Name, f.Value, f.Unit, f.Source, StoreText.Of(f.ValidOn), StoreText.Of(f.KnownOn), f.Kind));
        }
    }

    private void WriteFunnel(IReadOnlyList<FunnelStep> funnel, string id)
    {
        using Insert steps = new(connection, transaction, "run_funnel", "run_id, position, name, firms, lost");
        using Insert reasons = new(connection, transaction, "run_funnel_reasons", "run_id, step, position, status, firms");
        Each(funnel, (step, s) =>
        {
            steps.Row(id, step, s.Name, s.Firms, s.Lost);
            Each(s.Reasons, (i, r) => reasons.Row(id, step, i, r.Status.ToString(), r.Firms));
        });
    }
}
