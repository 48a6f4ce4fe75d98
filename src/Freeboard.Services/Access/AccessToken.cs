using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Services.Access;

/// <summary>Random tokens, and the hashes by which they are known again. Only the hash is kept.</summary>
public static class AccessToken
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A new token of 256 random bits, in letters that an address and a header can hold.</summary>
    public static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A new identifier of 80 random bits: sixteen letters and digits.</summary>
    public static string MakeId() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16);

    /// <summary>A secret of 100 random bits that a person types: five groups of four letters and digits without those that look alike.</summary>
    public static string MakeSpoken() => string.Join('-', Enumerable.Range(0, 5).Select(static _ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>The hash by which a token is known. A token of 256 random bits needs no salt and no slow hash.</summary>
    /// <param name="token">The token.</param>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether two texts are the same, in a time that does not tell where they differ.</summary>
    /// <param name="one">One text.</param>
    /// <param name="other">The other.</param>
    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
