namespace Freeboard.Money;

/// <summary>A currency by its ISO 4217 code, three upper-case letters (CNY, USD, HKD).</summary>
public readonly record struct CurrencyCode
{
    private readonly string? code;

    /// <summary>Makes a currency from its code.</summary>
    /// <param name="code">Three upper-case Latin letters.</param>
    /// <exception cref="ArgumentException">The code is not three upper-case letters.</exception>
    public CurrencyCode(string code)
    {
        if (!IsWellFormed(code))
        {
            throw new ArgumentException($"'{code}' is not an ISO 4217 code: three upper-case letters such as CNY.", nameof(code));
        }

        this.code = code;
    }

    /// <summary>The three letters.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one and names no currency.</exception>
    public string Code => code ?? throw new InvalidOperationException("No currency was given.");

    /// <summary>Whether a text has the form of an ISO 4217 code.</summary>
    /// <param name="code">Any text.</param>
    public static bool IsWellFormed(string? code) =>
        code is { Length: 3 } && code.All(static c => c is >= 'A' and <= 'Z');

    /// <inheritdoc/>
    public override string ToString() => code ?? "(no currency)";
}
