namespace Freeboard.Calibration;

/// <summary>Pool adjacent violators: the falling sequence nearest to given values in weighted squares.</summary>
/// <remarks>Source: Ayer and others (1955). Linear time: every value is pooled at most once.</remarks>
internal static class AdjacentViolators
{
    /// <summary>A run of values pooled into one.</summary>
    internal struct Block
    {
        public int First;
        public int Last;
        public double Weight;
        public double Sum;

        public readonly double Mean => Sum / Weight;
    }

    /// <summary>Pools.</summary>
    /// <param name="values">Weighted values (sums), in the order of x.</param>
    /// <param name="weights">Weights; values of weight zero join a neighbour.</param>
    /// <returns>Blocks of falling mean, in order.</returns>
    internal static List<Block> Fall(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        List<Block> blocks = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (weights[i] == 0)
            {
                continue;
            }

            blocks.Add(new Block { First = i, Last = i, Weight = weights[i], Sum = values[i] });
            while (blocks.Count > 1 && blocks[^1].Sum * blocks[^2].Weight >= blocks[^2].Sum * blocks[^1].Weight)
            {
                JoinLast(blocks);
            }
        }

        return blocks;
    }

    /// <summary>Joins blocks lighter than a minimum with the neighbour of nearer mean; the means still fall.</summary>
    internal static void Thicken(List<Block> blocks, double minimum)
    {
        for (int i = 0; i < blocks.Count && blocks.Count > 1;)
        {
            if (blocks[i].Weight >= minimum)
            {
                i++;
                continue;
            }

            bool up = i == 0 || (i + 1 < blocks.Count && blocks[i].Mean - blocks[i + 1].Mean < blocks[i - 1].Mean - blocks[i].Mean);
            int at = up ? i : i - 1;
            blocks[at] = Joined(blocks[at], blocks[at + 1]);
            blocks.RemoveAt(at + 1);
            i = at;
        }
    }

    private static void JoinLast(List<Block> blocks)
    {
        blocks[^2] = Joined(blocks[^2], blocks[^1]);
        blocks.RemoveAt(blocks.Count - 1);
    }

    private static Block Joined(in Block a, in Block b) => new() { First = a.First, Last = b.Last, Weight = a.Weight + b.Weight, Sum = a.Sum + b.Sum };
}
