namespace Freeboard.Data.Import.Tables;

/// <summary>Columns a file must and may have. A column is addressed by its place in <see cref="All"/>.</summary>
/// <remarks>
/// A column may have several names, separated by bars (close|收盘价): the first is its name in messages, each is found in a header
/// whatever its case. Where the second begins with = (close|=Last), only that one is found in a header: a mapping file said so.
/// </remarks>
internal sealed class TableSchema
{
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> ours = new(StringComparer.Ordinal);

    public TableSchema(string layout, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        Layout = layout;
        string[][] names = [.. required.Concat(optional).Select(static n => n.Split('|'))];
        for (int i = 0; i < names.Length; i++)
        {
            bool mapped = names[i].Length > 1 && names[i][1].StartsWith('=');
            foreach (string name in mapped ? [names[i][1][1..]] : names[i])
            {
                if (name.Length > 0)
                {
                    places.TryAdd(name, i);
                }
            }

            ours.TryAdd(names[i][0], i);
        }

        All = [.. names.Select(static n => n[0])];
        Required = [.. All.Take(required.Count)];
    }

    public string Layout { get; }

    /// <summary>Factors by place, from a mapping file; a column that is not in it has 1.</summary>
    public IReadOnlyDictionary<int, double> Factors { get; init; } = new Dictionary<int, double>();

    /// <summary>How days are written, from a mapping file; null for any form of year, month, day.</summary>
    public string? DayFormat { get; init; }

    /// <summary>Whether numbers have a decimal comma, from a mapping file.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Further words for no value, from a mapping file.</summary>
    public IReadOnlyList<string> MissingWords { get; init; } = [];

    /// <summary>Cells of columns that the file does not have, from a mapping file.</summary>
    public IReadOnlyDictionary<int, string> Constants { get; init; } = new Dictionary<int, string>();

    public IReadOnlyList<string> Required { get; }

    public IReadOnlyList<string> All { get; }

    /// <summary>Whether columns that are not listed are skipped: vendors have many, and let their users choose.</summary>
    public bool AllowsExtra { get; init; }

    /// <summary>Whether a header without rows says something: that there are none.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Rows under the header that explain the columns and hold no data.</summary>
    public int LabelRows { get; init; }

    /// <summary>A column that is never a label without digits: rows are taken for labels only while its cell has none. -1 when the label rows are always there.</summary>
    public int LabelProbe { get; init; } = -1;

    /// <summary>The place of a column by any of its names; -1 when it is none.</summary>
    public int IndexOf(string header) => places.GetValueOrDefault(header, -1);

    /// <summary>The place of a column by its name in messages; -1 when it is none.</summary>
    public int PlaceOf(string name) => ours.GetValueOrDefault(name, -1);

    /// <summary>Which required columns a header lacks.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> header)
    {
        HashSet<int> found = [.. header.Select(IndexOf), .. Constants.Keys];
        return Required.Where((_, i) => !found.Contains(i));
    }
}
