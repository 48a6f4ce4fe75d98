using System.Globalization;
using System.Text;

namespace Freeboard.Services.Grid;

/// <summary>One job array: shard = index + offset. A cluster takes indices below its MaxArraySize only.</summary>
/// <param name="Offset">What is added to an index.</param>
/// <param name="Indices">The indices as <c>--array</c> takes them: 0-99,105.</param>
/// <param name="Tasks">How many they are.</param>
public sealed record SlurmArray(int Offset, string Indices, int Tasks)
{
    /// <summary>Cuts shards into arrays.</summary>
    /// <param name="shards">Numbers of the shards, ascending, from 1.</param>
    /// <param name="maxArraySize">MaxArraySize of the cluster; at least 2.</param>
    public static IReadOnlyList<SlurmArray> Of(IReadOnlyList<int> shards, int maxArraySize)
    {
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxArraySize, 2);
        return [.. shards.GroupBy(shard => (shard - 1) / maxArraySize).Select(group =>
        {
            int offset = (group.Key * maxArraySize) + 1;
            int[] indices = [.. group.Select(shard => shard - offset)];
            return new SlurmArray(offset, Ranges(indices), indices.Length);
        })];
    }

    private static string Ranges(int[] indices)
    {
        StringBuilder text = new();
        for (int i = 0; i < indices.Length;)
        {
            int end = i;
            while (end + 1 < indices.Length && indices[end + 1] == indices[end] + 1)
            {
                end++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{indices[i]}");
            if (end > i)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{indices[end]}");
            }

            i = end + 1;
        }

        return text.ToString();
    }
}
