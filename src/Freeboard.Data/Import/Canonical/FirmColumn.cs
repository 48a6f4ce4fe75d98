using System.Text;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Finds the firm that a row names; neighbouring rows mostly name the same one.</summary>
internal sealed class FirmColumn(Table table, int column, MarketDraft draft, ImportLog log)
{
    private byte[] lastCode = [];
    private FirmDraft? lastFirm;

    /// <summary>The firm of the row, or null after an error (or when the firm's own row was bad).</summary>
    public FirmDraft? Find()
    {
        ReadOnlySpan<byte> bytes = table.Bytes(column);
        if (lastFirm is not null && bytes.SequenceEqual(lastCode))
        {
            return lastFirm;
        }

        string code = table.RequiredText(column);
        if (draft.Firms.TryGetValue(code, out FirmDraft? firm))
        {
            lastCode = Encoding.UTF8.GetBytes(code);
            lastFirm = firm;
            return firm;
        }

        if (code.Length > 0 && !draft.FirmsBroken && (log.Options.KeepGoing || !draft.BadFirms.Contains(code)))
        {
            table.Fail(column, "FIRM-UNKNOWN", $"the firm '{code}' is not in {FirmsFile.FileName}", Cure(code));
        }

        return null;
    }

    private string Cure(string code)
    {
        string? padded = draft.Firms.Keys.FirstOrDefault(known => known.Length > code.Length && known.TrimStart('0') == code);
        if (padded is not null)
        {
            return $"Did you mean '{padded}'? A spreadsheet drops leading zeros: keep codes as text";
        }

        return NearestName.Of(code, draft.Firms.Keys.Take(2000)) is { } near && !code.All(char.IsAsciiDigit)
            ? $"Did you mean '{near}'? Otherwise add the firm to {FirmsFile.FileName}"
            : $"Add the firm to {FirmsFile.FileName}, or leave the row out";
    }
}
