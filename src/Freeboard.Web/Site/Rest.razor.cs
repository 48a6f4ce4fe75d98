using Freeboard.Reporting.Layout;
using Microsoft.AspNetCore.Components;

namespace Freeboard.Web.Site;

/// <summary>What stands below the masthead of a page.</summary>
public sealed partial class Rest
{
    /// <summary>The run that the page is about; null for none.</summary>
    [Parameter]
    public PageContext? Run { get; set; }

    /// <summary>What stands between masthead and footer.</summary>
    [Parameter]
    public Type Body { get; set; } = null!;

    /// <summary>Parameters of the body by name.</summary>
    [Parameter]
    public Dictionary<string, object?>? Parameters { get; set; }

    /// <summary>Words, reader and addresses.</summary>
    [Parameter]
    public WebFrame Frame { get; set; } = null!;
}
