using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads labels.csv: dated distress events.</summary>
internal static class LabelsFile
{
    public const string FileName = "labels.csv";

    private static readonly TableSchema Schema = new("canonical labels", ["firm", "date", "event"], []) { MayBeEmpty = true };
    private static readonly string[] Events = ["st", "default", "bankruptcy", "delisted"];

    private enum Column
    {
        Firm,
        Date,
        Event,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        FirmColumn firms = new(table, (int)Column.Firm, draft, log);
        HashSet<LabelFact> seen = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed || firms.Find() is not { } firm)
            {
                continue;
            }

            DateOnly date = table.Day((int)Column.Date);
            string word = table.RequiredText((int)Column.Event);
            if (word.Length > 0 && !Events.Contains(word, StringComparer.Ordinal))
            {
                table.Fail((int)Column.Event, "EVENT-UNKNOWN", $"'{word}' is no event", $"Write one of: {string.Join(", ", Events)}");
            }

            LabelFact label = new(firm.Description.Firm, date, word);
            if (!table.Failed && !seen.Add(label))
            {
                table.Fail((int)Column.Event, "LABEL-DUPLICATE", "the same event stands in the file twice", "Delete one of the two rows");
            }

            if (!table.Failed)
            {
                draft.Labels.Add(label);
            }
        }

        table.Finish();
    }
}
