using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>A layout that is known by its columns.</summary>
/// <param name="source">The vendor's word.</param>
/// <param name="dataset">The vendor's table.</param>
/// <param name="title">Both as a reader knows them: Tushare daily.</param>
/// <param name="order">When it is read.</param>
/// <param name="schema">Its columns.</param>
internal abstract class TableLayout(string source, string dataset, string title, ReadingOrder order, TableSchema schema) : ISourceLayout
{
    public string Source => source;

    public string Dataset => dataset;

    public ReadingOrder Order => order;

    protected TableSchema Schema => schema;

    /// <summary>Vendor and table as a reader knows them.</summary>
    public string Title => title;

    /// <summary>What cells of the first rows must look like besides the header; null when any will do.</summary>
    public CellForm? Form { get; init; }

    public virtual LayoutMatch? Match(HeaderSample sample)
    {
        string[] found = [.. sample.Header.Where(h => schema.IndexOf(h) >= 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (schema.Missing(sample.Header).Any() || (Form is not null && !Form.Fits(sample, schema)))
        {
            return null;
        }

        string shown = found.Length > 8 ? $"{string.Join(", ", found.Take(8))} and {found.Length - 8} more" : string.Join(", ", found);
        string form = Form is null ? "" : $"; {Form.Text}";
        return new LayoutMatch(found.Length + (Form is null ? 0 : 2), $"columns {shown}{form}: {title}");
    }

    public IEnumerable<string> MissingColumns(HeaderSample sample) => schema.Missing(sample.Header);

    public int FoundColumns(HeaderSample sample) => sample.Header.Count(h => schema.IndexOf(h) >= 0);

    public abstract void Read(SourceFile source, IFactSink sink, ImportContext context);

    /// <summary>Opens the table and reads its rows with one call each; proofs are closed at the end.</summary>
    protected void ReadRows(SourceFile source, ImportContext context, Func<Table, Action> begin)
    {
        using Table? table = Table.Open(source, schema, context.Log);
        if (table is null)
        {
            return;
        }

        Action row = begin(table);
        while (table.Read())
        {
            context.Step.Row();
            if (!table.Failed)
            {
                row();
            }
        }

        context.Proofs.Close(source.Name, context.Log);
        table.Finish();
    }
}

/// <summary>A demand on the cells of a column in the first rows.</summary>
/// <param name="Column">The column by any of its names.</param>
/// <param name="Text">The demand in words, for the evidence.</param>
/// <param name="Holds">Whether a cell meets it.</param>
internal sealed record CellForm(string Column, string Text, Func<string, bool> Holds)
{
    public bool Fits(HeaderSample sample, TableSchema schema)
    {
        int wanted = schema.IndexOf(Column);
        int place = sample.Header.ToList().FindIndex(h => schema.IndexOf(h) == wanted);
        return place < 0 || sample.Rows.All(r => place >= r.Length || Holds(r[place]));
    }
}

/// <summary>A vendor's price table.</summary>
internal sealed class PriceLayout(string source, string dataset, string title, PriceColumns columns) : TableLayout(source, dataset, title, ReadingOrder.Prices, columns.Schema)
{
    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => PriceReader.Read(columns, source, sink, context);
}
