using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Services.Assess;

/// <summary>Counts what rows remark, and says it in the notes of the run.</summary>
internal sealed class RemarkCount
{
    private int classPriceAbsent;
    private int equityModelCurrency;
    private int oldRate;
    private int oldExchangeRate;
    private int mapped;

    public void Add(IReadOnlyList<byte> remarks)
    {
        foreach (byte remark in remarks)
        {
            RowRemarks said = (RowRemarks)remark;
            classPriceAbsent += said.HasFlag(RowRemarks.ClassPriceAbsent) ? 1 : 0;
            equityModelCurrency += said.HasFlag(RowRemarks.EquityModelCurrency) ? 1 : 0;
            oldRate += said.HasFlag(RowRemarks.OldRate) ? 1 : 0;
            oldExchangeRate += said.HasFlag(RowRemarks.OldExchangeRate) ? 1 : 0;
            mapped += said.HasFlag(RowRemarks.Mapped) ? 1 : 0;
        }
    }

    /// <summary>The notes of a run: those of its data, then those of its rows.</summary>
    public List<QualityNote> Notes(IEnumerable<QualityNote> data, IReadOnlyList<FirmDescription> firms, AssessmentOptions options)
    {
        List<QualityNote> notes = [.. data];
        int financial = firms.Count(firm => firm.Kind != "general");
        Add(notes, "FINANCIAL-DEFAULT-POINT", financial, $"banks, insurers or brokers use the default point {options.FinancialDefaultPoint.Name}, because their liabilities do not split into current and non-current by due date.");
        Add(notes, "CLASS-PRICE-ABSENT", classPriceAbsent, "rows count B or H shares at the price of tradable shares, because class_prices.csv gives no recent close of theirs.");
        Add(notes, "EQUITY-MODEL-CURRENCY", equityModelCurrency, $"rows have no equity value: the fitted price model is in {options.Equity?.ModelCurrency}, their shares are not.");
        if (options.EdfMap is { } map)
        {
            notes.AddRange(MappedFrequency.NotesOf(map, mapped));
        }

        foreach ((string code, string what, int rows) in ((string, string, int)[])[("RATE-OLD", "risk-free rate", oldRate), ("EXCHANGE-RATE-OLD", "exchange rate", oldExchangeRate)])
        {
            Add(notes, code, rows, string.Create(
                CultureInfo.InvariantCulture, $"rows use a {what} dated more than {FirmAssessor.OldQuotationDays} days before their day: the newest one known. Check that the file is complete."));
        }

        return notes;
    }

    private static void Add(List<QualityNote> notes, string code, int count, string text)
    {
        if (count > 0)
        {
            notes.Add(new QualityNote(code, "", count, string.Create(CultureInfo.InvariantCulture, $"{count} {text}")));
        }
    }
}
