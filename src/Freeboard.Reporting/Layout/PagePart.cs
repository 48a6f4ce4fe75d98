using Freeboard.Reporting.Language;
using Microsoft.AspNetCore.Components;

namespace Freeboard.Reporting.Layout;

/// <summary>Base of every component of a page: gives it the context and short ways to its words.</summary>
public abstract class PagePart : ComponentBase
{
    /// <summary>The page's context.</summary>
    [CascadingParameter]
    public PageContext Page { get; set; } = null!;

    /// <summary>The words of the page.</summary>
    protected Phrasebook Words => Page.Words;

    /// <summary>A phrase with its places filled.</summary>
    /// <param name="key">Key of the phrase.</param>
    /// <param name="arguments">Texts for its places.</param>
    protected string Say(string key, params ReadOnlySpan<string> arguments) => Words.Say(key, arguments);
}
