using System.Data.Common;
using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.Access;

/// <summary>Accounts, sessions, keys and the log of what was done, in a store.</summary>
/// <remarks>
/// <para>Every change and its line in the log are one transaction: neither is there without the other.</para>
/// <para>Errors: <see cref="StoreException"/> with a cure. One instance belongs to one thread at a time.</para>
/// </remarks>
public sealed class AccessStore : IDisposable
{
    private const string UserColumns = "name AS Name, role AS Role, password_hash AS PasswordHash, disabled AS Disabled, created_at AS CreatedAt";

    private const string KeyColumns =
        "key_id AS KeyId, label AS Label, user_name AS UserName, secret_hash AS SecretHash, scopes AS Scopes, k.created_at AS CreatedAt, expires_at AS ExpiresAt, revoked AS Revoked";

    private readonly StoreConnection store;

    private AccessStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static AccessStore Open(string address) => new(StoreConnection.Open(StoreAddress.Parse(address)));

    /// <summary>Whether there is any account.</summary>
    public bool AnyUser() => store.Do(() => store.Database.ExecuteScalar<long>("SELECT count(*) FROM access_users") > 0);

    /// <summary>Every account, by name.</summary>
    public IReadOnlyList<UserRecord> Users() => store.Do(() => store.Database.Query<UserRow>($"SELECT {UserColumns} FROM access_users ORDER BY name").Select(static r => r.ToRecord()).ToList());

    /// <summary>An account; null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public UserRecord? FindUser(string name) => store.Do(() => store.Database.QueryFirstOrDefault<UserRow>($"SELECT {UserColumns} FROM access_users WHERE name = @name", new { name })?.ToRecord());

    /// <summary>Adds an account.</summary>
    /// <param name="user">The account.</param>
    /// <param name="onlyAsFirst">Whether it is added only while there is none.</param>
    /// <param name="entry">The line of the log.</param>
    /// <returns>False when the name is taken, or it was to be the first and is not.</returns>
    public bool AddUser(UserRecord user, bool onlyAsFirst, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Write(entry, transaction =>
        {
            string taken = onlyAsFirst ? "SELECT count(*) FROM access_users" : "SELECT count(*) FROM access_users WHERE name = @Name";
            if (store.Database.ExecuteScalar<long>(taken, new { user.Name }, transaction) > 0)
            {
                return false;
            }

            store.Database.Execute(
                "INSERT INTO access_users (name, role, password_hash, disabled, created_at) VALUES (@Name, @Role, @PasswordHash, @Disabled, @CreatedAt)",
                new { user.Name, user.Role, user.PasswordHash, Disabled = user.Disabled ? 1 : 0, CreatedAt = StoreText.Of(user.CreatedAt) },
                transaction);
            return true;
        });
    }

    /// <summary>Changes an account and ends its sessions, so that what it may do counts from the next request on.</summary>
    /// <param name="user">The account as it shall be.</param>
    /// <param name="keptRole">A role of which one enabled account must be left.</param>
    /// <param name="entry">The line of the log.</param>
    public UserChange ChangeUser(UserRecord user, string keptRole, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(user);
        UserChange outcome = UserChange.NotRun;
        Write(entry, transaction =>
        {
            int changed = store.Database.Execute(
                "UPDATE access_users SET role = @Role, password_hash = @PasswordHash, disabled = @Disabled WHERE name = @Name",
                new { user.Name, user.Role, user.PasswordHash, Disabled = user.Disabled ? 1 : 0 },
                transaction);
            store.Database.Execute("DELETE FROM access_sessions WHERE user_name = @Name", new { user.Name }, transaction);
            bool left = store.Database.ExecuteScalar<long>("SELECT count(*) FROM access_users WHERE role = @keptRole AND disabled = 0", new { keptRole }, transaction) > 0;
            outcome = changed == 0 ? UserChange.Unknown : left ? UserChange.Done : UserChange.LastOfRole;
            return outcome == UserChange.Done;
        });
        return outcome;
    }

    /// <summary>Begins a session.</summary>
    /// <param name="tokenHash">Hash of its token.</param>
    /// <param name="userName">Whose it is.</param>
    /// <param name="expiresAt">When it ends.</param>
    /// <param name="entry">The line of the log; its moment is when the session begins.</param>
    public void AddSession(string tokenHash, string userName, DateTimeOffset expiresAt, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Write(entry, transaction =>
        {
            store.Database.Execute("DELETE FROM access_sessions WHERE expires_at <= @now", new { now = StoreText.Of(entry.At) }, transaction);
            store.Database.Execute(
                "INSERT INTO access_sessions (token_hash, user_name, created_at, expires_at) VALUES (@tokenHash, @userName, @created, @expires)",
                new { tokenHash, userName, created = StoreText.Of(entry.At), expires = StoreText.Of(expiresAt) },
                transaction);
            return true;
        });
    }

