using Freeboard.Numerics;

namespace Freeboard.Learning;

/// <summary>Losses of one prediction and their slopes in it.</summary>
internal static class OutcomeLoss
{
    /// <summary>Cross entropy of a logit, without overflow: max(z, 0) - z y + ln(1 + exp(-|z|)).</summary>
    internal static double CrossEntropy(double logit, double outcome) => Math.Max(logit, 0) - (logit * outcome) + StandardNormal.LogOnePlus(Math.Exp(-Math.Abs(logit)));

    internal static double Sigmoid(double logit)
    {
        double u = Math.Exp(-Math.Abs(logit));
        return logit >= 0 ? 1 / (1 + u) : u / (1 + u);
    }

    internal static (double Loss, double Slope) Of(AuxiliaryLoss kind, double prediction, double target)
    {
        double miss = prediction - target;
        return kind switch
        {
            AuxiliaryLoss.Squared => (miss * miss, 2 * miss),
            AuxiliaryLoss.Huber => Math.Abs(miss) <= 1 ? (0.5 * miss * miss, miss) : (Math.Abs(miss) - 0.5, Math.Sign(miss)),
            _ => (CrossEntropy(prediction, target), Sigmoid(prediction) - target),
        };
    }
}
