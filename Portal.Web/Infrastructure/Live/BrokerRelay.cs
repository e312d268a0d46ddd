using System.Text.Json;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Portal.Web.Infrastructure.Live;

/// <summary>Takes news to the other nodes through a broker, and theirs to this one. Without the broker the others are told nothing until it is back: their browsers ask by themselves, later.</summary>
public sealed class BrokerRelay(PortalSettings settings, LivePushes pushes, ILogger<BrokerRelay> logger) : BackgroundService, ILiveRelay
{
    private const string Exchange = "portal.threads";
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A node is told its own news by nobody but itself.
    private readonly Guid _node = Guid.NewGuid();
    private readonly Channel<LiveNews> _waiting = Channel.CreateBounded<LiveNews>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile bool _isConnected;

    public void Publish(LiveNews news)
    {
        // What nobody can be told now is old by the time that they can.
        if (_isConnected)
        {
            _waiting.Writer.TryWrite(news);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(settings.Broker!), AutomaticRecoveryEnabled = false };
        for (var pause = TimeSpan.FromSeconds(1); !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await RelayAsync(factory, () => pause = TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.BrokerLost(logger, e.GetType().Name, pause);
            }

            _isConnected = false;
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RelayAsync(ConnectionFactory factory, Action connected, CancellationToken ct)
    {
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        connection.ConnectionShutdownAsync += async (_, _) => await lost.CancelAsync();
        channel.ChannelShutdownAsync += async (_, _) => await lost.CancelAsync();
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, cancellationToken: ct);
        var queue = await channel.QueueDeclareAsync(cancellationToken: ct);
        await channel.QueueBindAsync(queue.QueueName, Exchange, "", cancellationToken: ct);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            Take(delivery.Body);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, ct);
        connected();
        _isConnected = true;
        Log.BrokerFound(logger);
        await foreach (var news in _waiting.Reader.ReadAllAsync(lost.Token))
        {
            await channel.BasicPublishAsync(Exchange, "", JsonSerializer.SerializeToUtf8Bytes(new Envelope(_node, news)), lost.Token);
        }
    }

    private void Take(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (JsonSerializer.Deserialize<Envelope>(body.Span) is { } envelope && envelope.Node != _node && Enum.IsDefined(envelope.News.Kind))
            {
                pushes.Add(envelope.News);
            }
        }
        catch (Exception e) when (e is JsonException or NullReferenceException)
        {
            Log.BrokerNonsense(logger, body.Length);
        }
    }

    private sealed record Envelope(Guid Node, LiveNews News);
}
