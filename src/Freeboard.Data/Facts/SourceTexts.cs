using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Texts of sources by import and number, read once.</summary>
internal sealed class SourceTexts(StoreConnection store)
{
    private readonly Dictionary<(int Import, int Number), string> texts = [];
    private bool loaded;
    private (int Import, int Number) last;
    private string? lastText;

    /// <summary>Reads the texts of the imports that are seen; a PostgreSQL connection answers one question at a time, so before the facts are read.</summary>
    public void LoadAll(FactState state)
    {
        if (loaded)
        {
            return;
        }

        loaded = true;
        foreach ((int import, int number, string text) in store.Query("SELECT import_id, source_no, text FROM fact_import_sources", static r => (r.GetInt32(0), r.GetInt32(1), r.GetString(2))))
        {
            if (state.Sees(import))
            {
                texts.Add((import, number), text);
            }
        }
    }

    public string Of(int import, int number)
    {
        if (lastText is null || last != (import, number))
        {
            last = (import, number);
            lastText = texts[(import, number)];
        }

        return lastText;
    }
}
