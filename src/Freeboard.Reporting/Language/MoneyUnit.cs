namespace Freeboard.Reporting.Language;

/// <summary>The unit that amounts of a page are written in: CNY bn in English, 亿元 in Chinese; chosen by magnitude.</summary>
/// <param name="Scale">Currency units in one of it.</param>
/// <param name="Prefix">Before the number, with its space ("CNY ").</param>
/// <param name="Suffix">After the number, with its space (" bn").</param>
public readonly record struct MoneyUnit(double Scale, string Prefix, string Suffix)
{
    /// <summary>The unit alone, for a column header.</summary>
    public string Name => (Prefix + Suffix.TrimStart()).Trim();

    /// <summary>The unit in which an amount of a given size is best read.</summary>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="magnitude">Size of a typical amount, in currency units.</param>
    /// <param name="words">The language.</param>
    public static MoneyUnit For(string currency, double magnitude, Phrasebook words)
    {
        double size = Math.Abs(magnitude);
        if (words.IsChinese)
        {
            string yuan = currency switch { "CNY" => "元", "USD" => "美元", "HKD" => "港元", "EUR" => "欧元", "JPY" => "日元", "GBP" => "英镑", _ => " " + currency };
            return size >= 1e13 ? new MoneyUnit(1e12, "", " 万亿" + yuan)
                : size >= 1e7 ? new MoneyUnit(1e8, "", " 亿" + yuan)
                : size >= 1e4 ? new MoneyUnit(1e4, "", " 万" + yuan)
                : new MoneyUnit(1, "", " " + yuan.TrimStart());
        }

        string code = currency + " ";
        return size >= 1e12 ? new MoneyUnit(1e12, code, " tn")
            : size >= 1e9 ? new MoneyUnit(1e9, code, " bn")
            : size >= 1e6 ? new MoneyUnit(1e6, code, " m")
            : size >= 1e3 ? new MoneyUnit(1e3, code, " k")
            : new MoneyUnit(1, code, "");
    }

    /// <summary>An amount with its unit.</summary>
    /// <param name="amount">Amount in currency units.</param>
    public string Say(double amount) => Prefix + Number(amount) + Suffix;

    /// <summary>An amount in the unit, without naming it.</summary>
    /// <param name="amount">Amount in currency units.</param>
    public string Number(double amount) => Numbers.Amount(amount / Scale);
}
