using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>A signed answer as it is read.</summary>
public sealed record AnswerText(Certificate Certificate, SignedAnswer Answer)
{
    /// <summary>What is about to be signed.</summary>
    public static AnswerText ToSign(Certificate certificate, AnswerContent content) => new(
        certificate,
        new SignedAnswer { Id = Guid.Empty, VersionNumber = 0, Content = content, SignedByName = "", SignedByTitle = "", SignedAt = default });

    /// <summary>The request that it answers: the questions stand beside the answers.</summary>
    public RequestContent Request { get; init; } = Certificate.Request;

    /// <summary>What is said in another way than in the version before: see <see cref="AnswerChanges"/>.</summary>
    public IReadOnlySet<string> Changed { get; init; } = new HashSet<string>();
}
