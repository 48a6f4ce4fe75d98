using Microsoft.AspNetCore.Components;

namespace Freeboard.Web.Site;

/// <summary>The masthead with the pages that the reader may open.</summary>
public sealed partial class SiteHead
{
    /// <summary>The page that is open; null for one that is not in the masthead.</summary>
    [Parameter]
    public NavItem? Here { get; set; }
}
