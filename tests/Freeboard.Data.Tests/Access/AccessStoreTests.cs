using System.Data.Common;
using Freeboard.Data.Access;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Access;

public sealed class AccessStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [EveryStore]
    public void An_issuers_subject_has_one_account_and_a_name_is_given_once(string kind)
    {
        using TemporaryStore place = new(kind);
        using AccessStore store = Open(place);
        UserRecord ada = new("ada", "viewer", null, false, Now);
        Assert.True(store.AddUserOf(ada, "https://id.example", "s1", Entry("account.issuer")));
        Assert.False(store.AddUserOf(ada, "https://id.example", "s2", Entry("account.issuer")));
        Assert.False(store.AddUserOf(ada with { Name = "eve" }, "https://id.example", "s1", Entry("account.issuer")));
        Assert.Equal("ada", store.UserOfIdentity("https://id.example", "s1"));
        Assert.Null(store.UserOfIdentity("https://other.example", "s1"));
        Assert.Equal(ada, store.FindUser("ada"));
        Assert.Equal([ada], store.Users());
    }

    [Theory]
    [EveryStore]
    public void Accounts_sessions_and_keys_come_back_as_they_were(string kind)
    {
        using TemporaryStore place = new(kind);
        UserRecord ada = new("ada", "administrator", "hash", false, Now);
        KeyRecord key = new("k1", "nightly", "ada", "00ff", "read assess", Now, Now.AddDays(3), false);
        using (AccessStore store = Open(place))
        {
            Assert.False(store.AnyUser());
            Assert.True(store.AddUser(ada, onlyAsFirst: true, Entry("account.first")));
            Assert.False(store.AddUser(ada with { Name = "eve" }, onlyAsFirst: true, Entry("account.first")));
            Assert.False(store.AddUser(ada, onlyAsFirst: false, Entry("account.add")));
            store.AddSession("t1", "ada", Now.AddHours(1), Entry("session.begin"));
            store.AddKey(key, Entry("key.add"));
        }

        using AccessStore again = Open(place);
        Assert.Equal([ada], again.Users());
        Assert.Equal(ada, again.UserOfSession("t1", Now));
        Assert.Null(again.UserOfSession("t1", Now.AddHours(1)));
        Assert.Null(again.UserOfSession("t2", Now));
        Assert.Equal((key, ada), again.FindKey("k1"));
        Assert.Null(again.FindKey("k2"));
        Assert.False(again.RevokeKey("k1", "eve", Entry("key.revoke")));
        Assert.True(again.RevokeKey("k1", "ada", Entry("key.revoke")));
        Assert.False(again.RevokeKey("k1", null, Entry("key.revoke")));
        Assert.True(Assert.Single(again.Keys("ada")).Revoked);
        Assert.Equal(4, again.Lines(null, 100).Count);
    }

    [Theory]
    [EveryStore]
    public void A_changed_account_has_no_sessions_left_and_the_last_of_a_role_is_kept(string kind)
    {
        using TemporaryStore place = new(kind);
        using AccessStore store = Open(place);
        UserRecord ada = new("ada", "administrator", "hash", false, Now);
        store.AddUser(ada, true, Entry("account.first"));
        store.AddSession("t1", "ada", Now.AddHours(1), Entry("session.begin"));
        Assert.Equal(UserChange.LastOfRole, store.ChangeUser(ada with { Disabled = true }, "administrator", Entry("account.change")));
        Assert.NotNull(store.UserOfSession("t1", Now));
        Assert.Equal(UserChange.Unknown, store.ChangeUser(ada with { Name = "nobody" }, "administrator", Entry("account.change")));
        Assert.Equal(UserChange.Done, store.ChangeUser(ada with { PasswordHash = "other" }, "administrator", Entry("account.change")));
        Assert.Null(store.UserOfSession("t1", Now));

        // What was refused left no line either.
        Assert.Equal(["account.change", "session.begin", "account.first"], store.Lines(null, 100).Select(static l => l.Entry.Action));
    }

    [Theory]
    [EveryStore]
    public void The_log_is_a_chain_that_takes_no_change_and_shows_one(string kind)
    {
        using TemporaryStore place = new(kind);
        using AccessStore store = Open(place);
        for (int i = 0; i < 5; i++)
        {
            store.Log(Entry("test") with { Subject = FormattableString.Invariant($"公司 {i}; 3:x") });
        }

        Assert.Null(store.FirstBreak());
        Assert.Equal([5L, 4, 3], store.Lines(null, 3).Select(static l => l.Sequence));
        Assert.Equal([2L, 1], store.Lines(3, 3).Select(static l => l.Sequence));
        using StoreConnection plain = StoreConnection.Open(place.Address);
        foreach (string change in new[] { "UPDATE access_log SET actor = 'eve' WHERE sequence = 2", "DELETE FROM access_log WHERE sequence = 5" })
        {
            using DbCommand command = plain.Command(change);
            Assert.ThrowsAny<DbException>(() => command.ExecuteNonQuery());
        }

        // Somebody with the file in hand takes the guard off: the chain says where.
        if (kind == "sqlite")
        {
            using DbCommand command = plain.Command("DROP TRIGGER access_log_refuse_update; UPDATE access_log SET actor = 'eve' WHERE sequence = 2");
            command.ExecuteNonQuery();
            Assert.Equal(2, store.FirstBreak());
        }
    }

    [Fact]
    public void A_line_taken_out_put_in_or_moved_breaks_the_chain()
    {
        List<AuditRecord> lines = [];
        for (int i = 1; i <= 4; i++)
        {
            AuditEntry entry = Entry("test") with { Detail = FormattableString.Invariant($"{i}") };
            string previous = lines.Count == 0 ? "" : lines[^1].Hash;
            lines.Add(new AuditRecord(i, entry, previous, AuditChain.HashOf(i, entry, previous)));
        }

        Assert.Null(AuditChain.FirstBreak(lines));
        Assert.Equal(2, AuditChain.FirstBreak([lines[0], lines[2], lines[3]]));
        Assert.Equal(2, AuditChain.FirstBreak([lines[0], lines[0], lines[1]]));
        Assert.Equal(1, AuditChain.FirstBreak([lines[1], lines[0]]));
        Assert.Equal(3, AuditChain.FirstBreak([lines[0], lines[1], lines[2] with { Entry = lines[2].Entry with { At = Now.AddTicks(1) } }, lines[3]]));

        // Fields that run into each other are told apart.
        Assert.NotEqual(AuditChain.HashOf(1, Entry("a") with { Subject = "bc" }, ""), AuditChain.HashOf(1, Entry("ab") with { Subject = "c" }, ""));

        // A chain cut off at its end holds: the newest hash, kept elsewhere, is what tells.
        Assert.Null(AuditChain.FirstBreak(lines[..2]));
    }

    [Theory]
    [EveryStore]
    public void Two_that_set_up_at_once_make_one_first_account(string kind)
    {
        using TemporaryStore place = new(kind);
        Open(place).Dispose();
        bool[] first = new bool[4];
        Parallel.For(0, first.Length, i =>
        {
            using AccessStore store = Open(place);
            first[i] = store.AddUser(new UserRecord(FormattableString.Invariant($"user{i}"), "administrator", "hash", false, Now), onlyAsFirst: true, Entry("account.first"));
        });
        Assert.Single(first, static f => f);
        using AccessStore after = Open(place);
        Assert.Single(after.Users());
        Assert.Null(after.FirstBreak());
    }

    [Theory]
    [EveryStore]
    public void Many_writers_of_the_log_leave_one_chain_without_gaps(string kind)
    {
        using TemporaryStore place = new(kind);
        Open(place).Dispose();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using AccessStore store = Open(place);
            for (int i = 0; i < 10; i++)
            {
                store.Log(Entry("test"));
            }
        });
        using AccessStore after = Open(place);
        Assert.Equal(80, after.Lines(null, 1)[0].Sequence);
        Assert.Null(after.FirstBreak());
    }

    [Theory]
    [EveryStore]
    public void A_kept_answer_is_for_its_caller_and_its_time(string kind)
    {
        using TemporaryStore place = new(kind);
        using AccessStore store = Open(place);
        ReplyRecord reply = new("abc", 202, "/jobs/1", "{\"名\":1}");
        store.KeepReply("ada", "k", reply, Now, Now.AddDays(-1));
        Assert.Equal(reply, store.FindReply("ada", "k", Now.AddDays(-1)));
        Assert.Null(store.FindReply("eve", "k", Now.AddDays(-1)));
        Assert.Null(store.FindReply("ada", "k", Now.AddTicks(1)));
        store.KeepReply("ada", "k", reply with { Status = 200, Location = null }, Now, Now.AddDays(-1));
        Assert.Equal(200, store.FindReply("ada", "k", Now.AddDays(-1))!.Status);
        store.KeepReply("ada", "k2", reply, Now.AddDays(2), Now.AddDays(1));
        Assert.Null(store.FindReply("ada", "k", DateTimeOffset.MinValue));
    }

    private static AccessStore Open(TemporaryStore place) => AccessStore.Open(place.Address.ToString());

    private static AuditEntry Entry(string action) => new(Now, "ada", action, "subject", "detail");
}
