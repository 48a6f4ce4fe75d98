namespace Freeboard.Data.Import.Tables;

/// <summary>How long the texts of a workbook are, and how often its sheets name each: a text kept once and shown in every cell unpacks a second time when the sheet is read.</summary>
internal sealed class RepeatedText
{
    // Shared texts of a workbook that is taken are fewer: each takes more bytes of its part than one sixteenth.
    private const int MostTexts = 2 << 20;

    private readonly List<int> lengths = [];
    private int[] mentions = new int[1024];
    private long unclear;
    private int longest;

    /// <summary>Bytes of text that reading every cell once would give, at most: a whole number in a cell may be a number or name a text, and is taken for both.</summary>
    public long Bytes
    {
        get
        {
            long bytes = unclear * longest;
            for (int i = 0; i < Math.Min(lengths.Count, mentions.Length); i++)
            {
                bytes += (long)lengths[i] * mentions[i];
            }

            return bytes;
        }
    }

    /// <summary>Notes the next shared text.</summary>
    public void Add(int length)
    {
        longest = Math.Max(longest, length);
        if (lengths.Count < MostTexts)
        {
            lengths.Add(length);
        }
    }

    /// <summary>Notes what may be a number of a sheet in other words (an entity, a section of characters): it may name the longest text.</summary>
    public void MentionUnclear() => unclear++;

    /// <summary>Notes a whole number of a sheet.</summary>
    public void Mention(int number)
    {
        if (number >= MostTexts)
        {
            return;
        }

        if (number >= mentions.Length)
        {
            Array.Resize(ref mentions, (int)Math.Min(MostTexts, Math.Max(number + 1L, 2L * mentions.Length)));
        }

        mentions[number]++;
    }
}
