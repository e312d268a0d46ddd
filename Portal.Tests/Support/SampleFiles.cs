using System.Buffers.Binary;
using System.Text;

namespace Portal.Tests.Support;

/// <summary>Small whole files of each kind, and some that only pretend.</summary>
public static class SampleFiles
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    public static byte[] Png { get; } = [.. PngSignature, .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];

    public static byte[] Jpeg { get; } =
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0x00, 0x0B, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 0x3F, 0, 0x7F, 0xFF, 0xD9,
    ];

    public static byte[] Exe { get; } = [.. "MZ"u8, .. new byte[200]];

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");

    public static byte[] Zip { get; } = [.. "PK\u0003\u0004"u8, .. new byte[40]];

    /// <summary>A whole PDF of a length.</summary>
    public static byte[] PdfOf(int length) => [.. Pdf[..40], .. Enumerable.Repeat((byte)' ', length - Pdf.Length), .. Pdf[40..]];

    private static byte[] Chunk(string kind, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(kind, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        return chunk;
    }
}
