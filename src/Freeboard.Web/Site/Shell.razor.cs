using Microsoft.AspNetCore.Components;

namespace Freeboard.Web.Site;

/// <summary>The frame of every page of the dashboard.</summary>
public sealed partial class Shell
{
    /// <summary>Where the rest of the page goes. Nothing else of a frame can hold it: texts are encoded.</summary>
    internal const string Place = "<fb-rest></fb-rest>";

    /// <summary>Title of the document.</summary>
    [Parameter]
    public string Title { get; set; } = "";

    /// <summary>Words, reader and addresses.</summary>
    [Parameter]
    public WebFrame Frame { get; set; } = null!;

    /// <summary>Its place in the masthead; null for none.</summary>
    [Parameter]
    public NavItem? Here { get; set; }
}
