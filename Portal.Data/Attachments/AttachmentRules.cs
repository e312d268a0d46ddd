using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Data.Attachments;

/// <summary>Which files can be attached, and under which name. The content decides: neither the name nor what the browser says is believed.</summary>
public static class AttachmentRules
{
    /// <summary>25 MB.</summary>
    public const int LargestBytes = 25 * 1024 * 1024;

    /// <summary>Longest name with its ending, in UTF-16 units.</summary>
    public const int LongestName = 120;

    /// <summary>How many files one thing can have.</summary>
    public const int MostFiles = 20;

    /// <summary>50 MB: all files of a thread together.</summary>
    public const int LargestThread = 50 * 1024 * 1024;

    /// <summary>How many files can go with one message.</summary>
    public const int MostWithMessage = 5;

    /// <summary>After how many days a file that was uploaded to a thread and never sent is deleted.</summary>
    public const int UnsentDays = 7;

    /// <summary>The name of the form's field.</summary>
    public const string Field = "file";

    private const string Nameless = "bilag";
    private const int LongestEnding = 5;

    // The end of a PDF is looked for in its last bytes, as readers do.
    private const int PdfTail = 1024;

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // What no file name holds on the systems that people download to.
    private const string Reserved = "<>:\"|?*";

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9"];

    /// <summary>What is wrong with a file.</summary>
    /// <returns>Null when it can be attached; else a sentence that names it.</returns>
    public static FieldError? Check(string name, ReadOnlySpan<byte> content) =>
        content.Length == 0 ? new FieldError(Field, "Attachments.Empty", ShownName(name))
        : content.Length > LargestBytes ? new FieldError(Field, "Attachments.TooLarge", ShownName(name))
        : TypeOf(content) is null ? new FieldError(Field, "Attachments.WrongType", ShownName(name))
        : null;

    /// <summary>Whether there is room for another file in a thread.</summary>
    /// <param name="bytes">Of the file.</param>
    /// <param name="taken">Bytes of the files that the thread has.</param>
    /// <param name="waiting">Files that wait for the same message.</param>
    /// <returns>Null when there is; else a sentence that names the file, and how many megabytes are left.</returns>
    public static FieldError? CheckRoom(string name, long bytes, long taken, int waiting) =>
        waiting >= MostWithMessage ? new FieldError(Field, "Attachments.TooManyWithMessage", ShownName(name), MostWithMessage)
        : bytes > LargestThread - taken ? new FieldError(Field, "Attachments.ThreadFull", ShownName(name), Math.Floor(Math.Max(0, LargestThread - taken) / (1024m * 102.4m)) / 10)
        : null;

    /// <summary>What a content is, by its first bytes, its last bytes and what must stand between them.</summary>
    /// <returns>Null when it is none of the types, or not whole.</returns>
    /// <remarks>Nothing may stand before the beginning or after the end: that is how one file is two things at once.</remarks>
    public static AttachmentType? TypeOf(ReadOnlySpan<byte> content) =>
        IsPdf(content) ? AttachmentType.Pdf : IsPng(content) ? AttachmentType.Png : IsJpeg(content) ? AttachmentType.Jpeg : null;

    public static string ContentTypeOf(AttachmentType type) => type switch
    {
        AttachmentType.Pdf => "application/pdf",
        AttachmentType.Png => "image/png",
        AttachmentType.Jpeg => "image/jpeg",
    };

    /// <summary>The name a file is kept and downloaded under: one line without path, control characters, changes of direction or reserved characters.</summary>
    /// <returns>At most <see cref="LongestName"/> UTF-16 units, with the ending that fits the content.</returns>
    public static string CleanName(string name, AttachmentType type)
    {
        var plain = Plain(name);
        var ending = EndingOf(plain);
        var stem = ending is null ? plain : plain[..^(ending.Length + 1)];
        var fitting = type switch
        {
            AttachmentType.Pdf => "pdf",
            AttachmentType.Png => "png",
            AttachmentType.Jpeg => ending is "jpeg" ? "jpeg" : "jpg",
        };
        stem = Cut(stem, LongestName - fitting.Length - 1).TrimEnd(' ', '.');
        if (stem.Length == 0)
        {
            stem = Nameless;
        }

        return $"{(Devices.Contains(stem.Split('.')[0], StringComparer.OrdinalIgnoreCase) ? "_" : "")}{stem}.{fitting}";
    }

    /// <summary>A name as a sentence shows it, whatever its ending.</summary>
    public static string ShownName(string name) => Plain(name) is { Length: > 0 } plain ? Cut(plain, LongestName) : Nameless;

    private static string Plain(string name)
    {
        var text = new StringBuilder();
        var last = name.LastIndexOfAny(['/', '\\']) + 1;
        foreach (var rune in name.AsSpan(last).EnumerateRunes())
        {
            // A lone surrogate comes as the replacement character.
            if (rune == Rune.ReplacementChar || IsUnseen(Rune.GetUnicodeCategory(rune)))
            {
                continue;
            }

            text.Append(Rune.IsWhiteSpace(rune) ? " " : rune.IsBmp && Reserved.Contains((char)rune.Value) ? "-" : rune.ToString());
        }

        var words = text.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Trim(' ', '.');
    }

    private static bool IsUnseen(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    /// <summary>What follows the last dot when it looks like the ending of a file name, in lower case; »v1.2« has none.</summary>
    private static string? EndingOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var ending = dot < 0 ? "" : name[(dot + 1)..];
        return ending.Length is > 0 and <= LongestEnding && ending.All(char.IsAsciiLetterOrDigit) && ending.Any(char.IsAsciiLetter)
            ? ending.ToLowerInvariant()
            : null;
    }

    /// <summary>The beginning of a text, without half a character at its end.</summary>
    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text).Where(start => start <= longest))
        {
            end = start;
        }

        return text[..end];
    }

    private static bool IsPdf(ReadOnlySpan<byte> content)
    {
        if (content.Length < 16 || !content.StartsWith("%PDF-"u8) || !char.IsAsciiDigit((char)content[5]) || content[6] != '.')
        {
            return false;
        }

        var tail = content[^Math.Min(PdfTail, content.Length)..];
        var end = tail.LastIndexOf("%%EOF"u8);
        return end >= 0
            && content.IndexOf(" obj"u8) > 0
            && tail[(end + 5)..].IndexOfAnyExcept("\r\n\t \0"u8) < 0;
    }

    private static bool IsPng(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(PngSignature))
        {
            return false;
        }

        var rest = content[PngSignature.Length..];
        for (var isFirst = true; rest.Length >= 12; isFirst = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var kind = rest.Slice(4, 4);
            if (length > rest.Length - 12 || (isFirst && (length != 13 || !kind.SequenceEqual("IHDR"u8))))
            {
                return false;
            }

            rest = rest[(12 + (int)length)..];
            if (kind.SequenceEqual("IEND"u8))
            {
                return rest.Length == 0;
            }
        }

        return false;
    }

    private static bool IsJpeg(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 || content[0] != 0xFF || content[1] != 0xD8 || content[^2] != 0xFF || content[^1] != 0xD9)
        {
            return false;
        }

        // From segment to segment up to where the picture begins; a frame with its size must stand before it.
        var hasFrame = false;
        for (var at = 2; at + 4 <= content.Length;)
        {
            var marker = content[at + 1];
            if (content[at] != 0xFF)
            {
                return false;
            }

            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xDA)
            {
                return hasFrame;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || marker is < 0xC0 or (>= 0xD0 and <= 0xD9))
            {
                return false;
            }

            hasFrame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 8;
            at += 2 + length;
        }

        return false;
    }
}
