using System.Text;
using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>Finds the firm of a row from its code column, or of a file from its name, and states firms that are seen for the first time.</summary>
internal sealed class FirmFinder(Table table, int column, FirmCodes codes, string currency, IFactSink sink, ImportContext context)
{
    private readonly string currency = context.Options.DefaultCurrency ?? currency;
    private byte[] lastBytes = [];

    /// <summary>Codes of this table to those of others, from a linking table.</summary>
    public CodeLinks? Links { get; init; }

    private int lastLength = -1;
    private FirmState? last;

    /// <summary>The firm of the current row; null after an error. The name is used when the firm is new, the day to find the link that holds on it.</summary>
    public FirmState? Find(int nameColumn = -1, DateOnly? linkDay = null)
    {
        ReadOnlySpan<byte> bytes = table.Bytes(column);
        bool dated = Links is { Count: > 0 } && linkDay is not null;
        if (!dated && lastLength == bytes.Length && bytes.SequenceEqual(lastBytes.AsSpan(0, lastLength)))
        {
            return last;
        }

        if (bytes.Length > 128)
        {
            table.Fail(column, "CODE-MALFORMED", "the code has more than 128 bytes", "Keep codes as text: a spreadsheet drops leading zeros");
            return null;
        }

        Span<char> characters = stackalloc char[128];
        ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        if (!codes.TryRead(text, out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault))
        {
            table.Fail(column, fault.Code, fault.Reason, fault.Hint);
            return null;
        }

        string? linked = null;
        if (dated && Links!.Has(code.ToString()))
        {
            // A day that cannot be read was told already.
            if (table.Failed)
            {
                return null;
            }

            linked = Links.On(code.ToString(), linkDay!.Value);
            if (linked is null)
            {
                table.FailProof(column, "LINK-NOT-IN-FORCE", $"no link of '{code}' to a security holds on {DayText.Iso(linkDay.Value)}", "Nothing to do where the company had no listed security then; else complete the link table");
                return null;
            }
        }

        FirmState firm = linked is not null ? context.Firm(linked)
            : context.ByCode.TryGetValue(code, out FirmState? known) ? known : context.Firm(code.ToString());
        State(firm, nameColumn < 0 ? "" : table.Text(nameColumn));
        lastBytes = lastBytes.Length < bytes.Length ? new byte[bytes.Length * 2] : lastBytes;
        bytes.CopyTo(lastBytes);
        lastLength = bytes.Length;
        return last = firm;
    }

    /// <summary>The firm that the file's name gives; null after an error of the file.</summary>
    public FirmState? OfFile()
    {
        if (codes.OfFileName(table.Source.Name) is not { } code)
        {
            context.Log.FileError(table.Source.Name, "CODE-MISSING", "the table has no column of codes, and the name of the file has none", "Name the file after the firm: sh600000.csv, AAPL.csv");
            return null;
        }

        if (!codes.TryRead(code, out ReadOnlySpan<char> read, out (string Code, string Reason, string Hint) fault))
        {
            context.Log.FileError(table.Source.Name, fault.Code, fault.Reason, fault.Hint);
            return null;
        }

        FirmState firm = context.Firm(read.ToString());
        State(firm, "");
        return firm;
    }

    private void State(FirmState firm, string name)
    {
        if (firm.Stated)
        {
            return;
        }

        firm.Stated = true;
        sink.Firm(new FirmFact
        {
            Description = new FirmDescription { Firm = firm.Code, Name = name.Length > 0 ? name : firm.Code, Currency = currency, Kind = "general", Exchange = codes.Exchange(firm.Code) },
            Stated = false,
            Source = table.Source.Name,
        });
    }
}
