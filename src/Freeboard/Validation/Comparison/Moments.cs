namespace Freeboard.Validation.Comparison;

/// <summary>Count, mean and sum of squared deviations of a sample, in two passes.</summary>
internal readonly record struct Moments(int Count, double Mean, double Squares)
{
    internal static Moments Of(ReadOnlySpan<double> sample)
    {
        double sum = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            if (!double.IsFinite(sample[i]))
            {
                throw new ArgumentException($"Number {i} of a sample is {sample[i]}; samples must be finite.", nameof(sample));
            }

            sum += sample[i];
        }

        if (sample.Length == 0)
        {
            return default;
        }

        double mean = sum / sample.Length;
        double squares = 0;
        double rest = 0;
        foreach (double value in sample)
        {
            squares += (value - mean) * (value - mean);
            rest += value - mean;
        }

        // The second pass also says by how much the first mean was rounded.
        return new Moments(sample.Length, mean + (rest / sample.Length), Math.Max(0, squares - (rest * rest / sample.Length)));
    }
}
