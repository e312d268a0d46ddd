using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Portal.Web.Infrastructure.Live;

/// <summary>SignalR's JSON, with a limit to how often a connection may call. Counted where frames are read, so that calls of what does not exist count, too.</summary>
public sealed class LiveProtocol(IOptions<JsonHubProtocolOptions> options, TimeProvider clock, ILogger<LiveProtocol> logger) : IHubProtocol
{
    /// <summary>Calls of one connection in any second; more close it.</summary>
    public const int CallsPerSecond = 10;

    private readonly JsonHubProtocol _json = new(options);

    // SignalR has one binder for each connection, and hands nothing else over that tells whose frame it is.
    private readonly ConditionalWeakTable<IInvocationBinder, CallCount> _counts = [];

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!_json.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (!_counts.GetOrCreateValue(binder).TryCount(clock))
        {
            Log.LiveFlood(logger, CallsPerSecond);
            throw new InvalidDataException("Too many calls.");
        }

        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    // The instants of the last calls; frames of one connection are read one after the other.
    private sealed class CallCount
    {
        private readonly long[] _at = new long[CallsPerSecond];
        private long _calls;

        public bool TryCount(TimeProvider clock)
        {
            var slot = _calls % CallsPerSecond;
            var tooSoon = _calls >= CallsPerSecond && clock.GetElapsedTime(_at[slot]) < TimeSpan.FromSeconds(1);
            _at[slot] = clock.GetTimestamp();
            _calls++;
            return !tooSoon;
        }
    }
}
