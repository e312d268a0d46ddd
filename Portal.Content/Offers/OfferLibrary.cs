using System.Reflection;
using Portal.Content.FrontMatter;

namespace Portal.Content.Offers;

/// <summary>The offers that come with the portal.</summary>
public static class OfferLibrary
{
    private const string Folder = "Library/Offers/";

    /// <summary>Reads every file for itself: one with a problem is left out and the rest still loads.</summary>
    /// <param name="files">In the order the offers come back; of two with the same slug the first counts.</param>
    /// <param name="vocabulary">The codes a file may use.</param>
    public static OfferLibraryResult Read(IEnumerable<ContentFile> files, OfferVocabulary vocabulary)
    {
        var offers = new List<OfferDocument>();
        var problems = new List<ContentProblem>();
        foreach (var file in files)
        {
            var document = FrontMatterReader.Read(file.Name, file.Text);
            if (OfferReader.Read(document, vocabulary, problems) is not { } offer)
            {
                continue;
            }

            if (offers.Find(o => o.Slug == offer.Slug) is { } first)
            {
                problems.Add(new()
                {
                    File = file.Name,
                    Line = document.Fields.First(field => field.Name.Equals("slug", StringComparison.OrdinalIgnoreCase)).Line,
                    Field = "slug",
                    Message = $"»{offer.Slug}« bruges allerede i {first.FileName}. Skriv et navn, som ingen anden fil har.",
                });
                continue;
            }

            offers.Add(offer);
        }

        return new() { Offers = offers, Problems = problems };
    }

    /// <summary>The files built into the program, by name.</summary>
    public static IEnumerable<ContentFile> EmbeddedFiles()
    {
        var assembly = typeof(OfferLibrary).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new ContentFile(name[Folder.Length..], Text(assembly, name)));
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>What could be read and what could not.</summary>
public sealed record OfferLibraryResult
{
    public required IReadOnlyList<OfferDocument> Offers { get; init; }

    /// <summary>By file and line; empty when every file was read.</summary>
    public required IReadOnlyList<ContentProblem> Problems { get; init; }
}
