using Freeboard.Services.Grid;

namespace Freeboard.Services.Tests.Grid;

public class FirmShardTests
{
    // By another program (FNV-1a and the finaliser of MurmurHash3 in Python): a change of the hash would make shards of two versions overlap and leave gaps.
    [Theory]
    [InlineData("", 7, 2)]
    [InlineData("600000.SH", 7, 2)]
    [InlineData("600000.SH", 1000, 150)]
    [InlineData("中国石油", 64, 13)]
    [InlineData("SY0001", 1000000, 210245)]
    public void The_share_of_a_firm_is_pinned(string firm, int count, int expected) => Assert.Equal(expected, FirmShard.NumberOf(firm, count));

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Every_firm_is_in_one_share_and_shares_are_about_equal(int count)
    {
        int firms = 40 * count;
        int[] sizes = new int[count + 1];
        foreach (int i in Enumerable.Range(0, firms))
        {
            string firm = FormattableString.Invariant($"{600000 + i}.SH");
            int number = FirmShard.NumberOf(firm, count);
            Assert.True(new FirmShard(number, count).Holds(firm));
            sizes[number]++;
        }

        Assert.Equal(0, sizes[0]);

        // Poisson with mean 40: the least and the greatest of a thousand lie within six deviations.
        Assert.All(sizes.Skip(1), static size => Assert.InRange(size, 40 - (6 * 6.4), 40 + (6 * 6.4)));
    }

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("7/7", true)]
    [InlineData("0/7", false)]
    [InlineData("8/7", false)]
    [InlineData("1", false)]
    [InlineData("1/2/3", false)]
    [InlineData("-1/2", false)]
    [InlineData("1/1000001", false)]
    [InlineData("a/b", false)]
    public void A_share_is_read_from_its_words(string text, bool holds)
    {
        FirmShard? shard = FirmShard.Read(text);
        Assert.Equal(holds, shard is not null);
        Assert.Equal(holds ? text : null, shard?.ToString());
    }
}
