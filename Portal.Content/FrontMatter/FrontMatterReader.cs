using System.Text;

namespace Portal.Content.FrontMatter;

/// <summary>Takes a content file apart into fields and body.</summary>
public static class FrontMatterReader
{
    /// <summary>Largest file, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string Fence = "---";

    /// <summary>Never fails: what cannot be read is among the problems of the document.</summary>
    /// <param name="fileName">Given back in every problem.</param>
    /// <param name="text">The whole file; any line ending, with or without byte order mark.</param>
    public static FrontMatterDocument Read(string fileName, string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return Unreadable(fileName, 1, $"Filen er for stor. Den må højst fylde {MaxBytes / 1024} kB.");
        }

        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != Fence)
        {
            return Unreadable(fileName, 1, "Filen skal begynde med en linje med ---, så felterne, så en linje med --- og til sidst teksten.");
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0)
        {
            return Unreadable(fileName, 1, "Felterne skal slutte med en linje, hvor der kun står ---.");
        }

        try
        {
            var problems = new List<ContentProblem>();
            var fields = new YamlFields(fileName, string.Join('\n', lines[1..end]), linesBefore: 1, problems).Read();
            var body = Array.FindIndex(lines, end + 1, line => !string.IsNullOrWhiteSpace(line));
            return new()
            {
                FileName = fileName,
                Fields = fields,
                Body = body < 0 ? "" : string.Join('\n', lines[body..]).TrimEnd(),
                BodyLine = (body < 0 ? end : body) + 1,
                IsReadable = true,
                Problems = problems,
            };
        }
        catch (RefusedYamlException e)
        {
            return Unreadable(fileName, Math.Min(e.Line, end + 1), e.Message);
        }
    }

    private static FrontMatterDocument Unreadable(string fileName, int line, string message) => new()
    {
        FileName = fileName,
        Fields = [],
        Body = "",
        BodyLine = line,
        IsReadable = false,
        Problems = [new() { File = fileName, Line = line, Field = "", Message = message }],
    };
}
