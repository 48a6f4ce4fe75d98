namespace Freeboard.Learning;

/// <summary>Weights of the parts of the loss: main + Deep x mean over deep heads + Auxiliary x sum over targets.</summary>
/// <param name="Deep">Weight of deep supervision; 0 or more.</param>
/// <param name="Auxiliary">Weight of the auxiliary targets; 0 or more.</param>
public readonly record struct LossWeights(double Deep = 0.3, double Auxiliary = 0.3);

/// <summary>The loss of a network on a sample and its parts, in nats (squares for squared targets), each a weighted mean over the rows that have it.</summary>
/// <param name="Main">Cross entropy of the label.</param>
/// <param name="Deep">Mean over the deep heads of their cross entropies; 0 without heads.</param>
/// <param name="Auxiliary">Sum over targets of weight x mean loss over the rows that have the target; 0 without targets.</param>
/// <param name="Total">Main + weights x parts.</param>
public readonly record struct NetworkLosses(double Main, double Deep, double Auxiliary, double Total);

/// <summary>A loss and its slope in every parameter.</summary>
/// <param name="Losses">The loss and its parts.</param>
/// <param name="Values">Slopes, in the order of the network's values.</param>
public sealed record NetworkGradient(NetworkLosses Losses, ReadOnlyMemory<double> Values);
