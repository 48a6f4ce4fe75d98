using Freeboard.Web.Overview;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Freeboard.Web.Site;

/// <summary>Reads the newest run and draws a page of it before anybody asks, so that the first reader does not wait for it.</summary>
internal sealed partial class Warmth(RunShelf shelf, ILogger<Warmth> logger) : BackgroundService
{
    private readonly SemaphoreSlim wanted = new(1);

    /// <summary>Tells that there is a new run.</summary>
    public void Renew()
    {
        if (wanted.CurrentCount == 0)
        {
            wanted.Release();
        }
    }

    public override void Dispose()
    {
        wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Beside the start, never before it: a server whose store is busy still answers its health.
        await Task.Yield();
        while (true)
        {
            await wanted.WaitAsync(stoppingToken);
            await WarmAsync(stoppingToken);
        }
    }

    private async Task WarmAsync(CancellationToken stoppingToken)
    {
        try
        {
            WebFrame frame = new(new DefaultHttpContext());
            if (shelf.Find(null, frame) is { View.Latest: not null } page && !stoppingToken.IsCancellationRequested)
            {
                _ = ScreenShelf.RowsOf(page.Run);
                await Show.HtmlAsync<OverviewBody>(frame, "", NavItem.Overview, page);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            NotRead(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the newest run could not be read ahead")]
    private static partial void NotRead(ILogger logger, Exception exception);
}
