using System.Globalization;
using System.Net;
using System.Text;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Validation;

public sealed class Runs_held_against_events(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task A_file_of_events_gives_the_validation_of_the_command_line_under_one_address()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        byte[] labels = await File.ReadAllBytesAsync(Path.Combine(Server.SampleMarket, "labels.csv"));
        string first = await SendAsync(analyst, labels);
        Assert.Equal(first, await SendAsync(analyst, labels));
        using HttpClient viewer = shared.Server.SignedIn(Role.Viewer);
        string page = await viewer.GetStringAsync(first + "?lang=en");
        Assert.Contains(first[(first.LastIndexOf('/') + 1)..], page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("/validation/none")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_row_column_and_cure()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes("firm,date,event\nSY0001,2023-02-30,default\n")), "files", "labels.csv" }, { new StringContent("12"), "months" } };
        using HttpResponseMessage answer = await analyst.PostAsync("/validation?lang=en", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("labels.csv", page, StringComparison.Ordinal);
        Assert.Contains("2023-02-30", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "")]
    [InlineData("601", "")]
    [InlineData("12", "31.12.2024")]
    public async Task A_setting_out_of_range_is_refused(string months, string until)
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes("firm,date,event\n")), "files", "labels.csv" }, { new StringContent(months), "months" }, { new StringContent(until), "until" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.PostAsync("/validation", form)).StatusCode);
    }

    private static async Task<string> SendAsync(HttpClient analyst, byte[] labels)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(labels), "files", "labels.csv" }, { new StringContent(12.ToString(CultureInfo.InvariantCulture)), "months" }, { new StringContent("on"), "keepGoing" } };
        using HttpResponseMessage answer = await analyst.PostAsync("/validation", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
