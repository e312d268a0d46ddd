using Portal.Data.Offers;

namespace Portal.Data.Threads;

/// <summary>Turns the Markdown of a message, in its small form, into safe HTML. A seam: the one implementation is the content project's pipeline.</summary>
public interface IMessageRenderer
{
    /// <summary>Goes up when the same Markdown may give other HTML than before.</summary>
    int Version { get; }

    RenderedBody Render(string markdown);
}
