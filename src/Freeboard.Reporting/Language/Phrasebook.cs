using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Freeboard.Reporting.Language;

/// <summary>The words of a page in one language, from the resource files beside this class.</summary>
/// <remarks>Both languages are read from the main assembly by name, whatever the culture of the thread: a page never changes with the machine.</remarks>
public sealed class Phrasebook
{
    private static readonly Dictionary<string, Phrasebook> Books = new(StringComparer.Ordinal)
    {
        ["en"] = new Phrasebook("en"),
        ["zh-CN"] = new Phrasebook("zh-CN"),
    };

    private readonly FrozenDictionary<string, string> phrases;

    private Phrasebook(string language)
    {
        Language = language;
        using Stream stream = typeof(Phrasebook).Assembly.GetManifestResourceStream($"Freeboard.Reporting.Language.{language}.resources")
            ?? throw new InvalidOperationException($"The phrases of {language} are missing from the assembly.");
        using ResourceReader reader = new(stream);
        phrases = reader.Cast<System.Collections.DictionaryEntry>()
            .ToFrozenDictionary(static e => (string)e.Key, static e => (string)e.Value!, StringComparer.OrdinalIgnoreCase);
    }

    private Phrasebook(string language, FrozenDictionary<string, string> phrases)
    {
        Language = language;
        this.phrases = phrases;
    }

    /// <summary>The languages there are: en and zh-CN.</summary>
    public static IReadOnlyCollection<string> Languages => Books.Keys;

    /// <summary>Language tag, as in the html element's lang.</summary>
    public string Language { get; }

    /// <summary>Whether the language is Chinese: money is then written in 亿 and 万.</summary>
    public bool IsChinese => Language == "zh-CN";

    /// <summary>This book with the phrases of another resource file of the same language, as a face with pages of its own needs.</summary>
    /// <param name="resources">The compiled file.</param>
    /// <exception cref="InvalidOperationException">A key of it is here already.</exception>
    public Phrasebook With(Stream resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        Dictionary<string, string> all = new(phrases, StringComparer.OrdinalIgnoreCase);
        using ResourceReader reader = new(resources);
        foreach (System.Collections.DictionaryEntry entry in reader)
        {
            if (!all.TryAdd((string)entry.Key, (string)entry.Value!))
            {
                throw new InvalidOperationException($"The phrase '{entry.Key}' stands in two files of {Language}.");
            }
        }

        return new Phrasebook(Language, all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Every key, for tests that compare the languages.</summary>
    public IEnumerable<string> Keys => phrases.Keys;

    /// <summary>The phrase of a key.</summary>
    /// <param name="key">Stable key, such as <c>market.heading</c>.</param>
    /// <exception cref="KeyNotFoundException">No phrase has the key.</exception>
    public string this[string key] => phrases.TryGetValue(key, out string? phrase)
        ? phrase
        : throw new KeyNotFoundException($"No phrase '{key}' in {Language}.");

    /// <summary>The words of a language.</summary>
    /// <param name="language">en or zh-CN.</param>
    /// <exception cref="ArgumentException">There is no such language.</exception>
    public static Phrasebook For(string language) => Books.TryGetValue(language, out Phrasebook? book)
        ? book
        : throw new ArgumentException($"There are no words in '{language}'; the languages are en and zh-CN.", nameof(language));

    /// <summary>The phrase of a key, or null. Resource keys do not tell capitals apart.</summary>
    /// <param name="key">Stable key.</param>
    public string? Find(string key) => phrases.GetValueOrDefault(key);

    /// <summary>A phrase with its places filled by texts.</summary>
    /// <param name="key">Stable key.</param>
    /// <param name="arguments">Texts for {0}, {1} ...; numbers are formatted before, by <see cref="Numbers"/>.</param>
    public string Say(string key, params ReadOnlySpan<string> arguments)
    {
        object[] boxed = new object[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            boxed[i] = arguments[i];
        }

        return string.Format(CultureInfo.InvariantCulture, this[key], boxed);
    }

    /// <summary>The singular (<c>key.one</c>) or plural (<c>key.other</c>) phrase for a count.</summary>
    /// <param name="key">Key without its ending.</param>
    /// <param name="count">The count that decides; write it into <paramref name="arguments"/> where the phrase shows it.</param>
    /// <param name="arguments">Texts for the places.</param>
    public string SayCount(string key, int count, params ReadOnlySpan<string> arguments) =>
        Say(count == 1 ? $"{key}.one" : $"{key}.other", arguments);
}
