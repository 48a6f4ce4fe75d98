using System.Globalization;
using Freeboard.Data.Access;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Access;

/// <summary>Who may use a store through the web: accounts, sessions, keys, and the log of what they did.</summary>
/// <remarks>
/// <para>Nothing is remembered between calls: an account that is disabled is refused from the next request on.</para>
/// <para>Any number of threads. Errors: <see cref="RunArchiveException"/>.</para>
/// </remarks>
public sealed class AccessBook : IDisposable
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    /// <summary>How long the answer to a request with a key of its own is kept.</summary>
    public static readonly TimeSpan ReplyLife = TimeSpan.FromHours(24);

    private const string KeyPrefix = "fbk_";

    private readonly TimeProvider clock;
    private readonly StorePool<AccessStore> pool;

    /// <summary>Opens the book of a store, and makes the store where there is none.</summary>
    /// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
    /// <param name="clock">Tells when sessions and keys end; no result depends on it.</param>
    /// <exception cref="RunArchiveException">The address is malformed, or the store cannot be opened.</exception>
    public AccessBook(string store, TimeProvider clock)
    {
        pool = new StorePool<AccessStore>(() => AccessStore.Open(store));
        this.clock = clock;
        Use(static _ => true);
    }

    /// <summary>Whether there is any account.</summary>
    public bool AnyAccount() => Use(static s => s.AnyUser());

    /// <summary>Every account, by name.</summary>
    public IReadOnlyList<Account> Accounts() => Use<IReadOnlyList<Account>>(static s => [.. s.Users().Select(AccountOf)]);

    /// <summary>An account with the hash of its password; null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public (Account Account, string? PasswordHash)? Find(string name) => Use<(Account, string?)?>(s => s.FindUser(NameOf(name)) is { } user ? (AccountOf(user), user.PasswordHash) : null);

    /// <summary>Adds the first account, an administrator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="passwordHash">Hash of its password.</param>
    /// <returns>False when there is an account already.</returns>
    public bool AddFirst(string name, string passwordHash) => Use(s => s.AddUser(
        new UserRecord(NameOf(name), Roles.WordOf(Role.Administrator), passwordHash, false, clock.GetUtcNow()), onlyAsFirst: true, Entry(NameOf(name), "account.first", NameOf(name), Roles.WordOf(Role.Administrator))));

    /// <summary>Adds an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">Its role.</param>
    /// <param name="passwordHash">Hash of its password.</param>
    /// <param name="actor">Who adds it.</param>
    public AccountChange Add(string name, Role role, string passwordHash, string actor) => Use(s => s.AddUser(
        new UserRecord(NameOf(name), Roles.WordOf(role), passwordHash, false, clock.GetUtcNow()), onlyAsFirst: false, Entry(actor, "account.add", NameOf(name), Roles.WordOf(role)))
        ? AccountChange.Done
        : AccountChange.Taken);

    /// <summary>Changes an account and ends its sessions at once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">Its new role; null leaves it.</param>
    /// <param name="disabled">Whether it may not sign in; null leaves it.</param>
    /// <param name="passwordHash">Hash of its new password; null leaves it.</param>
    /// <param name="actor">Who changes it.</param>
    public AccountChange Change(string name, Role? role, bool? disabled, string? passwordHash, string actor) => Use(s =>
    {
        if (s.FindUser(NameOf(name)) is not { } user)
        {
            return AccountChange.Unknown;
        }

        UserRecord wanted = user with { Role = role is { } r ? Roles.WordOf(r) : user.Role, Disabled = disabled ?? user.Disabled, PasswordHash = passwordHash ?? user.PasswordHash };
        string what = string.Join(' ', new[]
        {
            role is { } newRole ? Roles.WordOf(newRole) : null,
            disabled switch { true => "disabled", false => "enabled", null => null },
            passwordHash is null ? null : "password",
        }.OfType<string>());
        return s.ChangeUser(wanted, Roles.WordOf(Role.Administrator), Entry(actor, "account.change", user.Name, what)) switch
        {
            UserChange.Done => AccountChange.Done,
            UserChange.LastOfRole => AccountChange.LastAdministrator,
            _ => AccountChange.Unknown,
        };
    });

    /// <summary>The account of somebody whom an issuer knows: the one of before, its role brought up to date, or a new one without a password.</summary>
    /// <remarks>A name that an account has which the issuer's subject never signed in to is not given away: who holds the issuer must not become who holds the name.</remarks>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">Its word for who signs in, which never changes.</param>
    /// <param name="name">Name for a new account.</param>
    /// <param name="role">The role that the issuer's claims give.</param>
    /// <returns>The account; null with what is wrong.</returns>
    public (Account? Account, IssuerFault Fault) SignInFrom(string issuer, string subject, string name, Role role)
    {
        ArgumentNullException.ThrowIfNull(name);
        string? known = Use(s => s.UserOfIdentity(issuer, subject));
        if (known is null)
        {
            // Whose name is taken gets it with a part of the subject's hash.
            string fresh = NameOf(name);
            string other = $"{fresh[..Math.Min(fresh.Length, 57)]}-{AccessToken.HashOf(subject)[..6]}";
            if (AddFrom(fresh) is null && AddFrom(fresh = other) is null)
            {
                return (null, IssuerFault.NameTaken);
            }

            string? AddFrom(string free) => Use(s => s.AddUserOf(
                new UserRecord(free, Roles.WordOf(role), null, false, clock.GetUtcNow()), issuer, subject, Entry(free, "account.issuer", free, $"{Roles.WordOf(role)} {issuer}"))) ? free : null;

            known = fresh;
        }

        Account account = Find(known)!.Value.Account;
        if (account.Disabled)
        {
            return (null, IssuerFault.Disabled);
        }

        // The last administrator keeps the role: the issuer's claims may be wrong, and nobody could put it right.
        return account.Role != role && Change(known, role, null, null, known) == AccountChange.Done
            ? (account with { Role = role }, IssuerFault.None)
            : (account, IssuerFault.None);
    }

    /// <summary>Begins a session.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="from">Where it signs in from, for the log.</param>
    /// <returns>Its token, which only its owner holds.</returns>
    public string BeginSession(string name, string from)
    {
        string token = AccessToken.Make();
        Use(s =>
        {
            s.AddSession(AccessToken.HashOf(token), NameOf(name), clock.GetUtcNow() + SessionLife, Entry(NameOf(name), "session.begin", NameOf(name), from));
            return true;
        });
        return token;
    }

    /// <summary>Who a session belongs to; null when it has ended or its account is disabled.</summary>
    /// <param name="token">Its token.</param>
    public Caller? CallerOfSession(string token) => Use(s => s.UserOfSession(AccessToken.HashOf(token), clock.GetUtcNow()) is { } user ? new Caller(AccountOf(user), null) : null);

    /// <summary>Ends a session.</summary>
    /// <param name="token">Its token.</param>
    /// <param name="name">Whose it is.</param>
    public void EndSession(string token, string name) => Use(s =>
    {
        s.EndSession(AccessToken.HashOf(token), Entry(name, "session.end", name, ""));
        return true;
    });

    /// <summary>Makes a key.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="label">What its owner calls it.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="life">How long it is good for.</param>
    /// <returns>The key whole, which is shown once and never again, and what is kept of it.</returns>
    public (string Key, AccessKey Kept) MakeKey(string owner, string label, IReadOnlyList<Right> scopes, TimeSpan life)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        string id = AccessToken.MakeId();
        string secret = AccessToken.Make();
        DateTimeOffset now = clock.GetUtcNow();
        string words = string.Join(' ', scopes.Distinct().Order().Select(Roles.WordOf));
        KeyRecord key = new(id, label, NameOf(owner), AccessToken.HashOf(secret), words, now, now + life, false);
        Use(s =>
        {
            s.AddKey(key, Entry(NameOf(owner), "key.add", id, string.Create(CultureInfo.InvariantCulture, $"{words} until {key.ExpiresAt:yyyy-MM-dd}")));
            return true;
        });
        return ($"{KeyPrefix}{id}.{secret}", KeyOf(key));
    }

    /// <summary>Who calls by a key; null when it is malformed, unknown, withdrawn or expired, or its owner is disabled.</summary>
    /// <param name="key">The key whole.</param>
    public Caller? CallerOfKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.StartsWith(KeyPrefix, StringComparison.Ordinal) || key.IndexOf('.', StringComparison.Ordinal) is not (> 4 and var dot))
        {
            return null;
        }

        return Use(s => s.FindKey(key[KeyPrefix.Length..dot]) is { } found
            && AccessToken.Same(found.Key.SecretHash, AccessToken.HashOf(key[(dot + 1)..]))
            && !found.Key.Revoked && found.Key.ExpiresAt > clock.GetUtcNow() && !found.Owner.Disabled
            ? new Caller(AccountOf(found.Owner), KeyOf(found.Key))
            : null);
    }

    /// <summary>Keys, oldest first.</summary>
    /// <param name="owner">Whose; null for everybody's.</param>
    public IReadOnlyList<AccessKey> Keys(string? owner) => Use<IReadOnlyList<AccessKey>>(s => [.. s.Keys(owner is null ? null : NameOf(owner)).Select(KeyOf)]);

    /// <summary>Withdraws a key.</summary>
    /// <param name="keyId">Its public part.</param>
    /// <param name="owner">Whose it must be; null for anybody's.</param>
    /// <param name="actor">Who withdraws it.</param>
    /// <returns>False when there is no such key in force.</returns>
    public bool RevokeKey(string keyId, string? owner, string actor) => Use(s => s.RevokeKey(keyId, owner is null ? null : NameOf(owner), Entry(actor, "key.revoke", keyId, "")));

    /// <summary>Writes a line into the log.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">Stable word for what.</param>
    /// <param name="subject">To whom or what.</param>
    /// <param name="detail">With which settings; never a secret.</param>
    public void Log(string actor, string action, string subject, string detail = "") => Use(s =>
    {
        s.Log(Entry(actor, action, subject, detail));
        return true;
    });

    /// <summary>Lines of the log, newest first.</summary>
    /// <param name="before">Only lines with a smaller number; null for all.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<AuditLine> Lines(long? before, int count) => Use<IReadOnlyList<AuditLine>>(s =>
        [.. s.Lines(before, count).Select(static l => new AuditLine(l.Sequence, l.Entry.At, l.Entry.Actor, l.Entry.Action, l.Entry.Subject, l.Entry.Detail, l.Hash, l.PreviousHash))]);

    /// <summary>Number of the first line of the log that does not fit the lines before it; null when it holds.</summary>
    public long? FirstBreak() => Use(static s => s.FirstBreak());

    /// <summary>The answer that a caller's request got before; null when there is none.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestKey">The key that the caller gave the request.</param>
    public KeptReply? FindReply(string caller, string requestKey) => Use(s =>
        s.FindReply(caller, requestKey, clock.GetUtcNow() - ReplyLife) is { } reply ? new KeptReply(reply.RequestHash, reply.Status, reply.Location, reply.Body) : null);

    /// <summary>Keeps the answer to a caller's request.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="requestKey">The key that the caller gave the request.</param>
    /// <param name="reply">The answer.</param>
    public void KeepReply(string caller, string requestKey, KeptReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Use(s =>
        {
            DateTimeOffset now = clock.GetUtcNow();
            s.KeepReply(caller, requestKey, new ReplyRecord(reply.RequestHash, reply.Status, reply.Location, reply.Body), now, now - ReplyLife);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private static string NameOf(string name) => name.Trim().ToLowerInvariant();

    private static Account AccountOf(UserRecord user) => new(user.Name, Roles.Find(user.Role) ?? Role.Viewer, user.Disabled, user.CreatedAt);

    private static AccessKey KeyOf(KeyRecord key) =>
        new(key.KeyId, key.Label, key.UserName, [.. key.Scopes.Split(' ').Select(Roles.FindScope).OfType<Right>()], key.CreatedAt, key.ExpiresAt, key.Revoked);

    private AuditEntry Entry(string actor, string action, string subject, string detail) => new(clock.GetUtcNow(), actor, action, subject, detail);

    private T Use<T>(Func<AccessStore, T> work) => pool.Use(work);
}
