using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Canonical;
using Freeboard.Data.Import.NetEase;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;
using Freeboard.Provenance;

namespace Freeboard.Data.Import;

/// <summary>Reads a folder of files into a market: all or nothing, unless bad rows may be set aside.</summary>
/// <remarks>
/// <para>Layouts: canonical files by their names; NetEase histories and balance sheets by their headers; one folder may mix them.</para>
/// <para>Errors: every bad row and file is a <see cref="RowError"/>; nothing of the data throws. Cancellation throws and leaves nothing.</para>
/// <para>Shape: firms in code order, files in name order; the order of rows in a file does not matter.</para>
/// </remarks>
public static class MarketImport
{
    /// <summary>Reads the folder's files (not its sub-folders).</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="options">Strictness and policies.</param>
    /// <param name="progress">Told about files and rows.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportResult Load(string folder, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        ImportLog log = new(options);
        if (FolderContent.Scan(folder, log, cancellationToken) is not { } content)
        {
            return log.Result(null);
        }

        MarketDraft draft = new();
        ImportStep step = new(progress, content.Count, cancellationToken);
        ReadCanonicalFirms(content, draft, log, step);
        NetEaseFiles netEase = new(draft, log);
        netEase.Read(content, step);
        ReadCanonicalFacts(content, draft, log, step);
        netEase.Finish();
        ReadVendors(content, draft, log, step, cancellationToken);
        MarketProofs.Check(draft, log);
        cancellationToken.ThrowIfCancellationRequested();
        return log.Result(log.Rejected ? null : Build(draft, content, log));
    }

    private static void ReadCanonicalFirms(FolderContent content, MarketDraft draft, ImportLog log, ImportStep step)
    {
        ReadFile(content, FirmsFile.FileName, step, source => FirmsFile.Read(source, draft, log, step));
        if (!content.Has(FirmsFile.FileName) && !content.HasVendor)
        {
            Missing(FirmsFile.FileName, "It names every firm: firm,name,currency,kind", log);
        }

        draft.FirmsBroken = log.HasFileErrors && draft.Firms.Count == 0;
    }

    private static void ReadCanonicalFacts(FolderContent content, MarketDraft draft, ImportLog log, ImportStep step)
    {
        bool pricesHaveValues = false;
        if (content.Has(PricesFile.FileName))
        {
            ReadFile(content, PricesFile.FileName, step, source => pricesHaveValues = PricesFile.Read(source, draft, log, step));
            if (!pricesHaveValues && !content.Has(SharesFile.FileName) && !log.Rejected)
            {
                Missing(SharesFile.FileName, "Add it (firm,valid_from,known_on,tradable,restricted), or a column market_value to prices.csv", log);
            }
        }
        else if (!content.HasVendor)
        {
            Missing(PricesFile.FileName, "It holds the closes: firm,date,close", log);
        }

        ReadFile(content, SharesFile.FileName, step, source => SharesFile.Read(source, draft, log, step));
        ReadFile(content, StatementsFile.FileName, step, source => StatementsFile.Read(source, draft, log, step));
        ReadFile(content, RatesFile.FileName, step, source => RatesFile.Read(source, draft, log, step));
        ReadFile(content, LabelsFile.FileName, step, source => LabelsFile.Read(source, draft, log, step));
        ReadFile(content, ExchangeRatesFile.FileName, step, source => ExchangeRatesFile.Read(source, draft, log, step));
        ReadFile(content, ClassPricesFile.FileName, step, source => ClassPricesFile.Read(source, draft, log, step));
        if (!content.Has(StatementsFile.FileName) && content.BalanceSheets.Count == 0 && !content.Vendor.Exists(static v => v.Layout.Order == ReadingOrder.Statements))
        {
            log.Note("FILE-ABSENT", "", 1, "statements.csv is absent: no firm has a default point.");
        }

        if (!content.Has(RatesFile.FileName) && !content.Vendor.Exists(static v => v.Layout.Dataset is "shibor"))
        {
            log.Note("FILE-ABSENT", "", 1, "rates.csv is absent: no risk-free rate is known from the data.");
        }
    }

    /// <summary>Tables of other vendors go through the same proofs as an import into a store, and end in the draft.</summary>
    private static void ReadVendors(FolderContent content, MarketDraft draft, ImportLog log, ImportStep step, CancellationToken cancellationToken)
    {
        if (content.Vendor.Count == 0)
        {
            return;
        }

        DraftSink sink = new(draft);
        ImportContext context = new(log.Options, log, step, sink, cancellationToken);
        foreach (PlannedTable table in content.Vendor)
        {
            step.StartFile(table.Table.Name);
            table.Layout.Read(table.Table, context.Sink, context);
            step.FinishFile();
            log.Note("SOURCE-RECOGNISED", "", 1, $"{table.Table.Name}: {table.Match.Evidence}.");
        }

        ImportEnd.Finish(context.Sink, context);
        sink.Finish(log);
        foreach (ProofResult proof in context.Proofs.All.Select(static p => p.Result()).Where(static p => p.Verdict is ProofVerdict.Noted or ProofVerdict.RowsQuarantined))
        {
            log.Note("PROOF-FAILED", "", (int)Math.Min(int.MaxValue, proof.Failures), FormattableString.Invariant($"{(proof.File.Length == 0 ? "all files" : proof.File)}: {proof.Rule} fails in {proof.Failures} of {proof.Judged}; {(proof.Worst.Count > 0 ? proof.Worst[0].Text : "")}: {proof.LikelyCause}."));
        }
    }

    private static void ReadFile(FolderContent content, string name, ImportStep step, Action<SourceFile> read)
    {
        if (content.Canonical.TryGetValue(name, out SourceFile? source))
        {
            step.StartFile(source.Name);
            read(source);
            step.FinishFile();
        }
    }

    private static void Missing(string name, string cure, ImportLog log) =>
        log.FileError(name, "FILE-MISSING", "the file is missing from the folder", cure);

    private static Market Build(MarketDraft draft, FolderContent content, ImportLog log) => new(new MarketContent
    {
        Histories = [.. draft.Firms.Values.Select(static f => f.Build())],
        Files = log.Files,
        Notes = [.. log.Notes.OrderBy(static n => n.Code, StringComparer.Ordinal).ThenBy(static n => n.Firm, StringComparer.Ordinal).ThenBy(static n => n.Text, StringComparer.Ordinal)],
        Labels = [.. draft.Labels.OrderBy(static l => l.Firm, StringComparer.Ordinal).ThenBy(static l => l.Date).ThenBy(static l => l.Event, StringComparer.Ordinal)],
        Rates = draft.Rates,
        RateSource = draft.RateSource,
        ExchangeRates = draft.ExchangeRates,
        ExchangeRateSource = draft.ExchangeRateSource,
        Synthetic = content.Synthetic,
    });
}
