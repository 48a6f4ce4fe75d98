namespace Freeboard.Data.Import.Tables;

/// <summary>Whole records as text: headers and samples.</summary>
internal static class TableReaderFields
{
    public static string[] Fields(this ITableReader rows)
    {
        string[] fields = new string[rows.FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = rows.Text(i).Trim();
        }

        return fields;
    }
}
