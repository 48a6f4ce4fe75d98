using Freeboard.Reporting.Language;
using Freeboard.Reporting.Layout;
using Microsoft.AspNetCore.Components;

namespace Freeboard.Web.Site;

/// <summary>Base of what a page of the dashboard consists of.</summary>
public abstract class WebPart : ComponentBase
{
    /// <summary>The run that the page is about; null when it is about none.</summary>
    [CascadingParameter]
    public PageContext? Run { get; set; }

    /// <summary>Words, reader and addresses.</summary>
    [CascadingParameter]
    public WebFrame Frame { get; set; } = null!;

    /// <summary>The words of the page.</summary>
    protected Phrasebook Words => Frame.Words;

    /// <summary>A phrase with its places filled.</summary>
    /// <param name="key">Key of the phrase.</param>
    /// <param name="arguments">Texts for its places.</param>
    protected string Say(string key, params ReadOnlySpan<string> arguments) => Words.Say(key, arguments);
}
