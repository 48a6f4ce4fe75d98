using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Services.Replication;

/// <summary>The published tables that the ledger recomputes, as printed, with the rows that carry a tolerance of their own.</summary>
public sealed record ReplicationTables
{
    private ReplicationTables(IReadOnlyList<PublishedTable> tables) => Tables = tables;

    /// <summary>The tables shipped with the library.</summary>
    public static ReplicationTables Shipped { get; } = ReadShipped();

    /// <summary>All tables: the published ones, then the tolerances of single figures and the contradictions on record.</summary>
    public IReadOnlyList<PublishedTable> Tables { get; }

    /// <summary>One table.</summary>
    /// <param name="id">Its name, for instance uncertain-kmv-2013.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public PublishedTable this[string id] =>
        Tables.FirstOrDefault(t => t.Id == id) ?? throw new ArgumentException($"There is no table '{id}'.", nameof(id));

    /// <summary>Reads the tables from a folder, as <see cref="WriteTo"/> writes them.</summary>
    /// <param name="directory">The folder; every table must be there under its name with the extension csv, in UTF-8.</param>
    /// <returns>The tables, or what is wrong with the files: a missing file, header, cell or number is a named error with its place.</returns>
    /// <exception cref="ArgumentException">The folder name is empty.</exception>
    public static ReplicationTablesResult Load(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        List<RowError> errors = [];
        List<PublishedTable> tables = [];
        foreach (TableSchema schema in TableSchema.All)
        {
            if (ReadFile(Path.Combine(directory, schema.FileName), schema.FileName, errors) is { } text && TableText.Read(schema, text, errors) is { } table)
            {
                tables.Add(table);
            }
        }

        return new ReplicationTablesResult(errors.Count == 0 ? new ReplicationTables(tables) : null, errors);
    }

    /// <summary>Writes the tables into a folder, one CSV file each, so that a figure can be edited and the ledger run again.</summary>
    /// <param name="directory">The folder; made when it is not there.</param>
    /// <returns>Empty when all was written; else one error for each file that exists already, and nothing is written.</returns>
    /// <exception cref="ArgumentException">The folder name is empty.</exception>
    public IReadOnlyList<RowError> WriteTo(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        List<RowError> errors = [];
        foreach (PublishedTable table in Tables)
        {
            if (File.Exists(Path.Combine(directory, table.Id + ".csv")))
            {
                errors.Add(new RowError(table.Id + ".csv", 0, "", "FILE-EXISTS", "the file is there already and may have been edited", "Move it away, or name another folder"));
            }
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        Directory.CreateDirectory(directory);
        foreach (PublishedTable table in Tables)
        {
            File.WriteAllText(Path.Combine(directory, table.Id + ".csv"), TableText.Write(table), new UTF8Encoding(false));
        }

        return errors;
    }

    /// <summary>The same tables with one cell printed otherwise.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="row">Name of the row.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="text">The new text of the cell.</param>
    /// <exception cref="ArgumentException">There is no such cell, or it cannot hold the text.</exception>
    public ReplicationTables With(string table, string row, string column, string text)
    {
        PublishedTable old = this[table];
        PublishedTable changed = old.With(row, column, text);
        return new ReplicationTables([.. Tables.Select(t => ReferenceEquals(t, old) ? changed : t)]);
    }

    private static ReplicationTables ReadShipped()
    {
        List<RowError> errors = [];
        List<PublishedTable> tables = [];
        foreach (TableSchema schema in TableSchema.All)
        {
            using Stream stream = typeof(ReplicationTables).Assembly.GetManifestResourceStream("Freeboard.Services.Replication." + schema.FileName)
                ?? throw new InvalidOperationException($"The library was built without its table {schema.FileName}.");
            using StreamReader reader = new(stream, new UTF8Encoding(false));
            if (TableText.Read(schema, reader.ReadToEnd(), errors) is { } table)
            {
                tables.Add(table);
            }
        }

        return errors.Count == 0 ? new ReplicationTables(tables) : throw new InvalidOperationException($"A shipped table is damaged: {errors[0]}");
    }

    private static string? ReadFile(string path, string name, List<RowError> errors)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new RowError(name, 0, "", "ENCODING-UNKNOWN", "the bytes are not UTF-8", "Save it as UTF-8"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(new RowError(name, 0, "", "TABLE-MISSING", "the file is not in the folder", "Write the shipped tables there first and edit those"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new RowError(name, 0, "", "FILE-UNREADABLE", $"the file cannot be read: {e.Message}", "Close the program that holds it, or check its rights"));
        }

        return null;
    }
}
