namespace Freeboard.Data.Store;

/// <summary>Finds the password of a PostgreSQL store where other users of the machine cannot read it: in the environment or in a file.</summary>
internal static class PostgreSqlPassword
{
    /// <summary>Holds the password itself.</summary>
    public const string Variable = "FREEBOARD_POSTGRES_PASSWORD";

    /// <summary>Holds the path of a file whose first line is the password.</summary>
    public const string FileVariable = "FREEBOARD_POSTGRES_PASSWORD_FILE";

    /// <summary>The password; null leaves the search to the driver, which knows PGPASSWORD, PGPASSFILE and ~/.pgpass.</summary>
    /// <exception cref="StoreException">The file is named and cannot be read.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } password)
        {
            return password;
        }

        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return File.ReadLines(path).FirstOrDefault()
                ?? throw new StoreException("STORE-PASSWORD-FILE", $"the file '{path}' that {FileVariable} names is empty", "Write the password on its first line");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("STORE-PASSWORD-FILE", $"the file '{path}' that {FileVariable} names cannot be read", "Correct the path, or give this user the right to read it", e);
        }
    }
}
