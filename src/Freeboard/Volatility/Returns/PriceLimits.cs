namespace Freeboard.Volatility.Returns;

/// <summary>Daily price limits of Chinese A-shares: the rule by board, special treatment and day.</summary>
/// <remarks>
/// <para>Source: trading rules of the Shanghai, Shenzhen and Beijing exchanges. Main board 10 %, under special treatment (ST, *ST) 5 %; STAR 20 %;
/// ChiNext 20 % from 24 August 2020, before that as the main board; Beijing 30 %. On STAR, on ChiNext from then on, and in Beijing special
/// treatment changes nothing.</para>
/// <para>The first days after listing have no limit: five sessions on STAR, on ChiNext from 24 August 2020, on the main board from 10 April 2023;
/// one session in Beijing, and before those days (where other rules held for the first session).</para>
/// <para>Rules change: where another band is in force, give <see cref="PriceDay.LimitBand"/> itself.</para>
/// </remarks>
public static class PriceLimits
{
    private const int FreeSessionsOfRegistration = 5;
    private static readonly DateOnly ChiNextReform = new(2020, 8, 24);
    private static readonly DateOnly MainBoardRegistration = new(2023, 4, 10);

    /// <summary>The board that a six-digit code belongs to.</summary>
    /// <param name="code">Six digits such as 600000; anything else is <see cref="ShareBoard.Unknown"/>. B-shares (900, 200) keep to the main board's rules.</param>
    public static ShareBoard BoardOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
        {
            return ShareBoard.Unknown;
        }

        return code switch
        {
            ['6', '8', ..] => ShareBoard.Star,
            ['3', '0', ..] => ShareBoard.ChiNext,
            ['4' or '8', ..] or ['9', '2', ..] => ShareBoard.Beijing,
            ['6' or '0', ..] or ['9' or '2', '0', '0', ..] => ShareBoard.Main,
            _ => ShareBoard.Unknown,
        };
    }

    /// <summary>The band in force on a day.</summary>
    /// <param name="board">The board.</param>
    /// <param name="specialTreatment">Whether the share was under special treatment (ST or *ST) that day.</param>
    /// <param name="day">The day.</param>
    /// <param name="session">Which trading session since listing it is, from 1; null when the share has been listed for long.</param>
    /// <returns>Decimal, 0.10 for 10 % up and down from the reference price; null where there is no limit, or the board is unknown.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The session is less than 1.</exception>
    public static double? Band(ShareBoard board, bool specialTreatment, DateOnly day, int? session = null)
    {
        if (session < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(session), session, "Sessions are counted from 1.");
        }

        if (board == ShareBoard.Unknown || session <= FreeSessions(board, day))
        {
            return null;
        }

        return board switch
        {
            ShareBoard.Star => 0.20,
            ShareBoard.ChiNext when day >= ChiNextReform => 0.20,
            ShareBoard.Beijing => 0.30,
            _ => specialTreatment ? 0.05 : 0.10,
        };
    }

    /// <summary>Whether a close stands at the limit: the reference price times one plus or minus the band, rounded half up to the tick, as the exchanges do.</summary>
    /// <param name="referenceClose">Previous close, on an ex-right day the exchange's ex-right reference price; positive.</param>
    /// <param name="close">Today's unadjusted close; positive.</param>
    /// <param name="band">Band, decimal in (0, 1).</param>
    /// <param name="tick">Tick of prices, currency units; positive.</param>
    /// <returns><see cref="ReturnMarks.LimitUp"/>, <see cref="ReturnMarks.LimitDown"/> or none; none also where a price is not finite and positive.</returns>
    public static ReturnMarks AtLimit(double referenceClose, double close, double band, double tick = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        if (band is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(band), band, "A band is a decimal in (0, 1): 10 % is 0.10.");
        }

        // A price in ticks beyond what a decimal can carry is no price of a share.
        if (!LogReturns.IsPrice(referenceClose) || !LogReturns.IsPrice(close) || Math.Max(referenceClose, close) / tick > 1e15)
        {
            return ReturnMarks.None;
        }

        // Decimals, because 10.05 x 1.10 must round from 11.055 and not from 11.05499999999999.
        decimal size = (decimal)tick;
        decimal reference = ToTick((decimal)referenceClose, size);
        decimal price = ToTick((decimal)close, size);
        if (price >= ToTick(reference * (1 + (decimal)band), size) && price > reference)
        {
            return ReturnMarks.LimitUp;
        }

        return price <= ToTick(reference * (1 - (decimal)band), size) && price < reference ? ReturnMarks.LimitDown : ReturnMarks.None;
    }

    private static decimal ToTick(decimal price, decimal tick) => Math.Round(price / tick, MidpointRounding.AwayFromZero) * tick;

    private static int FreeSessions(ShareBoard board, DateOnly day) => board switch
    {
        ShareBoard.Star => FreeSessionsOfRegistration,
        ShareBoard.ChiNext when day >= ChiNextReform => FreeSessionsOfRegistration,
        ShareBoard.Main when day >= MainBoardRegistration => FreeSessionsOfRegistration,
        _ => 1,
    };
}
