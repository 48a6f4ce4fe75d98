using Freeboard.Data.Store;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Tests.Store;

public sealed class RunStoreFaultTests
{
    [Fact]
    public void A_path_in_a_missing_folder_is_named()
    {
        using TemporaryStore file = new();
        AssertFault("STORE-FOLDER-MISSING", Path.Combine(file.Folder, "missing", "runs.db"));
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        using TemporaryStore file = new();
        AssertFault("STORE-IS-A-FOLDER", file.Folder);
    }

    [Fact]
    public void A_text_file_is_no_store_and_stays_as_it_is()
    {
        using TemporaryStore file = new();
        string text = string.Concat(Enumerable.Repeat("this is not a database\n", 100));
        File.WriteAllText(file.FilePath, text);

        AssertFault("STORE-NOT-A-DATABASE", file.FilePath);
        Assert.Equal(text, File.ReadAllText(file.FilePath));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using TemporaryStore file = new();
        Execute(file.FilePath, "CREATE TABLE accounts (name TEXT)");

        AssertFault("STORE-FOREIGN-DATABASE", file.FilePath);
    }

    [Fact]
    public void A_newer_schema_is_named_with_both_versions()
    {
        using TemporaryStore file = new();
        RunStore.Open(file.FilePath).Dispose();
        Execute(file.FilePath, "PRAGMA user_version = 99");

        AssertFault("STORE-NEWER-VERSION", file.FilePath);
    }

    [Fact]
    public void Opening_twice_migrates_once()
    {
        using TemporaryStore file = new();
        using RunStore one = RunStore.Open(file.FilePath);
        using RunStore two = RunStore.Open(file.FilePath);

        Assert.Empty(two.List());
    }

    private static void AssertFault(string code, string path)
    {
        StoreException fault = Assert.Throws<StoreException>(() => RunStore.Open(path));
        Assert.Equal(code, fault.Code);
        Assert.NotEmpty(fault.Cure);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    private static void Execute(string path, string sql)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
