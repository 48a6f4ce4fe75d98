using System.IO.Enumeration;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Generic;

/// <summary>A generic dataset, as canonical file or through a mapping.</summary>
internal sealed class GenericTable(string source, string dataset, string title, ReadingOrder order, TableSchema schema, string? files, Action<SourceFile, IFactSink, ImportContext> read)
    : TableLayout(source, dataset, title, order, schema)
{
    public override LayoutMatch? Match(HeaderSample sample)
    {
        if (files is not null)
        {
            string file = sample.File[(sample.File.LastIndexOf('/') + 1)..];
            return (FileSystemName.MatchesSimpleExpression(files, file) || FileSystemName.MatchesSimpleExpression(files, sample.File)) && base.Match(sample) is { } match
                ? match with { Score = match.Score + 100 }
                : null;
        }

        // A mapping that the user wrote goes before every layout of our own; canonical headers are exact, so that vendors' like-named columns are not taken for them.
        return base.Match(sample) is not { } found ? null
            : Source == GenericLayouts.Source ? found with { Score = found.Score + 50 }
            : sample.Header.All(h => h.Length == 0 || Schema.IndexOf(h) >= 0) && (Dataset != "rates" || !sample.Header.Contains("from", StringComparer.OrdinalIgnoreCase)) ? found with { Score = found.Score + 1 }
            : null;
    }

    public override void Read(SourceFile source, IFactSink sink, ImportContext context) => read(source, sink, context);
}
