using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import;

/// <summary>The first rows of a table, by which it is recognised.</summary>
/// <param name="File">File name without folder, with the entry or sheet behind a slash.</param>
/// <param name="Header">Cells of the header.</param>
/// <param name="Rows">The first data rows, at most four.</param>
internal sealed record HeaderSample(string File, IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows);

/// <summary>Why a table is taken for one of a source.</summary>
/// <param name="Score">How many of its columns fit; of several matches the highest wins.</param>
/// <param name="Evidence">The columns seen, and what they say.</param>
internal sealed record LayoutMatch(int Score, string Evidence);

/// <summary>One table of one vendor: knows it by its header, and turns its rows into facts of canonical units.</summary>
internal interface ISourceLayout
{
    /// <summary>The vendor, a word as on the command line: tushare.</summary>
    string Source { get; }

    /// <summary>The vendor's table: daily.</summary>
    string Dataset { get; }

    /// <summary>When it is read among the files of an import: who firms are first, what needs prices last.</summary>
    ReadingOrder Order { get; }

    /// <summary>Whether a table is of this layout; null when it is not.</summary>
    LayoutMatch? Match(HeaderSample sample);

    /// <summary>Reads the table into facts; errors go to the context's log.</summary>
    void Read(SourceFile source, IFactSink sink, ImportContext context);
}

/// <summary>The order in which kinds of files are read, whatever their names.</summary>
internal enum ReadingOrder
{
    /// <summary>Calendars and tables that link codes.</summary>
    Frame = 0,

    /// <summary>Who firms are.</summary>
    Firms,

    /// <summary>Prices.</summary>
    Prices,

    /// <summary>Factors, shares, market values: proven against prices.</summary>
    PriceFacts,

    /// <summary>Statements.</summary>
    Statements,

    /// <summary>Rates, labels and the like.</summary>
    Others,
}
