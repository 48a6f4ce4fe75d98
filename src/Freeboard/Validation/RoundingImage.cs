namespace Freeboard.Validation;

/// <summary>How far a computed figure can move because the figures it is computed from were rounded in print.</summary>
/// <remarks>
/// Method: each input in turn is moved to both ends of its rounding interval, the larger move of the result counts, and the moves are
/// added. That bounds the image of the whole box to first order in the widths, which is exact for a function that is linear there.
/// </remarks>
public static class RoundingImage
{
    /// <summary>The half-width of the image.</summary>
    /// <param name="function">The computation, from as many numbers as there are inputs.</param>
    /// <param name="inputs">The printed inputs, n of them.</param>
    /// <returns>A non-negative half-width in the unit of the result; not a number when the function is not finite at an end.</returns>
    /// <exception cref="ArgumentNullException">The function or the inputs are null.</exception>
    public static double HalfWidth(Func<double[], double> function, params PrintedFigure[] inputs)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        double[] values = [.. inputs.Select(static i => i.Value)];
        double centre = function(values);
        double width = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            values[i] = inputs[i].Value + inputs[i].HalfUnit;
            double up = Math.Abs(function(values) - centre);
            values[i] = inputs[i].Value - inputs[i].HalfUnit;
            double down = Math.Abs(function(values) - centre);
            values[i] = inputs[i].Value;
            width += Math.Max(up, down);
        }

        return width;
    }
}
