using Freeboard.Volatility.Returns;

namespace Freeboard.Tests.Volatility.Returns;

public class PriceLimitsTests
{
    private static readonly DateOnly Recent = new(2024, 3, 1);

    public static TheoryData<string, ShareBoard> Codes => new()
    {
        { "600000", ShareBoard.Main },
        { "000001", ShareBoard.Main },
        { "002594", ShareBoard.Main },
        { "900901", ShareBoard.Main },
        { "200002", ShareBoard.Main },
        { "688981", ShareBoard.Star },
        { "689009", ShareBoard.Star },
        { "300750", ShareBoard.ChiNext },
        { "301269", ShareBoard.ChiNext },
        { "830799", ShareBoard.Beijing },
        { "430047", ShareBoard.Beijing },
        { "920002", ShareBoard.Beijing },
        { "SY0001", ShareBoard.Unknown },
        { "0700", ShareBoard.Unknown },
        { "110000", ShareBoard.Unknown },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_tells_its_board(string code, ShareBoard board) => Assert.Equal(board, PriceLimits.BoardOf(code));

    [Fact]
    public void Bands_are_those_of_the_exchanges()
    {
        Assert.Equal(0.10, PriceLimits.Band(ShareBoard.Main, specialTreatment: false, Recent));
        Assert.Equal(0.05, PriceLimits.Band(ShareBoard.Main, specialTreatment: true, Recent));
        Assert.Equal(0.20, PriceLimits.Band(ShareBoard.Star, specialTreatment: true, Recent));
        Assert.Equal(0.30, PriceLimits.Band(ShareBoard.Beijing, specialTreatment: true, Recent));
        Assert.Null(PriceLimits.Band(ShareBoard.Unknown, specialTreatment: false, Recent));
    }

    [Fact]
    public void ChiNext_went_from_ten_to_twenty_percent_on_24_August_2020()
    {
        Assert.Equal(0.10, PriceLimits.Band(ShareBoard.ChiNext, specialTreatment: false, new DateOnly(2020, 8, 21)));
        Assert.Equal(0.05, PriceLimits.Band(ShareBoard.ChiNext, specialTreatment: true, new DateOnly(2020, 8, 21)));
        Assert.Equal(0.20, PriceLimits.Band(ShareBoard.ChiNext, specialTreatment: false, new DateOnly(2020, 8, 24)));
        Assert.Equal(0.20, PriceLimits.Band(ShareBoard.ChiNext, specialTreatment: true, new DateOnly(2020, 8, 24)));
    }

    [Fact]
    public void The_first_sessions_after_listing_have_no_limit()
    {
        Assert.Null(PriceLimits.Band(ShareBoard.Star, false, Recent, session: 5));
        Assert.Equal(0.20, PriceLimits.Band(ShareBoard.Star, false, Recent, session: 6));
        Assert.Null(PriceLimits.Band(ShareBoard.Main, false, new DateOnly(2023, 4, 10), session: 5));
        Assert.Equal(0.10, PriceLimits.Band(ShareBoard.Main, false, new DateOnly(2023, 4, 7), session: 2));
        Assert.Null(PriceLimits.Band(ShareBoard.Beijing, false, Recent, session: 1));
        Assert.Equal(0.30, PriceLimits.Band(ShareBoard.Beijing, false, Recent, session: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceLimits.Band(ShareBoard.Main, false, Recent, session: 0));
    }

    // Limit prices rounded half up to the fen; 10.05 x 1.10 = 11.055 and 10.05 x 0.90 = 9.045 lie on the half.
    public static TheoryData<double, double, double, ReturnMarks> Closes => new()
    {
        { 10.05, 11.06, 0.10, ReturnMarks.LimitUp },
        { 10.05, 11.05, 0.10, ReturnMarks.None },
        { 10.05, 9.05, 0.10, ReturnMarks.LimitDown },
        { 10.05, 9.06, 0.10, ReturnMarks.None },
        { 8.88, 9.77, 0.10, ReturnMarks.LimitUp },
        { 3.33, 3.50, 0.05, ReturnMarks.LimitUp },
        { 3.33, 3.16, 0.05, ReturnMarks.LimitDown },
        { 50, 60, 0.20, ReturnMarks.LimitUp },
        { 50, 35, 0.30, ReturnMarks.LimitDown },
        { 0.04, 0.04, 0.10, ReturnMarks.None },
        { 0, 1, 0.10, ReturnMarks.None },
        { double.NaN, 1, 0.10, ReturnMarks.None },
        { 1, 1e300, 0.10, ReturnMarks.None },
    };

    [Theory]
    [MemberData(nameof(Closes))]
    public void A_close_at_the_rounded_limit_is_flagged(double reference, double close, double band, ReturnMarks flag) =>
        Assert.Equal(flag, PriceLimits.AtLimit(reference, close, band));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(double.NaN)]
    public void A_band_in_percent_is_the_callers_bug(double band) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceLimits.AtLimit(10, 11, band));
}
