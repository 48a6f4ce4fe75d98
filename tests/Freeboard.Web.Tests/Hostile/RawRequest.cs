using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Freeboard.Web.Tests.Hostile;

/// <summary>A request as bytes on the wire: clients of a library would mend what is wrong with it.</summary>
internal sealed record RawRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>Sends it on a connection of its own and reads the answer to its end, or for twenty seconds.</summary>
    /// <returns>The status (0 when there was none) and the answer's bytes.</returns>
    public static async Task<(int Status, byte[] Answer)> SendAsync(string address, byte[] bytes)
    {
        Uri to = new(address);
        using TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(to.Host, to.Port);
        NetworkStream stream = client.GetStream();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
        using MemoryStream answer = new();
        try
        {
            await stream.WriteAsync(bytes, patience.Token);

            // A head without its end would be waited for. Otherwise the line stays open: a server may take a half-closed one for a caller who has gone.
            if (bytes.AsSpan().IndexOf("\r\n\r\n"u8) < 0)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server may close before it has read a request that it refuses, or wait for the rest of a body whose length was spoilt.
        }

        byte[] all = answer.ToArray();
        string head = Encoding.Latin1.GetString(all, 0, Math.Min(all.Length, 16));
        return (head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : 0, all);
    }

    public byte[] ToBytes()
    {
        StringBuilder head = new();
        head.Append(Method).Append(' ').Append(Path).Append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach ((string name, string value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (Body.Length > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }
}
