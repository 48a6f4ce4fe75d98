using Freeboard.Reporting.Layout;
using Freeboard.Services.Macro;
using Microsoft.AspNetCore.Components;

namespace Freeboard.Reporting.Macro;

/// <summary>Base of every component of the page of a study: adds the study to the page's context.</summary>
public abstract class MacroPart : PagePart
{
    /// <summary>The study.</summary>
    [CascadingParameter]
    public MacroReport Study { get; set; } = null!;
}
