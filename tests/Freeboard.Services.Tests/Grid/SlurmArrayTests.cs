using System.Globalization;
using Freeboard.Numerics;
using Freeboard.Services.Grid;

namespace Freeboard.Services.Tests.Grid;

public class SlurmArrayTests
{
    [Fact]
    public void Shards_beyond_what_an_array_takes_are_cut_into_several()
    {
        IReadOnlyList<SlurmArray> arrays = SlurmArray.Of([.. Enumerable.Range(1, 2500)], 1001);
        Assert.Equal([new SlurmArray(1, "0-1000", 1001), new SlurmArray(1002, "0-1000", 1001), new SlurmArray(2003, "0-497", 498)], arrays);
    }

    [Fact]
    public void Single_shards_and_stretches_are_written_as_Slurm_reads_them() =>
        Assert.Equal([new SlurmArray(1, "0,2-4,8", 5), new SlurmArray(11, "0,9", 2)], SlurmArray.Of([1, 3, 4, 5, 9, 11, 20], 10));

    [Fact]
    public void Every_shard_is_an_index_and_an_offset_once()
    {
        PhiloxStream random = new(1);
        int[] shards = [.. Enumerable.Range(1, 5000).Where(_ => random.NextIndex(3) > 0)];
        IEnumerable<int> back = SlurmArray.Of(shards, 64).SelectMany(array => array.Indices.Split(',').SelectMany(range =>
        {
            int[] ends = [.. range.Split('-').Select(static end => int.Parse(end, CultureInfo.InvariantCulture))];
            Assert.All(ends, static end => Assert.InRange(end, 0, 63));
            return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Select(index => index + array.Offset);
        }));
        Assert.Equal(shards, back);
    }

    [Fact]
    public void Words_of_a_script_are_quoted()
    {
        SlurmOptions options = new() { Command = "freeboard", Store = "sqlite:/a b/it's.db" };
        Assert.Equal("#!/bin/sh\nexec freeboard grid task '/a b' --shard $((SLURM_ARRAY_TASK_ID + FREEBOARD_GRID_OFFSET))\n", SlurmGrid.TaskScript("/a b", options));
        Assert.Equal("#!/bin/sh\nexec freeboard grid merge '/a b' --out '/a b/rows.csv' --store 'sqlite:/a b/it'\\''s.db'\n", SlurmGrid.MergeScript("/a b", options));
    }
}
