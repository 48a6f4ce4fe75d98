namespace Freeboard.DefaultPoint;

/// <summary>What the best weight is best at.</summary>
public enum WeightCriterion
{
    /// <summary>The area under the ROC curve of the distance: only the order of firms counts.</summary>
    Area = 0,

    /// <summary>The log-likelihood of the labels under a logistic line in the distance, its two coefficients at their own maximum.</summary>
    LogLikelihood,
}
