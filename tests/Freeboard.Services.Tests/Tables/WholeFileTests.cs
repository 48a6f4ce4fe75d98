using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Tables;

public sealed class WholeFileTests
{
    [Fact]
    public void A_file_is_written_over_an_older_one_and_nothing_stays_beside_it()
    {
        using TemporaryFolder folder = new();
        string path = folder.Inside("model.json");
        WholeFile.WriteText(path, "old");
        WholeFile.WriteText(path, "新");
        Assert.Equal("新"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_that_cannot_be_moved_to_its_place_leaves_the_place_and_nothing_beside_it()
    {
        using TemporaryFolder folder = new();
        string place = folder.Inside("taken");
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, "what"), "is there");
        Assert.ThrowsAny<Exception>(() => WholeFile.WriteText(place, "new"));
        Assert.Equal([place], Directory.GetFileSystemEntries(Path.GetDirectoryName(place)!));
        Assert.True(File.Exists(Path.Combine(place, "what")));
        Assert.Throws<DirectoryNotFoundException>(() => WholeFile.WriteText(folder.Inside("no/such/folder"), "new"));
    }

    [Fact]
    public void What_the_system_says_of_a_file_is_told_without_the_path_it_worked_on()
    {
        Assert.Equal("Input/output error.", FileFault.ReasonOf(new IOException("Input/output error : '/srv/out.csv.partial'")));
        Assert.Equal("Could not find a part of the path '/srv/a.csv'.", FileFault.ReasonOf(new DirectoryNotFoundException("Could not find a part of the path '/srv/a.csv'.")));
    }
}
