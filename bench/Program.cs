using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Bench;
using Portal.Bench.Servers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [Crowd.Word, .. var words])
{
    await new CrowdProcess(Console.OpenStandardOutput()).RunAsync(words, Console.In, CancellationToken.None);
    return 0;
}

BenchOptions options;
try
{
    options = BenchOptions.Read(args, Environment.GetEnvironmentVariable(BenchOptions.SizeVariable));
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n\n{BenchOptions.Usage}");
    return 2;
}

// Stopping it must not leave gigabytes behind.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var folder = options.Keep ?? Directory.CreateTempSubdirectory("portal-bench-").FullName;
try
{
    await new BenchRun(options, Console.Out).GoAsync(folder, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
finally
{
    if (options.Keep is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
