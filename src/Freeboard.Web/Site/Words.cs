using System.Reflection;
using Freeboard.Reporting.Language;

namespace Freeboard.Web.Site;

/// <summary>The words of the dashboard: those of the report's components and those of its own pages, each from the folder of its page.</summary>
internal static class Words
{
    private static readonly Dictionary<string, Phrasebook> Books = Phrasebook.Languages.ToDictionary(static l => l, Make, StringComparer.Ordinal);

    /// <summary>The words of a language.</summary>
    /// <param name="language">en or zh-CN.</param>
    public static Phrasebook For(string language) => Books[language];

    private static Phrasebook Make(string language)
    {
        Assembly assembly = typeof(Words).Assembly;
        Phrasebook book = Phrasebook.For(language);
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith($"words/{language}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream phrases = assembly.GetManifestResourceStream(name)!;
            book = book.With(phrases);
        }

        return book;
    }
}
