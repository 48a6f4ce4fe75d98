namespace Freeboard.Money;

/// <summary>An amount in a stated currency, in units (not thousands).</summary>
/// <param name="Amount">The amount in currency units.</param>
/// <param name="Currency">Its currency.</param>
public readonly record struct MoneyAmount(double Amount, CurrencyCode Currency)
{
    /// <summary>The amount in another currency.</summary>
    /// <param name="target">The currency wanted.</param>
    /// <param name="unitsOfTargetPerUnit">Exchange rate: units of the target currency for one unit of this one; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exchange rate is not finite and positive.</exception>
    public MoneyAmount ConvertTo(CurrencyCode target, double unitsOfTargetPerUnit)
    {
        if (!double.IsFinite(unitsOfTargetPerUnit) || unitsOfTargetPerUnit <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(unitsOfTargetPerUnit), unitsOfTargetPerUnit, "An exchange rate must be finite and positive.");
        }

        return new MoneyAmount(Amount * unitsOfTargetPerUnit, target);
    }

    /// <summary>The sum of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ: convert one of them first.</exception>
    public static MoneyAmount operator +(MoneyAmount left, MoneyAmount right) =>
        left.Currency == right.Currency
            ? new MoneyAmount(left.Amount + right.Amount, left.Currency)
            : throw new InvalidOperationException($"Amounts in {left.Currency} and {right.Currency} cannot be added: convert one of them first.");

    /// <summary>The sum of two amounts of one currency.</summary>
    /// <param name="other">The amount to add.</param>
    public MoneyAmount Add(MoneyAmount other) => this + other;
}
