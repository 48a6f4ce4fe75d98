using Freeboard.Assessment;
using Freeboard.Data.AsOf;

namespace Freeboard.Data.Facts;

/// <summary>
/// Who a firm is, out of what several imports say. What a source states replaces what was stated before and fills what was
/// open; what a source only mentions fills what nobody has stated. A statement that comes after another one counts from the day
/// it became known: panels before it keep the description that was known then.
/// </summary>
internal sealed class FirmIdentity
{
    private FirmDescription? description;
    private bool stated;
    private readonly List<(DateOnly KnownOn, FirmDescription Firm)> versions = [];

    public DateOnly? Listed { get; private set; }

    public DateOnly? Delisted { get; private set; }

    /// <summary>Takes what the next import says.</summary>
    /// <param name="fact">What it says.</param>
    /// <param name="current">Whether it speaks of the firm's newest code. That an old code was delisted is the change of code itself.</param>
    /// <returns>Whether anything is other than before.</returns>
    public bool Add(FirmFact fact, bool current = true)
    {
        (FirmDescription?, DateOnly?, DateOnly?) before = (description, Listed, Delisted);

        // Codes of one firm differ; what they are told to be is compared.
        FirmDescription told = fact.Description with { Firm = "" };
        bool first = !stated;
        bool replaces = description is null || (fact.Stated && (current || !stated)) || (!stated && !fact.Stated && current);
        description = replaces
            ? told with { Industry = told.Industry ?? description?.Industry, Exchange = told.Exchange ?? description?.Exchange }
            : description! with { Industry = description.Industry ?? told.Industry, Exchange = description.Exchange ?? told.Exchange };
        stated |= fact.Stated;
        Listed = fact.Listed is { } listed ? (current && fact.Stated && Listed is null ? listed : Earlier(Listed, listed)) : Listed;
        Delisted = current && fact.Delisted is { } delisted && (fact.Stated || Delisted is null) ? delisted : Delisted;
        if (before.Item1 != description)
        {
            Keep(first ? null : fact.KnownOn, description);
        }

        return before != (description, Listed, Delisted);
    }

    /// <summary>The description under a code; null when nobody has described the firm.</summary>
    public FirmDescription? Under(string code) => description is null ? null : description with { Firm = code };

    /// <summary>Descriptions under a code, each with the day it became known, up to and without a day; the first one whenever it became known.</summary>
    public (DateOnly KnownOn, FirmDescription Firm)[] Versions(string code, DateOnly knownAt) =>
        [.. versions.Where((v, i) => i == 0 || v.KnownOn < knownAt).Select(v => (v.KnownOn, v.Firm with { Firm = code }))];

    /// <summary>Keeps a description from its day on, in place of what was told before for that day and after.</summary>
    private void Keep(DateOnly? knownOn, FirmDescription told)
    {
        DateOnly day = knownOn ?? DateOnly.MinValue;
        versions.RemoveAll(v => v.KnownOn >= day);
        versions.Add((day, told));
    }

    private static DateOnly Earlier(DateOnly? known, DateOnly told) => known is { } day && day < told ? day : told;
}
