using BenchmarkDotNet.Running;

if (args is ["portfolio-accuracy"])
{
    Freeboard.Benchmarks.PortfolioAccuracy.Run(Console.Out);
}
else if (args is ["portfolio-plain"])
{
    Freeboard.Benchmarks.PortfolioAccuracy.RunPlain(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