    /// <summary>The enabled account of a session that has not ended; null for none.</summary>
    /// <param name="tokenHash">Hash of its token.</param>
    /// <param name="now">The moment.</param>
    public UserRecord? UserOfSession(string tokenHash, DateTimeOffset now) => store.Do(() => store.Database.QueryFirstOrDefault<UserRow>(
        "SELECT u.name AS Name, u.role AS Role, u.password_hash AS PasswordHash, u.disabled AS Disabled, u.created_at AS CreatedAt "
        + "FROM access_sessions s JOIN access_users u ON u.name = s.user_name WHERE s.token_hash = @tokenHash AND s.expires_at > @now AND u.disabled = 0",
        new { tokenHash, now = StoreText.Of(now) })?.ToRecord());

    /// <summary>Ends a session.</summary>
    /// <param name="tokenHash">Hash of its token.</param>
    /// <param name="entry">The line of the log.</param>
    public void EndSession(string tokenHash, AuditEntry entry) =>
        Write(entry, transaction => store.Database.Execute("DELETE FROM access_sessions WHERE token_hash = @tokenHash", new { tokenHash }, transaction) > 0);

    /// <summary>Name of the account that an issuer's subject signs in to; null when it never did.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">Its word for who signs in.</param>
    public string? UserOfIdentity(string issuer, string subject) => store.Do(() =>
        store.Database.QueryFirstOrDefault<string>("SELECT user_name FROM access_identities WHERE issuer = @issuer AND subject = @subject", new { issuer, subject }));

    /// <summary>Adds an account for an issuer's subject.</summary>
    /// <param name="user">The account.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">Its word for who signs in.</param>
    /// <param name="entry">The line of the log.</param>
    /// <returns>False when the name, or the subject, has an account already.</returns>
    public bool AddUserOf(UserRecord user, string issuer, string subject, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Write(entry, transaction =>
        {
            if (store.Database.ExecuteScalar<long>("SELECT count(*) FROM access_users WHERE name = @Name", new { user.Name }, transaction) > 0
                || store.Database.ExecuteScalar<long>("SELECT count(*) FROM access_identities WHERE issuer = @issuer AND subject = @subject", new { issuer, subject }, transaction) > 0)
            {
                return false;
            }

            string createdAt = StoreText.Of(user.CreatedAt);
            store.Database.Execute(
                "INSERT INTO access_users (name, role, password_hash, disabled, created_at) VALUES (@Name, @Role, @PasswordHash, 0, @createdAt)", new { user.Name, user.Role, user.PasswordHash, createdAt }, transaction);
            store.Database.Execute(
                "INSERT INTO access_identities (issuer, subject, user_name, created_at) VALUES (@issuer, @subject, @Name, @createdAt)", new { issuer, subject, user.Name, createdAt }, transaction);
            return true;
        });
    }

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The line of the log.</param>
    public void AddKey(KeyRecord key, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(key);
        Write(entry, transaction =>
        {
            store.Database.Execute(
                "INSERT INTO access_keys (key_id, label, user_name, secret_hash, scopes, created_at, expires_at, revoked) VALUES (@KeyId, @Label, @UserName, @SecretHash, @Scopes, @CreatedAt, @ExpiresAt, 0)",
                new { key.KeyId, key.Label, key.UserName, key.SecretHash, key.Scopes, CreatedAt = StoreText.Of(key.CreatedAt), ExpiresAt = StoreText.Of(key.ExpiresAt) },
                transaction);
            return true;
        });
    }

    /// <summary>A key with its owner, in force or not; null when there is none.</summary>
    /// <param name="keyId">Its public part.</param>
    public (KeyRecord Key, UserRecord Owner)? FindKey(string keyId) => store.Do<(KeyRecord, UserRecord)?>(() =>
        store.Database.QueryFirstOrDefault<KeyRow>($"SELECT {KeyColumns} FROM access_keys k WHERE key_id = @keyId", new { keyId })?.ToRecord() is { } key
            && store.Database.QueryFirstOrDefault<UserRow>($"SELECT {UserColumns} FROM access_users WHERE name = @UserName", new { key.UserName })?.ToRecord() is { } owner
            ? (key, owner)
            : null);

    /// <summary>Keys, oldest first.</summary>
    /// <param name="userName">Whose; null for all.</param>
    public IReadOnlyList<KeyRecord> Keys(string? userName) => store.Do(() => store.Database
        .Query<KeyRow>($"SELECT {KeyColumns} FROM access_keys k{(userName is null ? "" : " WHERE user_name = @userName")} ORDER BY k.created_at, key_id", new { userName })
        .Select(static r => r.ToRecord()).ToList());

