using System.Buffers.Text;
using System.Text;

namespace Portal.Bench.Servers;

/// <summary>What a page is told when its thread has a new message: the frame that the portal sends, and the bare server, too.</summary>
public static class Push
{
    private static readonly byte[] Changed = "\"target\":\"changed\""u8.ToArray();
    private static readonly byte[] SequenceName = "\"sequence\":"u8.ToArray();

    public static byte[] Write(Guid threadId, long sequence) =>
        Encoding.UTF8.GetBytes($$"""{"type":1,"target":"changed","arguments":[{"threadId":"{{threadId}}","sequence":{{sequence}}}]}""" + "\u001e");

    /// <summary>The numbers in a frame, which may hold several pushes, or none.</summary>
    public static IReadOnlyList<long> Read(ReadOnlySpan<byte> frame)
    {
        if (frame.IndexOf(Changed) < 0)
        {
            return [];
        }

        var sequences = new List<long>(1);
        while (frame.IndexOf(Changed) is >= 0 and var at)
        {
            frame = frame[(at + Changed.Length)..];
            frame = frame[(frame.IndexOf(SequenceName) + SequenceName.Length)..];
            sequences.Add(Utf8Parser.TryParse(frame, out long sequence, out _) ? sequence : throw new FormatException("A push has no number."));
        }

        return sequences;
    }
}
