using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace Freeboard.Data.Store;

/// <summary>Where a store is: a SQLite file or a PostgreSQL database. Never holds a secret, so that it may be printed.</summary>
/// <remarks>
/// <para>Forms: <c>sqlite:PATH</c>; a plain path, which is a SQLite file; <c>postgres:Host=...;Database=...;Username=...</c> with
/// the connection keywords of Npgsql and one of ours, Schema (default freeboard); <c>postgres://user@host:port/database</c>.</para>
/// <para>Errors: <see cref="StoreException"/> STORE-ADDRESS-MALFORMED, STORE-SECRET-IN-ADDRESS; neither repeats the address, which may hold a password.</para>
/// </remarks>
public sealed partial record StoreAddress
{
    /// <summary>The schema of a PostgreSQL database that a store lives in unless the address names another.</summary>
    public const string DefaultSchema = "freeboard";

    private const string SchemaKeyword = "Schema";

    private StoreAddress(StoreKind kind, string place, string schema = "")
    {
        Kind = kind;
        Place = place;
        Schema = schema;
    }

    /// <summary>What keeps the store.</summary>
    public StoreKind Kind { get; }

    /// <summary>Path of the file, or the connection keywords without any secret.</summary>
    public string Place { get; }

    /// <summary>Schema in the database; empty for SQLite.</summary>
    public string Schema { get; }

    /// <summary>A SQLite file, whatever its path looks like.</summary>
    /// <param name="path">Path of the file.</param>
    public static StoreAddress OfFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new StoreAddress(StoreKind.Sqlite, path);
    }

    /// <summary>Whether the file is a snapshot that nobody writes: it may lie on a disk of another machine, which the locks of a living store do not stand.</summary>
    public bool IsSnapshot { get; private init; }

    /// <summary>A snapshot of a SQLite file: read only, and never changed by anybody while it is.</summary>
    /// <param name="path">Path of the file.</param>
    public static StoreAddress OfSnapshot(string path) => OfFile(path) with { IsSnapshot = true };

    /// <summary>Reads an address.</summary>
    /// <param name="text">One of the forms above.</param>
    /// <exception cref="StoreException">The address is malformed, or carries a password.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (After(text, "sqlite:") is { } path)
        {
            return string.IsNullOrWhiteSpace(path)
                ? throw Malformed("an address that begins with sqlite: needs a path")
                : OfFile(path);
        }

        if ((After(text, "postgres:") ?? After(text, "postgresql:")) is not { } rest)
        {
            // A server's address without its first word would become the name of a file, password and all, and stand in every message.
            return LooksLikeKeywords(text) ? throw Malformed("it reads as the address of a PostgreSQL server, which begins with postgres:") : OfFile(text);
        }

        return Keywords(rest.StartsWith("//", StringComparison.Ordinal) ? OfUri(rest) : Split(rest));
    }

    private static bool LooksLikeKeywords(string text)
    {
        string[] names = [.. text.Split(';').Where(static part => part.Contains('=', StringComparison.Ordinal)).Select(static part => part[..part.IndexOf('=', StringComparison.Ordinal)].Trim())];
        return names.Any(static name => name.Equals("password", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase))
            || (names.Any(static name => name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals("server", StringComparison.OrdinalIgnoreCase)) && names.Length > 1);
    }

    /// <summary>The address in its canonical form; it can be parsed again and holds no secret.</summary>
    public override string ToString() => Kind switch
    {
        StoreKind.Sqlite => $"sqlite:{Place}",
        _ => $"postgres:{Place};{SchemaKeyword}={Schema}",
    };

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : null;

    private static DbConnectionStringBuilder Split(string keywords)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = keywords };
        }
        catch (ArgumentException)
        {
            throw Malformed("its keywords are not Keyword=value pairs between semicolons");
        }
    }

    private static DbConnectionStringBuilder OfUri(string rest)
    {
        if (!Uri.TryCreate("postgres:" + rest, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw Malformed("it is no URI of the form postgres://user@host:port/database");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw Secret("the user part of the URI");
        }

        if (uri.Query.Length > 0)
        {
            throw Malformed("settings after ? are not read; write them as postgres:Host=...;Keyword=value");
        }

        DbConnectionStringBuilder keywords = new() { ["Host"] = uri.Host };
        if (uri.Port > 0)
        {
            keywords["Port"] = uri.Port;
        }

        if (uri.UserInfo.Length > 0)
        {
            keywords["Username"] = Uri.UnescapeDataString(uri.UserInfo);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            keywords["Database"] = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        return keywords;
    }

    private static StoreAddress Keywords(DbConnectionStringBuilder keywords)
    {
        string schema = DefaultSchema;
        NpgsqlConnectionStringBuilder known = [];
        foreach (string keyword in keywords.Keys!)
        {
            if (keyword.Equals(SchemaKeyword, StringComparison.OrdinalIgnoreCase))
            {
                schema = keywords[keyword].ToString()!;
                continue;
            }

            try
            {
                known[keyword] = keywords[keyword];
            }
            catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
            {
                throw Malformed($"the keyword '{keyword}' is unknown, or its value does not fit");
            }
        }

        if (!string.IsNullOrEmpty(known.Password) || !string.IsNullOrEmpty(known.SslPassword))
        {
            throw Secret(string.IsNullOrEmpty(known.Password) ? "SSL Password" : "Password");
        }

        if (string.IsNullOrWhiteSpace(known.Host))
        {
            throw Malformed("Host is missing");
        }

        // The schema's name enters SQL text, so that only plain identifiers pass.
        return SchemaName().IsMatch(schema)
            ? new StoreAddress(StoreKind.PostgreSql, known.ConnectionString, schema)
            : throw Malformed("Schema is a name of lower-case letters, digits and _, at most 63 long, that begins with a letter");
    }

    private static StoreException Malformed(string reason) =>
        new("STORE-ADDRESS-MALFORMED", $"the address of the store cannot be read: {reason}", "Write sqlite:PATH, or postgres:Host=...;Database=...;Username=...");

    private static StoreException Secret(string where) =>
        new("STORE-SECRET-IN-ADDRESS", $"the address of the store carries a password ({where}); other users see it in the list of processes", $"Take it out, and set {PostgreSqlPassword.Variable}, {PostgreSqlPassword.FileVariable} (a file), PGPASSWORD or PGPASSFILE");

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaName();
}