    /// <summary>Withdraws a key.</summary>
    /// <param name="keyId">Its public part.</param>
    /// <param name="userName">Whose it must be; null for anybody's.</param>
    /// <param name="entry">The line of the log.</param>
    /// <returns>False when there is no such key in force.</returns>
    public bool RevokeKey(string keyId, string? userName, AuditEntry entry) => Write(entry, transaction => store.Database.Execute(
        $"UPDATE access_keys SET revoked = 1 WHERE key_id = @keyId AND revoked = 0{(userName is null ? "" : " AND user_name = @userName")}", new { keyId, userName }, transaction) > 0);

    /// <summary>Writes a line into the log.</summary>
    /// <param name="entry">The line.</param>
    public void Log(AuditEntry entry) => Write(entry, static _ => true);

    /// <summary>Lines of the log, newest first.</summary>
    /// <param name="before">Only lines with a smaller number; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<AuditRecord> Lines(long? before, int count) => Lines("WHERE sequence < @before ORDER BY sequence DESC LIMIT @count", new { before = before ?? long.MaxValue, count });

    /// <summary>Number of the first line of the log that does not fit the lines before it; null when it holds.</summary>
    public long? FirstBreak() => AuditChain.FirstBreak(Lines("ORDER BY sequence", null));

    /// <summary>An answer kept for a request; null when there is none younger than a moment.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="requestKey">The key that the caller gave the request.</param>
    /// <param name="notBefore">Answers kept before this moment count no more.</param>
    public ReplyRecord? FindReply(string caller, string requestKey, DateTimeOffset notBefore) => store.Do(() => store.Database.QueryFirstOrDefault<ReplyRow>(
        "SELECT request_hash AS RequestHash, status AS Status, location AS Location, body AS Body FROM access_replies WHERE caller = @caller AND request_key = @requestKey AND kept_at >= @from",
        new { caller, requestKey, from = StoreText.Of(notBefore) }) is { } row ? new ReplyRecord(row.RequestHash, row.Status, row.Location, row.Body) : null);

    /// <summary>Keeps an answer, and lets go of those that count no more.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="requestKey">The key that the caller gave the request.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="now">The moment.</param>
    /// <param name="notBefore">Answers kept before this moment count no more.</param>
    public void KeepReply(string caller, string requestKey, ReplyRecord reply, DateTimeOffset now, DateTimeOffset notBefore)
    {
        ArgumentNullException.ThrowIfNull(reply);
        store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
            store.Database.Execute("DELETE FROM access_replies WHERE kept_at < @from OR (caller = @caller AND request_key = @requestKey)", new { from = StoreText.Of(notBefore), caller, requestKey }, transaction.Inner);
            store.Database.Execute(
                "INSERT INTO access_replies (caller, request_key, request_hash, status, location, body, kept_at) VALUES (@caller, @requestKey, @RequestHash, @Status, @Location, @Body, @at)",
                new { caller, requestKey, reply.RequestHash, reply.Status, reply.Location, reply.Body, at = StoreText.Of(now) },
                transaction.Inner);
            transaction.Commit();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>A change with its line in the log; neither when the change says no.</summary>
    private bool Write(AuditEntry entry, Func<DbTransaction, bool> change)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return store.Do(() =>
        {
            using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
            if (!change(transaction.Inner))
            {
                return false;
            }

            LastRow? last = store.Database.QueryFirstOrDefault<LastRow>("SELECT sequence AS Sequence, hash AS Hash FROM access_log ORDER BY sequence DESC LIMIT 1", transaction: transaction.Inner);
            long sequence = (last?.Sequence ?? 0) + 1;
            string previous = last?.Hash ?? "";
            store.Database.Execute(
                "INSERT INTO access_log (sequence, happened_at, actor, action, subject, detail, previous_hash, hash) VALUES (@sequence, @at, @Actor, @Action, @Subject, @Detail, @previous, @hash)",
                new { sequence, at = StoreText.Of(entry.At), entry.Actor, entry.Action, entry.Subject, entry.Detail, previous, hash = AuditChain.HashOf(sequence, entry, previous) },
                transaction.Inner);
            transaction.Commit();
            return true;
        });
    }

    private List<AuditRecord> Lines(string which, object? parameters) => store.Do(() => store.Database
        .Query<LineRow>($"SELECT sequence AS Sequence, happened_at AS At, actor AS Actor, action AS Action, subject AS Subject, detail AS Detail, previous_hash AS PreviousHash, hash AS Hash FROM access_log {which}", parameters)
        .Select(static r => new AuditRecord(r.Sequence, new AuditEntry(StoreText.MomentOf(r.At), r.Actor, r.Action, r.Subject, r.Detail), r.PreviousHash, r.Hash)).ToList());
}
